import { deepEqual, equal, ok } from "node:assert/strict";
import robustness from "../../detectors/anomaly/robustness.json" with { type: "json" };
import type { RobustnessFigures } from "../../detectors/anomaly/figures.ts";
import { MEASURING, TABLE, TRAINING } from "../../detectors/anomaly/mutate.ts";
import { scoreValue } from "../../detectors/anomaly/model.ts";
import { Random } from "../../detectors/anomaly/random.ts";
import { readWeights } from "../../detectors/anomaly/weights.ts";
import { readSamples } from "../corpus/run.ts";
import { attacksIn, measureRobustness } from "./robust.ts";

const WEIGHTS = await Deno.readFile(new URL("../../detectors/anomaly/weights.bin", import.meta.url));
const MODEL = await readWeights(WEIGHTS);
const ATTACKS = attacksIn(await readSamples(new URL("../corpus/", import.meta.url)));

Deno.test("robustness.json tells every mutation, both searches and where it comes from", () => {
  const { date, commit, command, weights, mutations, searches }: RobustnessFigures = parsed(robustness);
  deepEqual(mutations.map(({ mutation }) => mutation), TABLE.map(({ name }) => name));
  deepEqual(searches.map(({ names }) => names), [TRAINING, MEASURING].map((all) => all.map(({ name }) => name)));
  for (const { seeds, queries, evaded, evadedBoth } of searches) {
    deepEqual([seeds, queries], [160, 300]);
    ok(evaded <= seeds && evadedBoth <= seeds);
  }
  ok(/^\d{4}-\d\d-\d\d$/.test(date) && /^[0-9a-f]{7,}\+?$/.test(commit) && command.startsWith("deno task robust"));
  ok(/^[0-9a-f]{64}$/.test(weights));
});

Deno.test("measureRobustness() gives the same figures for the same seed", () => {
  const options = { seed: 3, seeds: 4, queries: 20 };
  const few = ATTACKS.filter((_, i) => i % 8 === 0);
  deepEqual(measureRobustness(MODEL, few, options), measureRobustness(MODEL, few, options));
});

Deno.test("mutations cost what they may, with the shipped weights", () => {
  const { mutations, clean } = measureRobustness(MODEL, ATTACKS, { seed: 1, seeds: 0 });
  ok(clean > 80, `${clean} % without a disguise`);
  // Two points for the luck of a training: the command and the model page say which bar is missed, and by how much.
  deepEqual(mutations.filter(({ lost, bar }) => lost > bar + 2).map(({ mutation, lost }) => `${mutation} ${lost}`), []);
  equal(mutations.length, TABLE.length);
});

const PROSE =
  "we met the neighbours on the second floor and talked about the summer fair then somebody rang the bell and left a " +
  "parcel for the shop around the corner so the children carried it over and came back with two pots of honey";

Deno.test("the marked window overlaps a payload planted in prose in 95 of 100 trials", () => {
  const random = new Random(11);
  const words = PROSE.split(" ");
  const piece = (): string => {
    const from = random.below(words.length - 10);
    return words.slice(from, from + 10 + random.below(20)).join(" ");
  };
  let hits = 0;
  const trials = 600;
  for (let n = 0; n < trials; n++) {
    const payload = random.pick(ATTACKS);
    const before = `${piece()} `;
    const { start, end } = scoreValue(MODEL, `${before}${payload} ${piece()}`);
    if (start < before.length + payload.length && end > before.length) hits++;
  }
  ok(hits >= 0.95 * trials, `${hits} of ${trials}`);
});

Deno.test("scoreValue() of 2 KB costs no more for each byte than twice that of 200 bytes", () => {
  const text = (length: number): string => `${PROSE}, (a) it's = 10% `.repeat(12).slice(0, length);
  const [short, long] = [text(200), text(2_000)];
  const timed = (value: string, times: number): number => {
    const begin = performance.now();
    for (let i = 0; i < times; i++) scoreValue(MODEL, value);
    return performance.now() - begin;
  };
  let best = Infinity;
  // In turns, the least counts: other work on the machine slows both.
  for (let round = 0; round < 12; round++) best = Math.min(best, timed(long, 200) / timed(short, 2_000));
  ok(best < 2, `${best.toFixed(2)} times as much`);
});

/** The file as text says what it is; its type is checked field by field above. */
function parsed(value: unknown): RobustnessFigures {
  const isFigures = (some: unknown): some is RobustnessFigures =>
    typeof some === "object" && some !== null && "mutations" in some && Array.isArray(some.mutations) &&
    "searches" in some && Array.isArray(some.searches);
  ok(isFigures(value));
  return value;
}
