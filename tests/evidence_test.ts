import { deepEqual, equal, ok } from "node:assert/strict";
import { examine } from "../detectors/engine.ts";
import type { RawRequest } from "../detectors/types.ts";
import { requestOf } from "./corpus/carrier.ts";
import { readSamples } from "./corpus/run.ts";
import { evidenceError } from "./eval/evidence.ts";
import { settingsAt } from "./eval/judge.ts";

const raw: RawRequest = {
  method: "GET",
  path: "/",
  query: "q=x%27%20OR%201%3D1--",
  headers: [["Host", "app.example.test"]],
};

Deno.test("evidence of every finding in the corpus marks bytes that decode to the matched text", async () => {
  const wrong: string[] = [];
  let findings = 0;
  let blocked = 0;
  for (const { name, rows, carrier, argument, level } of await readSamples(new URL("./corpus/", import.meta.url))) {
    for (const row of rows) {
      const request = requestOf(carrier, row, argument);
      const examination = examine(request, settingsAt(level));
      if (examination.score.reached) blocked++;
      for (const { rule, evidence } of examination.findings) {
        if (!evidence) continue;
        findings++;
        const error = evidenceError(request, examination, evidence);
        if (error) wrong.push(`${name}: ${row}: ${rule} ${error}`);
      }
    }
  }
  deepEqual(wrong, []);
  ok(blocked >= 800, `only ${blocked} blocked rows`);
  ok(findings >= blocked, `only ${findings} findings`);
});

Deno.test("evidenceError() sees a span that is off, a field that is elsewhere, a text that is not there", () => {
  const examination = examine(raw);
  const evidence = examination.findings.find((finding) => finding.evidence)?.evidence;
  ok(evidence);
  equal(evidenceError(raw, examination, evidence), undefined);
  const rows: readonly [Parameters<typeof evidenceError>[2], RegExp][] = [
    [{ ...evidence, start: evidence.end }, /marks nothing/],
    [{ ...evidence, end: evidence.end + 1000 }, /spans/],
    [{ ...evidence, text: "UNION SELECT" }, /does not come out of/],
    [{ ...evidence, field: 99 }, /field that does not exist/],
    [{ ...evidence, view: 99 }, /view that does not exist/],
  ];
  let ran = 0;
  for (const [changed, message] of rows) {
    ok(message.test(evidenceError(raw, examination, changed) ?? ""), `${message}`);
    ran++;
  }
  equal(ran, 5);
  ok(/not where it says/.test(evidenceError({ ...raw, query: "q=other" }, examination, evidence) ?? ""));
});
