import assert from "node:assert/strict";
import {
  areaUnder,
  binAtFpr,
  binOf,
  BINS,
  type ByRules,
  cellsAt,
  edgeOf,
  type Histograms,
  packCounts,
  reliabilityOf,
  rocOf,
  unpackCounts,
} from "./odds.ts";

/** Counts by log-odds. */
function at(...counts: readonly (readonly [logit: number, count: number])[]): number[] {
  const bins = new Array<number>(BINS).fill(0);
  for (const [logit, count] of counts) bins[binOf(logit)]! += count;
  return bins;
}

const NONE = at();
const attack: ByRules = { blocked: at([6, 50], [1, 10]), passed: at([2, 30], [-3, 10]) };
const benign: ByRules = { blocked: at([1, 1]), passed: at([-6, 989], [1.5, 10]) };

Deno.test("binOf() keeps what lies beyond in the outer bins; edgeOf() is its inverse", () => {
  assert.deepEqual([binOf(-20), binOf(-8), binOf(7.95), binOf(99)], [0, 0, BINS - 1, BINS - 1]);
  let checked = 0;
  for (let bin = 0; bin < BINS; bin++, checked++) assert.equal(binOf(edgeOf(bin) + 1e-9), bin);
  assert.equal(checked, BINS);
});

Deno.test("cellsAt() parts a label by rules and model", () => {
  assert.deepEqual(cellsAt(attack, binOf(1.5)), { both: 50, rulesOnly: 10, modelOnly: 30, neither: 10 });
  assert.deepEqual(cellsAt(benign, binOf(1.5)), { both: 0, rulesOnly: 1, modelOnly: 10, neither: 989 });
  assert.deepEqual(cellsAt(attack, 0), { both: 60, rulesOnly: 0, modelOnly: 40, neither: 0 });
});

Deno.test("rocOf() falls from everything to what is surest; binAtFpr() finds the lowest threshold", () => {
  const points = rocOf({ attack, benign });
  assert.deepEqual([points[0]?.tpr, points[0]?.fpr], [100, 100]);
  assert.deepEqual([points.at(-1)?.tpr, points.at(-1)?.fpr], [0, 0]);
  points.forEach((point, i) =>
    assert.ok(i === 0 || point.fpr <= points[i - 1]!.fpr && point.tpr <= points[i - 1]!.tpr)
  );
  assert.deepEqual(binAtFpr(points, 1), { bin: binOf(1) + 1, tpr: 80, fpr: 1 });
});

Deno.test("areaUnder() is 1 for a perfect score, a half for one that knows nothing", () => {
  const perfect: Histograms = {
    attack: { blocked: NONE, passed: at([5, 9]) },
    benign: { blocked: NONE, passed: at([-5, 9]) },
  };
  assert.equal(areaUnder(rocOf(perfect)), 1);
  const blind: Histograms = { attack: perfect.attack, benign: perfect.attack };
  assert.equal(areaUnder(rocOf(blind)), 0.5);
});

Deno.test("reliabilityOf() weighs both labels the same and leaves empty tenths out", () => {
  const said = reliabilityOf({
    attack: { blocked: NONE, passed: at([0.05, 30], [3, 70]) },
    benign: { blocked: NONE, passed: at([0.05, 3_000], [-3, 7_000]) },
  });
  assert.deepEqual(said.map(({ requests }) => requests), [7_000, 3_030, 70]);
  const middle = said[1]!;
  assert.ok(Math.abs(middle.was - 0.5) < 1e-9 && Math.abs(middle.said - 0.5125) < 0.001, JSON.stringify(middle));
  assert.deepEqual(said.map(({ was }) => was), [0, 0.5, 1]);
});

Deno.test("unpackCounts() takes back what packCounts() wrote", () => {
  assert.deepEqual(unpackCounts(packCounts(attack.blocked)), attack.blocked);
  assert.equal(packCounts(NONE), "");
  assert.deepEqual(unpackCounts(""), NONE);
});
