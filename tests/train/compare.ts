/**
 * The tiny network beside the linear model, on the same split: both learn from the same sources, both are judged on
 * others. The network reads the window that the linear model picked.
 * @module
 */
import { rateAbove, thresholdAt } from "../../detectors/anomaly/calibrate.ts";
import { PLACES } from "../../detectors/anomaly/features.ts";
import type { ComparedModel } from "../../detectors/anomaly/figures.ts";
import { networkLogit, trainNetwork } from "../../detectors/anomaly/network.ts";
import { Random } from "../../detectors/anomaly/random.ts";
import { trainHardened } from "../../detectors/anomaly/recipe.ts";
import { rawLogit, worstPlaces } from "../../detectors/anomaly/train.ts";
import { Times } from "../eval/statistics.ts";
import { percent } from "./policy.ts";
import { byId, type TrainingSample } from "./samples.ts";

/** What is compared, and how. */
export interface CompareOptions {
  readonly seed: number;
  readonly hidden: number;
  readonly progress: (stage: string, done: number) => void;
}

/** Trains both and judges both. */
export function compare(
  learned: readonly TrainingSample[],
  heldOut: readonly TrainingSample[],
  { seed, hidden, progress }: CompareOptions,
): ComparedModel[] {
  const samples = learned.filter(({ values }) => values.length > 0).sort(byId);
  const others = heldOut.filter(({ values }) => values.length > 0).sort(byId);
  let begin = performance.now();
  const linear = trainHardened(samples, { seed, progress: (stage, done) => progress(`linear: ${stage}`, done) });
  const linearSeconds = (performance.now() - begin) / 1000;
  begin = performance.now();
  const network = trainNetwork(
    samples.map(({ values, attack }) => ({ places: worstPlaces(linear, values), attack })),
    { seed, hidden, progress: (done) => progress("network: training", done) },
  );
  const networkSeconds = (performance.now() - begin) / 1000;
  const byLinear = (values: readonly string[]): number => rawLogit(linear, values);
  const byNetwork = (values: readonly string[]): number => networkLogit(network, worstPlaces(linear, values));
  const rates = (logitOf: (values: readonly string[]) => number, some: readonly TrainingSample[]) => {
    const scored = some.map(({ attack, values }) => ({ attack, logit: logitOf(values) }));
    const at = (share: number): number => percent(rateAbove(scored, true, thresholdAt(scored, share)));
    return { tprAt01: at(0.001), tprAt05: at(0.005) };
  };
  const figures = (logitOf: (values: readonly string[]) => number) => ({
    inSource: rates(logitOf, samples),
    heldOut: rates(logitOf, others),
    microseconds: Math.round(10 * microsecondsOf(logitOf)) / 10,
  });
  return [
    { name: "linear", hidden: 0, parameters: PLACES + 1, trainSeconds: seconds(linearSeconds), ...figures(byLinear) },
    {
      name: "network",
      hidden,
      parameters: PLACES * hidden + 2 * hidden + 1,
      trainSeconds: seconds(linearSeconds + networkSeconds),
      ...figures(byNetwork),
    },
  ];
}

function seconds(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Microseconds for a value of 200 bytes: what one of ten runs stays below, for other programs only make it slower. */
function microsecondsOf(logitOf: (values: readonly string[]) => number): number {
  const random = new Random(1);
  let text = "";
  while (text.length < 200) text += random.pick(["blue ", "o'neill ", "x=1&", "(a) ", "select ", "river, "]);
  const values = [text.slice(0, 200)];
  const times = new Times();
  for (let i = 0; i < 3_000; i++) {
    const begin = performance.now();
    logitOf(values);
    if (i >= 1_000) times.add((performance.now() - begin) * 1000);
  }
  return times.quantile(0.1);
}

/** Splits by source: what may not be trained on is held out; where there is none, every third source. */
export function splitOf(
  samples: readonly TrainingSample[],
  unlicensed: readonly TrainingSample[],
): { learned: readonly TrainingSample[]; heldOut: readonly TrainingSample[] } {
  const both = (some: readonly TrainingSample[]): boolean =>
    some.some(({ attack }) => attack) && some.some(({ attack }) => !attack);
  if (both(unlicensed)) return { learned: samples, heldOut: unlicensed };
  const names = [...new Set(samples.map(({ source }) => source))].sort();
  const held = new Set(names.filter((_, i) => i % 3 === 0));
  return {
    learned: samples.filter(({ source }) => !held.has(source)),
    heldOut: samples.filter(({ source }) => held.has(source)),
  };
}
