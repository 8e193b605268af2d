/**
 * From raw logits of requests whose source was held out to a decision: calibration, fusion, policy bands.
 * @module
 */
import { calibrate, type Calibration, rateAbove, thresholdAt } from "../../detectors/anomaly/calibrate.ts";
import { calibrated, fuse, fusedLogit, type Fusion } from "../../detectors/anomaly/fuse.ts";
import { PLAIN_LOGIT } from "../../detectors/anomaly/model.ts";
import { MODEL_RULES } from "../../detectors/anomaly/opinion.ts";
import { MAX_LIFT } from "../../detectors/anomaly/profile/rules.ts";
import type { Band } from "../../detectors/anomaly/weights.ts";
import { DEFAULT_THRESHOLD, POINTS } from "../../detectors/score.ts";
import { OWN_TRAFFIC, type TrainingSample } from "./samples.ts";

/** A sample with the raw logit of a model; undefined where the sample has nothing that the model reads. */
export interface Judged {
  readonly sample: TrainingSample;
  readonly raw: number | undefined;
}

/** All that turns a raw logit into a decision. */
export interface Policy {
  readonly calibration: Calibration;
  readonly fusion: Fusion;
  readonly bands: readonly Band[];
}

/** Nominal false positive rates of the bands, of requests whose rules do not block. */
const BANDS: readonly { readonly name: Band["name"]; readonly nominal: number }[] = [
  { name: "certain", nominal: 0.001 },
  { name: "likely", nominal: 0.002 },
  { name: "strict", nominal: 0.005 },
  { name: "suspicious", nominal: 0.006 },
];

/** Log-odds that the band which blocks at level 1 keeps away from what is known: on what is new, thresholds drift. */
export const DRIFT = 0.6;

/** The rate for which the band that blocks by itself at level 1 is chosen, in percent. */
export const NOMINAL_FPR = percent(BANDS[0]!.nominal);

/** How many times the nominal rate a single family of our own traffic may reach: a few requests of one make mean little. */
const FAMILY_SLACK = 2;

/** The model's calibrated logit. */
export function modelLogit({ slope, offset }: Calibration, { raw }: Judged): number {
  return raw === undefined ? PLAIN_LOGIT : raw * slope + offset;
}

/** The log-odds of rules and model. */
export function combinedLogit({ calibration, fusion }: Omit<Policy, "bands">, judged: Judged): number {
  const { length, rules } = judged.sample;
  return fusedLogit(fusion, { logit: modelLogit(calibration, judged), length, rules });
}

/** Fits the policy to what was judged. */
export function policyOf(judged: readonly Judged[]): Policy {
  const read = judged.filter(({ raw }) => raw !== undefined);
  const calibration = calibrate(read.map((one) => ({ logit: one.raw!, attack: one.sample.attack })));
  const samples = read.map((one) => ({ ...one.sample, logit: modelLogit(calibration, one) }));
  const rough = fuse(samples);
  const fusion = calibrated(rough, calibrate(samples.map((one) => ({ ...one, logit: fusedLogit(rough, one) }))));
  return { calibration, fusion, bands: bandsOf(read, { calibration, fusion }) };
}

/**
 * The bands speak of requests that the rules let pass. A band begins where both kinds of innocent request keep to its
 * nominal rate, those of the public sources and those of our own traffic, so that the easier kind hides nothing. At level
 * 1 no family of our traffic goes far beyond it: what is new to the model is like the worst of them, not like the mean.
 */
function bandsOf(read: readonly Judged[], parts: Omit<Policy, "bands">): Band[] {
  const silent = read.filter(({ sample }) => sample.points < DEFAULT_THRESHOLD).map((one) => ({
    attack: one.sample.attack,
    source: one.sample.source,
    logit: combinedLogit(parts, one),
  }));
  const [own, others] = [true, false].map((is) => silent.filter(({ source }) => source.startsWith(OWN_TRAFFIC) === is));
  const families = [...Map.groupBy(own!, ({ source }) => source).values()];
  const edges = new Map(BANDS.map(({ name, nominal }) => {
    const kinds = [own!, others!].map((kind) => thresholdAt(kind, nominal));
    const bound = MODEL_RULES[name].level === 1 ? families : [];
    const worst = bound.map((family) => thresholdAt(family, FAMILY_SLACK * nominal));
    const edge = Math.max(...kinds, ...worst, -99) + (name === "certain" ? DRIFT : 0);
    return [name, Math.ceil(edge * 1000) / 1000] as const;
  }));
  // What a profile finds strange can then make a suspicious request a likely attack.
  const reach = Math.ceil((edges.get("likely")! - MAX_LIFT) * 1000) / 1000;
  edges.set("suspicious", Math.max(edges.get("suspicious")!, reach));
  return [...edges].map(([name, logit]): Band => (
    { name, logit, fpr: percent(rateAbove(silent, false, logit)), tpr: percent(rateAbove(silent, true, logit)) }
  )).sort((a, b) => b.logit - a.logit);
}

/** Whether rules and model block the request at level 1, as the verdict adds it up. */
export function isBlocked(policy: Policy, judged: Judged): boolean {
  const { points } = judged.sample;
  if (points >= DEFAULT_THRESHOLD || judged.raw === undefined) return points >= DEFAULT_THRESHOLD;
  const logit = combinedLogit(policy, judged);
  const band = policy.bands.find(({ name, logit: from }) => MODEL_RULES[name].level === 1 && logit >= from);
  return points + (band ? POINTS[MODEL_RULES[band.name].severity] : 0) >= DEFAULT_THRESHOLD;
}

/** A share as a percentage of two digits. */
export function percent(share: number): number {
  return Math.round(share * 10_000) / 100;
}
