import assert from "node:assert/strict";
import { loadAttacks } from "../../attacks/mod.ts";
import { withApp } from "../../routes/testing.ts";
import { UnreachableError } from "./fire.ts";
import type { Options } from "./options.ts";
import { balancedAccuracy, gradeOf, toPage } from "./page.ts";
import { run } from "./run.ts";

const attacks = await loadAttacks();

function optionsFor(port: number, change: Partial<Options> = {}): Options {
  const target = new URL(`http://127.0.0.1:${port}`);
  return { target, seconds: 2, seed: 3, rate: 100, kind: "mixed", format: "table", ...change };
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
    const page = toPage(result, "A <test>", new Date(0));
    assert.match(page, /<h1>A &lt;test&gt;<\/h1>/);
    assert.match(page, new RegExp(`<td>total</td><td>${sent}</td>`));
    assert.doesNotMatch(page, /<script|<img/);
  });
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
