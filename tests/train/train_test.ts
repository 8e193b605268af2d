import { deepEqual, equal, ok, throws } from "node:assert/strict";
import { readWeights, writeWeights } from "../../detectors/anomaly/weights.ts";
import { FIRST_TEST_SEED, traffic } from "../corpus/traffic.ts";
import { compare, splitOf } from "./compare.ts";
import { groupsOf } from "./groups.ts";
import { load } from "./load.ts";
import { optionsOf } from "./options.ts";
import { trainOn } from "./pipeline.ts";
import { DRIFT, isBlocked, type Judged, type Policy, policyOf } from "./policy.ts";
import { sampleOf, type TrainingSample } from "./samples.ts";
import { isShared, testKeys } from "./shared.ts";
import { SMALL, smallCorpus } from "./small.ts";
import { licenceOf } from "./sources.ts";

const QUIET = { seed: 1, date: "2026-11-22", licences: {}, progress: () => {} };
const { samples, unlicensed } = await load({ corpora: [], small: true, seed: 1, traffic: 0 });
/** An eighth: a training in a second. */
const FEW = samples.filter((_, i) => i % 8 === 0);

Deno.test("trainOn() gives the same bytes for the same seed, whatever the order", async () => {
  const [one, same] = await Promise.all(
    [FEW, FEW.toReversed()].map(async (some) => await writeWeights((await trainOn(some, QUIET)).model)),
  );
  deepEqual(one, same);
  const { header } = await readWeights(one!);
  const { figures } = header;
  ok(figures);
  equal(figures.total.attacks, FEW.filter(({ attack }) => attack).length - (header.metrics["dropped"] ?? 0));
  equal(figures.heldOut.length, groupsOf(FEW).length);
  const { attacks, benign } = figures.combinedHistogram;
  equal([...attacks, ...benign].reduce((sum, count) => sum + count), figures.total.attacks + figures.total.benign);
  for (const { rules, combined } of figures.atFpr) ok(combined >= rules, `${combined} < ${rules}`);
});

Deno.test("smallCorpus() is our own, of both labels, and the same for the same seed", () => {
  const records = [...smallCorpus(1)];
  equal(records.filter(({ label }) => label === "attack").length, SMALL.attacks);
  ok(records.every(({ source }) => licenceOf(source) === "our own"));
  deepEqual(records, [...smallCorpus(1)]);
  equal(unlicensed.length, 0);
});

Deno.test("training and tests share no payload", async () => {
  const keys = await testKeys();
  ok(keys.size > 1_000, `${keys.size} payloads of the tests`);
  deepEqual(samples.filter((sample) => isShared(sample, keys)).map(({ id }) => id), []);
  const attacks = [...smallCorpus(1)].filter(({ label }) => label === "attack").map(sampleOf);
  deepEqual(attacks.filter((sample) => isShared(sample, keys)).map(({ values }) => values), []);
  // What is left out is really found: a row of the corpus, dressed otherwise.
  ok(isShared({ attack: true, values: ["'%20oR%20'7'='7"] }, new Set(["' or '0'='0"])));
  ok(samples.length >= 1_000 && attacks.length === SMALL.attacks);
});

Deno.test("traffic() of the training shares no long value with that of the tests", () => {
  const long = (seed: number): Set<string> =>
    new Set([...traffic(seed, 300)].map(sampleOf).flatMap(({ values }) => values.filter((text) => text.length > 300)));
  const learned = long(1);
  deepEqual([...long(FIRST_TEST_SEED)].filter((text) => learned.has(text)), []);
  ok(learned.size > 20, `${learned.size} long values`);
});

Deno.test("compare() trains a network of few units beside the linear model", () => {
  const { learned, heldOut } = splitOf(FEW, []);
  const [linear, network] = compare(learned, heldOut, { seed: 1, hidden: 4, progress: () => {} });
  deepEqual([linear?.hidden, network?.hidden, network?.parameters], [0, 4, 4 * 65_536 + 9]);
  ok((network?.inSource.tprAt05 ?? 0) > 80, `${network?.inSource.tprAt05}`);
});

Deno.test("isBlocked() adds the points of the band to those of the rules", () => {
  const policy: Policy = {
    calibration: { slope: 1, offset: 0 },
    fusion: { bias: 0, slope: 1, spread: 0, rules: {} },
    bands: [
      { name: "certain", logit: 4, fpr: 0, tpr: 0 },
      { name: "strict", logit: 3, fpr: 0, tpr: 0 },
      { name: "suspicious", logit: 1, fpr: 0, tpr: 0 },
    ],
  };
  const blocked = (points: number, raw: number | undefined): boolean =>
    isBlocked(policy, { sample: { ...samples[0]!, points }, raw });
  deepEqual([blocked(5, undefined), blocked(3, undefined), blocked(0, 4), blocked(0, 3.9)], [true, false, true, false]);
  deepEqual([blocked(3, 1), blocked(2, 1), blocked(3, 0.9)], [true, false, false]);
});

Deno.test("policyOf() lets no family of traffic go far beyond what all together may reach", () => {
  const judged = (source: string, attack: boolean, raws: readonly number[]): Judged[] =>
    raws.map((raw) => ({ sample: { ...samples[0]!, source, attack, points: 0, rules: [], length: 20 }, raw }));
  const spread = (count: number, from: number, to: number) =>
    Array.from({ length: count }, (_, i) => from + (to - from) * i / count);
  const odd = judged("ours-traffic-odd", false, [...spread(990, -6, -2), ...spread(10, 1, 2)]);
  const { bands, calibration, fusion } = policyOf([
    ...judged("public", false, spread(3_000, -8, -2)),
    ...judged("public", true, spread(3_000, 0, 8)),
    ...judged("ours-traffic-plain", false, spread(7_000, -8, -3)),
    ...odd,
  ]);
  // Ten of the 8,000 are little more than the nominal rate of all, but a hundredth of their family.
  const certain = bands.filter(({ name }) => name === "certain");
  equal(certain.length, 1);
  const blocked = (margin: number) => {
    const lower = certain.map((band) => ({ ...band, logit: band.logit - margin }));
    return odd.filter((one) => isBlocked({ calibration, fusion, bands: lower }, one)).length;
  };
  equal(blocked(DRIFT), 2);
  // What is new to the model may come a little higher than what it was chosen on.
  ok(blocked(0) < 2);
});

Deno.test("groupsOf() keeps generated traffic apart and loses no source", () => {
  const groups = groupsOf(samples);
  const names = new Set(samples.map(({ source }: TrainingSample) => source));
  deepEqual(new Set(groups.flat()), names);
  ok(groups.every((group) => new Set(group.map((name) => name.startsWith("ours-traffic"))).size === 1));
});

Deno.test("optionsOf() reads the command line", () => {
  const { small, seed, out, hidden } = optionsOf(["--small", "--seed", "7", "--hidden", "8"], "2026-11-22");
  deepEqual([small, seed, out, hidden], [true, 7, undefined, 8]);
  equal(optionsOf(["--corpus", "a", "--corpus", "b"], "2026-11-22").corpora.length, 2);
  for (const args of [["--seed", "x"], ["--frob"], ["--corpus"], ["--small", "--corpus", "a"]]) {
    throws(() => optionsOf(args, "2026-11-22"), RangeError);
  }
});
