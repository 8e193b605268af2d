import { deepEqual, equal, ok, throws } from "node:assert/strict";
import { readBaseline } from "./baseline.ts";
import { readSamples, regressions, runSamples, runTraffic } from "./corpus/run.ts";
import { parseSamples } from "./corpus/sample.ts";

const MAIN = ["sqli", "xss", "traversal", "rce", "ssti", "code", "nosqli", "ssrf", "xxe", "ldap", "crlf"];

Deno.test("the corpus is judged at least as well as the baseline says", async () => {
  const samples = await readSamples(new URL("./corpus/", import.meta.url));
  const { files, wrong } = runSamples(samples);
  const { corpus } = await readBaseline();
  const worse = regressions(files, corpus);
  const listed = wrong.map(({ file, row, rules }) => `${file}: ${row} ${rules.join(" ")}`).join("\n");
  deepEqual(worse, [], `deno task corpus lists every row. Judged wrongly now:\n${listed}`);
  const ran = Object.values(files).reduce((sum, { rows }) => sum + rows, 0);
  equal(ran, samples.reduce((sum, { rows }) => sum + rows.length, 0));
  ok(ran >= 1_500, `only ${ran} rows ran`);
});

Deno.test("the corpus has at least 40 attacks and 40 innocent rows of every main category", async () => {
  const samples = await readSamples(new URL("./corpus/", import.meta.url));
  const count = (name: string) =>
    samples.filter((file) => file.name === `${name}.txt` || file.name.startsWith(`${name}-`))
      .reduce((sum, { rows }) => sum + rows.length, 0);
  for (const category of MAIN) {
    ok(count(category) >= 40, `${category}: ${count(category)} attacks`);
    ok(count(`benign-${category}`) >= 40, `${category}: ${count(`benign-${category}`)} innocent rows`);
  }
  equal(MAIN.length, 11);
});

Deno.test("the corpus has no row twice in a file", async () => {
  const samples = await readSamples(new URL("./corpus/", import.meta.url));
  for (const { name, rows } of samples) equal(new Set(rows).size, rows.length, name);
  ok(samples.length > 40, `${samples.length} files`);
});

Deno.test("generated API traffic is blocked in at most 0.5 % of the cases, and no more often than the baseline says", async () => {
  const { rows, right, wrong } = runTraffic();
  ok(rows >= 3_000, `only ${rows} requests`);
  const { traffic } = await readBaseline();
  const listed = wrong.map(({ file, row, rules }) => `${row} ${file}: ${rules.join(" ")}`).join("\n");
  ok(wrong.length <= 0.005 * rows, `${wrong.length} of ${rows} blocked:\n${listed}`);
  deepEqual(regressions({ traffic: { rows, right } }, { traffic }), [], `Blocked now:\n${listed}`);
});

Deno.test("parseSamples() reads directives at the top only and rejects unknown ones", () => {
  const { carrier, argument, level, expected, rows } = parseSamples(
    "x.txt",
    "#! as header X-Y\n#! level 2\n\na\n#! b\n",
  );
  deepEqual([carrier, argument, level, expected, rows], ["header", "X-Y", 2, "block", ["a", "#! b"]]);
  equal(parseSamples("benign-x.txt", "#!/bin/sh\n".replace("#!", "# ")).expected, "pass");
  throws(() => parseSamples("x.txt", "#! as pigeon\n"), /x\.txt:1: unknown directive/);
  throws(() => parseSamples("x.txt", "#! as header\n"), /header needs a name/);
});

Deno.test("regressions() tells worse, missing and new files", () => {
  const before = { "a.txt": { rows: 10, right: 9 }, "b.txt": { rows: 2, right: 2 } };
  deepEqual(regressions({ "a.txt": { rows: 12, right: 11 }, "b.txt": { rows: 2, right: 2 } }, before), []);
  deepEqual(regressions({ "a.txt": { rows: 10, right: 8 }, "c.txt": { rows: 1, right: 1 } }, before), [
    "a.txt: 2 rows are wrong, were 1",
    "c.txt is not in the baseline",
    "b.txt is missing",
  ]);
});
