/**
 * Rules and model together: the rules that matched add log-odds to the model's, never take any away. The weights of
 * the rules are fitted on sources that the model was not trained on, so that they say what a rule adds to it.
 * @module
 */
import type { Calibration } from "./calibrate.ts";
import { WINDOW } from "./features.ts";

/** What was known of one request, and the truth. */
export interface FusionSample {
  /** The model's calibrated logit. */
  readonly logit: number;
  /** Ids of the rules that matched. */
  readonly rules: readonly string[];
  /** Length of all values that were scored, in UTF-16 units. */
  readonly length: number;
  readonly attack: boolean;
}

/** Log-odds that each rule adds; a rule that is not named adds nothing. */
export interface Fusion {
  readonly bias: number;
  readonly slope: number;
  /** What the amount of text takes away, in units of `spreadOver`. */
  readonly spread: number;
  readonly rules: Readonly<Record<string, number>>;
}

const PASSES = 40;
const RATE = 0.4;
/** Pulls the weight of a rule that was hardly ever seen to nothing. */
const SHRINK = 0.0005;
/** A rule needs this many hits to be weighed at all. */
const FEWEST_HITS = 5;

/** Fits the fusion by full-batch gradient with non-negative rule weights; both labels weigh the same. */
export function fuse(samples: readonly FusionSample[]): Fusion {
  const names = frequentRules(samples);
  const index = new Map(names.map((name, i) => [name, i]));
  const hits = samples.map((sample) => [...new Set(sample.rules)].flatMap((rule) => index.get(rule) ?? []));
  const attacks = samples.filter((sample) => sample.attack).length;
  const weights = new Float64Array(names.length);
  const squares = new Float64Array(names.length).fill(1e-8);
  let bias = 0, slope = 1, biasSquares = 1e-8, slopeSquares = 1e-8;
  for (let pass = 0; pass < PASSES; pass++) {
    const gradient = new Float64Array(names.length);
    let biasGradient = 0, slopeGradient = 0;
    samples.forEach((sample, n) => {
      let logit = bias + slope * sample.logit - spreadOver(sample.length);
      for (const rule of hits[n]!) logit += weights[rule]!;
      const share = sample.attack ? 1 / attacks : 1 / (samples.length - attacks);
      const error = (1 / (1 + Math.exp(-logit)) - (sample.attack ? 1 : 0)) * share;
      biasGradient += error;
      slopeGradient += error * sample.logit;
      for (const rule of hits[n]!) gradient[rule]! += error;
    });
    for (let i = 0; i < weights.length; i++) {
      const g = gradient[i]! + SHRINK * weights[i]! / samples.length;
      squares[i]! += g * g;
      weights[i] = Math.max(0, weights[i]! - RATE * g / Math.sqrt(squares[i]!));
    }
    biasSquares += biasGradient ** 2;
    slopeSquares += slopeGradient ** 2;
    bias -= 0.2 * biasGradient / Math.sqrt(biasSquares);
    slope = Math.max(0.1, slope - 0.1 * slopeGradient / Math.sqrt(slopeSquares));
  }
  const rounded = names.map((name, i): [string, number] => [name, round(weights[i]!)]);
  return {
    bias: round(bias),
    slope: round(slope),
    spread: 1,
    rules: Object.fromEntries(rounded.filter(([, weight]) => weight > 0)),
  };
}

/** The fused log-odds of one request. */
export function fusedLogit(fusion: Fusion, sample: Omit<FusionSample, "attack">): number {
  const { logit, length, rules } = sample;
  let fused = fusion.bias + fusion.slope * logit - fusion.spread * spreadOver(length);
  if (rules.length === 0) return fused;
  for (const rule of rules.length === 1 ? rules : new Set(rules)) fused += fusion.rules[rule] ?? 0;
  return fused;
}

/** The same fusion with its log-odds calibrated: `slope × fused + offset`. */
export function calibrated(fusion: Fusion, { slope, offset }: Calibration): Fusion {
  const rules = Object.entries(fusion.rules).map(([rule, weight]): [string, number] => [rule, round(weight * slope)]);
  return {
    bias: round(fusion.bias * slope + offset),
    slope: round(fusion.slope * slope),
    spread: round(fusion.spread * slope),
    rules: Object.fromEntries(rules),
  };
}

/** Text beyond this many windows is not held against a request any more: padding must not hide an attack. */
const MOST_WINDOWS = 20;

/**
 * Log-odds that the amount of text takes away: the best of many windows looks worse than the best of one by chance
 * alone, so the odds are shared among them. `length` is that of all values that were scored, in UTF-16 units.
 */
function spreadOver(length: number): number {
  return Math.log(1 + Math.min(length / WINDOW, MOST_WINDOWS));
}

function frequentRules(samples: readonly FusionSample[]): string[] {
  const counts = new Map<string, number>();
  for (const { rules } of samples) for (const rule of new Set(rules)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= FEWEST_HITS).map(([rule]) => rule).sort();
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
