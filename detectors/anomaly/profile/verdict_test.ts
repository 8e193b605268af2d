import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { type Detection, withDeviation } from "../../engine.ts";
import { scoreOf, type ScoreSettings } from "../../score.ts";
import type { Finding, Level } from "../../types.ts";
import { MODEL_RULES } from "../opinion.ts";
import { type Model, readWeights } from "../weights.ts";
import { type Deviation, MAX_LIFT, PROFILE_RULES } from "./rules.ts";
import { get } from "./testing.ts";

const model: Model = await readWeights(await Deno.readFile(new URL("../weights.bin", import.meta.url)));
const request = get("/api/users/7?q=a'b&r=c'd");
const bandAt = (name: string) => model.header.bands.find((band) => band.name === name)!.logit;

/** A finding in a field of the request. */
function finding(rule: Omit<Finding, "rule" | "evidence"> & { readonly id: string }, field: number): Finding {
  const { id, category, severity, level, why } = rule;
  return { rule: id, category, severity, level, why, evidence: { field, view: 0, start: 0, end: 1, text: "a" } };
}

/** What model and rules said: here the rules nothing. */
function said(logit: number, findings: readonly Finding[] = []): Detection {
  return { findings, failed: [], opinion: { probability: 0.5, modelLogit: logit, logit, field: 1, findings } };
}

const deviations = fc.record({
  finding: fc.constantFrom(
    finding(PROFILE_RULES.value, 0),
    finding(PROFILE_RULES.value, 1),
    finding(PROFILE_RULES.client, 2),
  ),
  lift: fc.double({ min: 0, max: MAX_LIFT, noNaN: true }),
});
const settings: fc.Arbitrary<ScoreSettings> = fc.record({
  level: fc.constantFrom<Level>(1, 2, 3, 4),
  detectLevel: fc.constantFrom<Level>(1, 2, 3, 4),
  threshold: fc.integer({ min: 1, max: 10 }),
  rules: fc.constant({}),
  exclusions: fc.constant([]),
});

Deno.test("no request is blocked by deviations of profiles alone", () => {
  let runs = 0;
  const logits = fc.double({ min: -30, max: bandAt("suspicious"), maxExcluded: true, noNaN: true });
  fc.assert(fc.property(logits, deviations, settings, (logit, deviation, settings) => {
    runs++;
    const { findings } = withDeviation(said(logit), deviation, model);
    const score = scoreOf(request, findings, settings);
    equal(score.reached, false);
    equal(score.wouldBlockAtLevel, undefined);
    equal(score.score, 2);
    equal(scoreOf(request, withDeviation({ findings: [], failed: [] }, deviation).findings, settings).reached, false);
  }));
  equal(runs, 100);
});

Deno.test("a profile never takes away what was found, and lifts the model by one band at most", () => {
  fc.assert(fc.property(fc.double({ min: -30, max: 30, noNaN: true }), deviations, (logit, deviation) => {
    const name = (["certain", "likely", "suspicious"] as const).find((name) => logit >= bandAt(name));
    const own = name ? [finding(MODEL_RULES[name], 1)] : [];
    const before = scoreOf(request, own).score;
    const { findings, opinion } = withDeviation(said(logit, own), deviation, model);
    ok(scoreOf(request, findings).score >= before);
    ok(opinion!.logit >= logit && opinion!.logit <= logit + MAX_LIFT);
    ok(findings.every(({ severity }) => severity !== "critical" || name === "certain"));
  }));
});

/** What the model said alone, in which field; where the profile speaks, and the points that follow. */
const ROWS: readonly [
  band: "certain" | "likely" | "suspicious" | undefined,
  field: number,
  lift: number,
  score: number,
][] = [
  [undefined, 1, MAX_LIFT, 2],
  // In the same field one of the two counts: both say that this value is strange.
  ["suspicious", 1, 0, 2],
  ["suspicious", 1, MAX_LIFT, 3],
  ["suspicious", 2, 0, 4],
  ["suspicious", 2, MAX_LIFT, 5],
  ["likely", 1, 0, 3],
  ["likely", 2, 0, 5],
  ["certain", 1, 0, 5],
];

for (const [band, field, lift, score] of ROWS) {
  const place = field === 1 ? "the same value" : "another value";
  Deno.test(`a profile beside ${band ?? "no band"} in ${place}, lift ${lift}, makes ${score} points`, () => {
    const own = band ? [finding(MODEL_RULES[band], 1)] : [];
    const deviation: Deviation = { finding: finding(PROFILE_RULES.value, field), lift };
    const { findings } = withDeviation(said(band ? bandAt(band) : -9, own), deviation, model);
    const result = scoreOf(request, findings);
    equal(result.score, score);
    deepEqual(
      result.contributions.filter(({ state }) => state === "deciding").reduce((sum, { points }) => sum + points, 0),
      score,
    );
  });
}
