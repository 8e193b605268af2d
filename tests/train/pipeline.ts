/**
 * From records to weights: samples, clean labels, leave-source-out, calibration, fusion, policy bands.
 * @module
 */
import { calibrate, type Calibration, rateAbove, type Scored, thresholdAt } from "../../detectors/anomaly/calibrate.ts";
import { FEATURE_VERSION } from "../../detectors/anomaly/features.ts";
import { calibrated, fuse, fusedLogit, type FusionSample } from "../../detectors/anomaly/fuse.ts";
import { scoredValues } from "../../detectors/anomaly/model.ts";
import { cleanLabels, trainHardened } from "../../detectors/anomaly/recipe.ts";
import { quantise, rawLogit, type RawModel, type Sample } from "../../detectors/anomaly/train.ts";
import type { Band, Model } from "../../detectors/anomaly/weights.ts";
import { detect } from "../../detectors/engine.ts";
import { inspect } from "../../detectors/request/mod.ts";
import { DEFAULT_SETTINGS, scoreOf } from "../../detectors/score.ts";
import { type EvalRecord, toRequest } from "../eval/record.ts";

/** A sample with what the rules say of its request. */
export interface TrainingSample extends Sample {
  readonly rules: readonly string[];
  /** The rules alone block it at level 1. */
  readonly blocked: boolean;
}

/** One row of the leave-source-out table, in percent; `fpr` is measured at the threshold of the other sources. */
export interface HeldOutRow {
  readonly source: string;
  readonly attacks: number;
  readonly benign: number;
  readonly inSource: number;
  readonly heldOut: number;
  readonly nominalFpr: number;
  readonly realFpr: number;
}

