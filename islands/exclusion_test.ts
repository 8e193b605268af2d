import assert from "node:assert/strict";
import { loadAttacks } from "../attacks/load.ts";
import { DEFAULT_SETTINGS, type Exclusion } from "../detectors/score.ts";
import { consequencesOf, placesOf } from "./exclusion.ts";
import { draftOf, wireOf } from "./request.ts";
import { traceOf } from "./verdict.ts";

const entries = await loadAttacks();
const browser = { host: "glass.test", origin: "http://glass.test", userAgent: "Browser/1", language: "en" };
const around = { mode: "block", now: 1_000 } as const;

function traceOfAttack(id: string) {
  const request = entries.find((entry) => entry.id === id)?.requests[0] ?? assert.fail(`no ${id}`);
  return traceOf(wireOf(draftOf(request), browser).raw, DEFAULT_SETTINGS, around);
}

Deno.test("placesOf() names the fewest rules, by path and parameter, that let a request pass", () => {
  const trace = traceOfAttack("innocent/sql-forum");
  assert.equal(trace.wouldBe, "block");
  const places = placesOf(trace, DEFAULT_SETTINGS, 0);
  assert.deepEqual(places, [{ rule: "sqli.constant-condition", path: "/api/data", parameter: "/message" }]);
  const exclusions = places.map((place): Exclusion => ({ ...place, reason: "a question" }));
  assert.notEqual(traceOf(trace.raw, { ...DEFAULT_SETTINGS, exclusions }, around).wouldBe, "block");
});

Deno.test("placesOf() lets every refused attack pass, so none is proposed that is of no use", () => {
  let ran = 0;
  for (const { id, requests } of entries) {
    const trace = traceOf(wireOf(draftOf(requests[0]!), browser).raw, DEFAULT_SETTINGS, around);
    if (trace.wouldBe !== "block") continue;
    const exclusions = placesOf(trace, DEFAULT_SETTINGS, 0).map((place): Exclusion => ({ ...place, reason: "r" }));
    assert.notEqual(traceOf(trace.raw, { ...DEFAULT_SETTINGS, exclusions }, around).wouldBe, "block", id);
    ran++;
  }
  assert.ok(ran > 30, `${ran}`);
});

Deno.test("consequencesOf() counts the attacks of the path, and names those that would pass", () => {
  const trace = traceOfAttack("innocent/sql-forum");
  const question = { settings: DEFAULT_SETTINGS, around, entries, browser };
  const narrow = placesOf(trace, DEFAULT_SETTINGS, 0).map((place): Exclusion => ({ ...place, reason: "r" }));
  const small = consequencesOf(trace, narrow, question);
  assert.deepEqual([small.reached, small.lost.length], [false, 0]);
  assert.ok(small.caught >= 5, `${small.caught} attacks on /api/data`);
  const own = traceOfAttack("sqli/union-users");
  const holes = placesOf(own, DEFAULT_SETTINGS, 0).map((place): Exclusion => ({ ...place, reason: "r" }));
  const large = consequencesOf(own, holes, question);
  assert.ok(large.lost.some(({ id }) => id === "sqli/union-users"));
  assert.ok(large.lost.length < large.caught, "the others are still refused");
});
