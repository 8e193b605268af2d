/**
 * From samples to weights: clean labels, train, leave sources out, calibrate, fuse, choose bands, measure.
 * @module
 */
import { rateAbove, thresholdAt } from "../../detectors/anomaly/calibrate.ts";
import { FEATURE_VERSION } from "../../detectors/anomaly/features.ts";
import { cleanLabels, trainHardened } from "../../detectors/anomaly/recipe.ts";
import { quantise, rawLogit, type RawModel, type Sample } from "../../detectors/anomaly/train.ts";
import type { Model } from "../../detectors/anomaly/weights.ts";
import { groupsOf, nameOf } from "./groups.ts";
import { figuresOf, type HeldOut, modelThresholdAt } from "./measure.ts";
import { type Judged, percent, policyOf } from "./policy.ts";
import { byId, type TrainingSample } from "./samples.ts";

/** What a training produced. */
export interface Trained {
  readonly model: Model;
  readonly dropped: readonly Sample[];
}

/** How to train. */
export interface PipelineOptions {
  readonly seed: number;
  /** ISO date that is written into the header. */
  readonly date: string;
  readonly licences: Readonly<Record<string, string>>;
  readonly progress: (stage: string, done: number) => void;
}

/** Weights that are not zero in the shipped model: more is larger and slower, fewer is less accurate. */
const KEPT_WEIGHTS = 30_000;

/** Trains on the samples. The result depends on the samples and the seed alone, not on their order. */
export async function trainOn(samples: readonly TrainingSample[], options: PipelineOptions): Promise<Trained> {
  const { seed, progress } = options;
  const sorted = [...samples].sort(byId);
  const plain = sorted.filter(({ values }) => values.length === 0);
  const { kept, dropped } = cleanLabels(sorted.filter(({ values }) => values.length > 0), { seed, progress });
  const all = new Map(samples.map((sample) => [sample.id, sample]));
  const clean = kept.map(({ id }) => all.get(id)!);
  const raw = trainHardened(clean, { seed, progress });
  const groups = groupsOf([...clean, ...plain]);
  const heldOut = groups.map((group, n): HeldOut => {
    const stage = `${n + 1}/${groups.length} without ${nameOf(group).slice(0, 32)}`;
    const without = trainHardened(clean.filter(({ source }) => !group.includes(source)), {
      seed,
      progress: (step, done) => progress(`${stage}: ${step}`, done),
    });
    const held = [...clean, ...plain].filter(({ source }) => group.includes(source));
    return { group, judged: held.map(judgedBy(without)), inSource: held.map(judgedBy(raw)) };
  });
  return { model: await modelOf({ raw, heldOut, samples, dropped }, options), dropped };
}

/** What the trainings came to. */
export interface Parts {
  readonly raw: RawModel;
  readonly heldOut: readonly HeldOut[];
  readonly samples: readonly TrainingSample[];
  readonly dropped: readonly Sample[];
}

/** The file of weights: packed, calibrated and fused by what the held-out sources say, with every figure. */
export async function modelOf(
  { raw, heldOut, samples, dropped }: Parts,
  { seed, date, licences }: Omit<PipelineOptions, "progress">,
): Promise<Model> {
  const judged = heldOut.flatMap((one) => one.judged);
  const policy = policyOf(judged);
  const { weights, scale, bias } = quantise(raw, KEPT_WEIGHTS);
  const { slope, offset } = policy.calibration;
  const header: Model["header"] = {
    format: "glasshouse-weights",
    formatVersion: 1,
    featureVersion: FEATURE_VERSION,
    scale: scale * slope,
    bias: bias * slope + offset,
    fusion: policy.fusion,
    bands: policy.bands,
    manifest: await manifestOf(samples),
    licences,
    metrics: {
      inSourceTprAt05: tprAt(heldOut.flatMap(({ inSource }) => inSource), 0.005),
      heldOutTprAt05: tprAt(judged, 0.005),
      heldOutTprAt01: tprAt(judged, 0.001),
      threshold05: modelThresholdAt(heldOut, policy, 0.005),
      records: samples.length,
      dropped: dropped.length,
    },
    figures: figuresOf(heldOut, policy, dropped),
    seed,
    trained: date,
  };
  return { header, weights };
}

function judgedBy(model: RawModel): (sample: TrainingSample) => Judged {
  return (sample) => ({ sample, raw: sample.values.length === 0 ? undefined : rawLogit(model, sample.values) });
}

/** Of the model alone, on what it reads. */
function tprAt(judged: readonly Judged[], fpr: number): number {
  const scored = judged.flatMap(({ sample, raw }) => raw === undefined ? [] : [{ attack: sample.attack, logit: raw }]);
  return percent(rateAbove(scored, true, thresholdAt(scored, fpr)));
}

async function manifestOf(samples: readonly Sample[]): Promise<string> {
  const ids = samples.map(({ id }) => id).sort().join("\n");
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(ids))).toHex();
}