/** What a training produced. */
export interface Trained {
  readonly model: Model;
  readonly dropped: readonly Sample[];
  readonly heldOut: readonly HeldOutRow[];
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

/** Sources with fewer attacks than this are held out in folds. */
const SMALL_SOURCE = 250;
const FOLDS = 4;

/** What the sources of the generated traffic begin with; the family follows. */
export const OWN_TRAFFIC = "ours-traffic";

/** Nominal false positive rates of the bands, of requests whose rules do not block. */
const BANDS: readonly { name: Band["name"]; nominal: number }[] = [
  { name: "certain", nominal: 0.001 },
  { name: "likely", nominal: 0.003 },
  { name: "strict", nominal: 0.008 },
  { name: "suspicious", nominal: 0.015 },
];

/** Makes a sample of a record; undefined when the model has nothing to read in it. */
export function sampleOf(record: EvalRecord): TrainingSample | undefined {
  const request = inspect(toRequest(record));
  const values = scoredValues(request);
  if (values.length === 0) return undefined;
  const { findings } = detect(request);
  const blocked = scoreOf(request, findings, DEFAULT_SETTINGS).reached;
  const rules = findings.map((finding) => finding.rule);
  return { id: record.id, source: record.source, attack: record.label === "attack", values, rules, blocked };
}

/** Trains on the samples. The result depends on the samples and the seed alone, not on their order. */
export async function trainOn(samples: readonly TrainingSample[], options: PipelineOptions): Promise<Trained> {
  const { seed, progress } = options;
  const { kept, dropped } = cleanLabels([...samples].sort(byId), { seed, progress });
  const all = new Map(samples.map((sample) => [sample.id, sample]));
  const clean = kept.map((sample) => all.get(sample.id)!);
  const raw = trainHardened(clean, { seed, progress });
  const out: (FusionSample & { readonly blocked: boolean })[] = [];
  const rows: HeldOutRow[] = [];
  for (const group of groupsOf(clean)) {
    const name = group.length > 1 ? `${group[0]} and ${group.length - 1} more` : group[0]!;
    const without = trainHardened(clean.filter((sample) => !group.includes(sample.source)), {
      seed,
      progress: (stage, done) => progress(`without ${name}: ${stage}`, done),
    });
    const held = clean.filter((sample) => group.includes(sample.source));
    rows.push(rowOf(name, { raw, without, held, rest: clean.filter((sample) => !group.includes(sample.source)) }));
    for (const sample of held) {
      const { values, rules, attack, blocked } = sample;
      out.push({ logit: rawLogit(without, values), length: lengthOf(sample), rules, attack, blocked });
    }
  }
  const calibration = calibrate(out);
  const logits = out.map((one) => ({ ...one, logit: one.logit * calibration.slope + calibration.offset }));
  const rough = fuse(logits);
  const fusion = calibrated(rough, calibrate(logits.map((one) => ({ ...one, logit: fusedLogit(rough, one) }))));
  // The bands speak of requests that the rules let pass.
  const silent = logits.filter((one) => !one.blocked).map((one) => ({ ...one, logit: fusedLogit(fusion, one) }));
  const bands = BANDS.map(({ name, nominal }): Band => {
    const logit = Math.ceil(thresholdAt(silent, nominal) * 1000) / 1000;
    return { name, logit, fpr: percent(rateAbove(silent, false, logit)), tpr: percent(rateAbove(silent, true, logit)) };
  });
  const model = packed(raw, calibration, { fusion, bands });
  const manifest = await manifestOf(samples);
  const scores = clean.map((sample) => ({ attack: sample.attack, logit: rawLogit(raw, sample.values) }));
  const metrics = metricsOf(scores, out);
  const header = {
    format: "glasshouse-weights" as const,
    formatVersion: 1 as const,
    featureVersion: FEATURE_VERSION,
    ...model.header,
    manifest,
    licences: options.licences,
    metrics: { ...metrics, records: samples.length, dropped: dropped.length },
    seed,
    trained: options.date,
  };
  return { model: { header, weights: model.weights }, dropped, heldOut: rows };
}

function lengthOf({ values }: Sample): number {
  return values.reduce((sum, value) => sum + value.length, 0);
}

function packed(raw: RawModel, { slope, offset }: Calibration, more: Pick<Model["header"], "fusion" | "bands">) {
  const { weights, scale, bias } = quantise(raw, KEPT_WEIGHTS);
  return { weights, header: { scale: scale * slope, bias: bias * slope + offset, ...more } };
}

/**
 * Each source of many attacks alone; the others, innocent ones among them, in a few folds, since a model that has
 * seen no innocent text but form values says nothing about one that has. Each family of our own traffic is a source.
 */
function groupsOf(samples: readonly Sample[]): string[][] {
  const sizes = new Map<string, { attacks: number; all: number }>();
  for (const { source, attack } of samples) {
    const size = sizes.get(source) ?? { attacks: 0, all: 0 };
    sizes.set(source, { attacks: size.attacks + (attack ? 1 : 0), all: size.all + 1 });
  }
  const names = [...sizes.keys()].sort();
  const large = names.filter((name) => sizes.get(name)!.attacks >= SMALL_SOURCE);
  const small = names.filter((name) => sizes.get(name)!.attacks < SMALL_SOURCE)
    .sort((a, b) => sizes.get(b)!.all - sizes.get(a)!.all);
  const folds: string[][] = Array.from({ length: FOLDS }, () => []);
  small.forEach((name, i) => folds[i % FOLDS]!.push(name));
  return [...large.map((name) => [name]), ...folds.filter((fold) => fold.length > 0)];
}

const NOMINAL = 0.005;

function rowOf(
  source: string,
  parts: { raw: RawModel; without: RawModel; held: readonly Sample[]; rest: readonly Sample[] },
): HeldOutRow {
  const score = (model: RawModel, samples: readonly Sample[]): Scored[] =>
    samples.map((sample) => ({ attack: sample.attack, logit: rawLogit(model, sample.values) }));
  const held = score(parts.without, parts.held);
  const threshold = Math.max(thresholdAt(score(parts.without, parts.rest), NOMINAL), 0);
  const seen = score(parts.raw, parts.held);
  return {
    source,
    attacks: held.filter((one) => one.attack).length,
    benign: held.filter((one) => !one.attack).length,
    inSource: percent(rateAbove(seen, true, threshold)),
    heldOut: percent(rateAbove(held, true, threshold)),
    nominalFpr: percent(NOMINAL),
    realFpr: percent(rateAbove(held, false, threshold)),
  };
}

function metricsOf(inSource: readonly Scored[], heldOut: readonly Scored[]): Record<string, number> {
  const at = (scored: readonly Scored[], fpr: number): number =>
    percent(rateAbove(scored, true, thresholdAt(scored, fpr)));
  return {
    inSourceTprAt05: at(inSource, 0.005),
    heldOutTprAt05: at(heldOut, 0.005),
    heldOutTprAt01: at(heldOut, 0.001),
  };
}

async function manifestOf(samples: readonly Sample[]): Promise<string> {
  const ids = samples.map((sample) => sample.id).sort().join("\n");
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(ids));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function percent(share: number): number {
  return Math.round(share * 10_000) / 100;
}

function byId(a: Sample, b: Sample): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
