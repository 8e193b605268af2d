import assert from "node:assert/strict";
import { deviationOf } from "./deviation.ts";
import { eventWith, settingsWith } from "./testing.ts";
import { differences, rawOf, traceOf } from "./verdict.ts";

const why = "this value is unusual here: letters in a value that was always a number in 200 requests";
const event = eventWith({
  action: "flag",
  wouldBe: "flag",
  score: 2,
  path: "/api/users/admin",
  request: { method: "GET", path: "/api/users/admin", query: "", headers: [] },
  findings: [{
    rule: "anomaly.profile",
    category: "anomaly",
    severity: "notice",
    level: 1,
    points: 2,
    state: "deciding",
    why,
    field: { source: "path", name: "", role: "value" },
    text: "admin",
    span: [11, 16],
  }],
});

Deno.test("traceOf() shows the notice of a profile on the bytes, with its points", () => {
  const trace = traceOf(rawOf(event), settingsWith(), { mode: "block", now: 0, event });
  assert.equal(trace.examination.score.score, 2);
  assert.equal(trace.wouldBe, "flag");
  assert.deepEqual(trace.examination.score.contributions[0]?.finding.evidence, {
    field: 0,
    view: 0,
    start: 11,
    end: 16,
    text: "admin",
  });
  assert.deepEqual(differences(trace, event), []);
});

Deno.test("deviationOf() has nothing to say where the server had not", () => {
  const { request } = traceOf(rawOf(event), settingsWith(), { mode: "block", now: 0 }).examination;
  assert.equal(deviationOf(request, eventWith()), undefined);
});
