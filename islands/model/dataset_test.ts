import assert from "node:assert/strict";
import { confusionAt, datasetsOf, logitAt, nearestBin } from "./dataset.ts";
import { binOf, BINS, mapOdds, type Odds, packCounts } from "./odds.ts";

function at(logit: number, count: number): number[] {
  const bins = new Array<number>(BINS).fill(0);
  bins[binOf(logit)] = count;
  return bins;
}

const SOURCES = {
  attack: { blocked: at(3, 8), passed: at(1, 2) },
  benign: { blocked: at(0, 1), passed: at(-5, 99) },
};
const ODDS: Odds = { seen: { together: SOURCES, alone: SOURCES }, unseen: { together: SOURCES, alone: SOURCES } };
const HISTOGRAM = { from: -2, step: 0.5, attacks: [0, 1, 2, 3], benign: [9, 1, 0, 0] };

Deno.test("datasetsOf() has the most honest first, and only what was measured", () => {
  const evaluated = mapOdds(ODDS, packCounts);
  const heldOut = { together: HISTOGRAM, alone: HISTOGRAM };
  assert.deepEqual([...datasetsOf({}).keys()], []);
  assert.deepEqual([...datasetsOf({ evaluated }).keys()], ["unseen", "seen"]);
  assert.deepEqual([...datasetsOf({ heldOut }).keys()], ["heldOut"]);
  const sets = datasetsOf({ evaluated, heldOut });
  assert.deepEqual([...sets.keys()], ["unseen", "heldOut", "seen"]);
  assert.deepEqual([sets.get("unseen")?.together, sets.get("unseen")?.ruled], [SOURCES, true]);
  assert.deepEqual([sets.get("heldOut")?.together.attack.passed, sets.get("heldOut")?.ruled], [
    HISTOGRAM.attacks,
    false,
  ]);
});

Deno.test("confusionAt() blocks by the rules or at the threshold; every request is in one cell", () => {
  const { caught, missed, falseAlarms, passed } = confusionAt(SOURCES, binOf(2));
  assert.deepEqual([caught, missed, falseAlarms, passed], [8, 2, 1, 99]);
  const lower = confusionAt(SOURCES, binOf(0.5));
  assert.deepEqual([lower.caught, lower.missed], [10, 0]);
  assert.equal(lower.caught + lower.missed + lower.falseAlarms + lower.passed, 110);
});

Deno.test("nearestBin() and logitAt() hold on any grid", () => {
  const data = datasetsOf({ heldOut: { together: HISTOGRAM, alone: HISTOGRAM } }).get("heldOut")!;
  assert.deepEqual([-9, -1.2, 0.4, 9].map((logit) => logitAt(data, nearestBin(data, logit))), [-2, -1, -0.5, -0.5]);
});
