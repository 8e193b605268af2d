import assert from "node:assert/strict";
import { loadAttacks } from "../../attacks/mod.ts";
import { withApp } from "../../routes/testing.ts";
import { UnreachableError } from "./fire.ts";
import type { Options } from "./options.ts";
import { balancedAccuracy, gradeOf, toPage } from "./page.ts";
import { SCENARIOS } from "../../islands/scenario.ts";
import { run } from "./run.ts";
import { planFor } from "./sources.ts";

const attacks = await loadAttacks();

function optionsFor(port: number, change: Partial<Options> = {}): Options {
  const target = new URL(`http://127.0.0.1:${port}`);
  return {
    target,
    seconds: 2,
    seed: 3,
    rate: 100,
    source: { kind: "library", only: "mixed" },
    format: "table",
    ...change,
  };
}

Deno.test("run() counts what the server counts, and reports it", async () => {
  await withApp(async ({ fetch }) => {
    const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
      const { pathname, search } = new URL(request.url);
      const body = request.method === "POST" ? { body: await request.text() } : {};
      return await fetch(pathname + search, { method: request.method, headers: request.headers, ...body });
    });
    const shares: number[] = [];
    const result = await run(attacks, optionsFor(server.addr.port), (share) => shares.push(share));
    await server.shutdown();
    const { sent, blocked, errors } = result.tally.counts();
    assert.equal(result.check.equal, true, result.check.sentence);
    assert.ok(sent > 20 && blocked > 0 && errors === 0, `${sent} sent, ${blocked} blocked, ${errors} errors`);
    assert.equal(shares.at(-1), 1);
    // Whether a run reaches a miss within its time depends on the machine; one that came through is added.
    const attack = attacks.find(({ id }) => id === "nosqli/not-equal")!;
    const { headers, ...rest } = attack.requests[0]!;
    const request = { ...rest, headers: [...headers, ["x-demo-ip", "10.0.0.1"] as const] };
    result.tally.add({ kind: "nosqli", attack, request, address: "10.0.0.1" }, { outcome: "passed", ms: 1 });
    const page = toPage(result, "A <test>", new Date(0));
    assert.match(page, /<h1>A &lt;test&gt;<\/h1>/);
    assert.match(page, new RegExp(`<td>total</td><td>${sent + 1}</td>`));
    assert.doesNotMatch(page, /<script|<img/);
    // A report of attacks in headers shows the headers, but not the address that was only played.
    assert.match(page, /content-type: application\/json/i);
    assert.doesNotMatch(page, /x-demo-ip/);
  });
});

Deno.test("planFor() takes requests from scenarios, the matrix and a corpus", async () => {
  const plan = (source: Options["source"]) => planFor(attacks, { ...optionsFor(1), source });
  for (const { id } of SCENARIOS) {
    const { shots, due } = await plan({ kind: "scenario", id });
    assert.equal(shots.length, 200, id);
    assert.equal(due(2), 200, id);
  }
  const matrix = await plan({ kind: "matrix" });
  assert.equal(matrix.shots.length, 160);
  assert.ok(matrix.shots.every(({ attack }) => attack.truth === "attack"));

  const record = {
    id: "a-1",
    label: "attack",
    class: "sqli",
    source: "own",
    q: "strong",
    carrier: "query",
    method: "POST",
    path: "/a",
    query: "q=1",
    headers: { "Content-Type": "text/plain", Host: "x" },
    body64: "/wA=",
  };
  const path = await Deno.makeTempFile({ suffix: ".jsonl.gz" });
  const lines = [record, { ...record, id: "b-1", label: "benign", class: "benign" }].map((each) =>
    JSON.stringify(each)
  );
  const packed = new Blob([lines.join("\n")]).stream().pipeThrough(new CompressionStream("gzip"));
  await Deno.writeFile(path, packed);
  const { shots } = await plan({ kind: "corpus", file: path });
  await Deno.remove(path);
  assert.deepEqual(shots.map(({ kind, attack }) => [kind, attack.title, attack.truth]), [
    ["sqli", "a-1", "attack"],
    ["benign", "b-1", "benign"],
  ]);
  assert.deepEqual(shots[0]?.request, {
    method: "POST",
    target: "/a?q=1",
    headers: [["Content-Type", "text/plain"]],
    body: "\u00ff\0",
    latin1: true,
  });
  await assert.rejects(plan({ kind: "corpus", file: "/no/such" }), /--corpus \/no\/such: cannot be read/);
});

Deno.test("run() says in one line that nobody answers", async () => {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr;
  listener.close();
  await assert.rejects(run(attacks, optionsFor(port)), (error) => {
    assert.ok(error instanceof UnreachableError);
    assert.equal(error.message, `nobody answers at http://127.0.0.1:${port}; is the server running?`);
    return true;
  });
});

Deno.test("gradeOf() follows the balanced accuracy, and knows when there is none", () => {
  const grade = (caught: number, missed: number, falseAlarm: number, rightlyAllowed: number) =>
    gradeOf(balancedAccuracy({ caught, missed, falseAlarm, rightlyAllowed }));
  assert.deepEqual(
    [grade(100, 0, 0, 100), grade(95, 5, 3, 97), grade(90, 10, 5, 95), grade(100, 0, 30, 70), grade(50, 50, 0, 10)],
    ["A", "B", "C", "D", "F"],
  );
  assert.equal(grade(10, 0, 0, 0), "–");
});
