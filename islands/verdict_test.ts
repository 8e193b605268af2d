import assert from "node:assert/strict";
import { DEFAULT_SETTINGS } from "../detectors/score.ts";
import type { RawRequest } from "../detectors/types.ts";
import { decide } from "../guard/decide.ts";
import { eventWith } from "./testing.ts";
import { differences, rawOf, settingsOf, traceOf, withoutEach } from "./verdict.ts";

const PLAIN: RawRequest = { method: "GET", path: "/api/search", query: "q=tea", headers: [["host", "glass.test"]] };

Deno.test("traceOf() lets an ordinary request pass and says so", () => {
  const trace = traceOf(PLAIN, DEFAULT_SETTINGS, { mode: "block", now: 0 });
  assert.equal(trace.action, "allow");
  assert.equal(trace.sentence, "Allowed: nothing in it looks like an attack.");
  assert.equal(trace.examination.score.score, 0);
});

Deno.test("differences() names what only the server knows", () => {
  const trace = traceOf(PLAIN, DEFAULT_SETTINGS, { mode: "block", now: 0 });
  const same = eventWith({ action: "allow", wouldBe: "allow", score: 0, findings: [] });
  assert.deepEqual(differences(trace, same), []);
  const limited = eventWith({ action: "limit", wouldBe: "limit", score: 0, decidedBy: "rate-limit" });
  assert.match(differences(trace, limited).join(), /rate-limit/);
});

Deno.test("rawOf() and settingsOf() take an event back to what was judged", () => {
  const event = eventWith({ level: 3, threshold: 7 });
  assert.deepEqual(rawOf(event), { method: "GET", path: "/api/search", query: "q=%27", headers: [] });
  assert.deepEqual(settingsOf(event, DEFAULT_SETTINGS), {
    ...DEFAULT_SETTINGS,
    level: 3,
    detectLevel: 3,
    threshold: 7,
  });
});

Deno.test("traceOf() says what the guard says", () => {
  const queries = ["q=tea", "q=%27%20OR%201%3D1--", "q=%3Cscript%3E", "q=1%20--", "q=../../etc/passwd", "q=a;b"];
  let told = 0;
  for (const query of queries) {
    for (const mode of ["block", "observe"] as const) {
      for (const level of [1, 2, 4] as const) {
        const settings = { ...DEFAULT_SETTINGS, level, detectLevel: 4 } as const;
        const trace = traceOf({ ...PLAIN, query }, settings, { mode, now: 0 });
        const { score } = trace.examination;
        const verdict = decide({ mode, level, threshold: settings.threshold, score });
        assert.deepEqual(
          [trace.action, trace.wouldBe, trace.sentence],
          [verdict.action, verdict.wouldBe, verdict.sentence],
          `${query} ${mode} ${level}`,
        );
        told++;
      }
    }
  }
  assert.equal(told, 36);
});

Deno.test("withoutEach() says what the score would be without a matched stretch", () => {
  const raw = { ...PLAIN, query: "q=%27%20UNION%20SELECT%20password%20FROM%20users--" };
  const trace = traceOf(raw, DEFAULT_SETTINGS, { mode: "block", now: 0 });
  const tried = withoutEach(trace, DEFAULT_SETTINGS, { mode: "block", now: 0 });
  assert.ok(tried.length > 0);
  for (const { text, score } of tried) {
    assert.ok(raw.query.includes(text));
    assert.ok(score < trace.examination.score.score, `${text}: ${score}`);
  }
});
