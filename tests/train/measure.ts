/**
 * The figures of a training: leave-source-out tables and curves, as they stand in the header of the weights.
 * @module
 */
import { rateAbove, type Scored, thresholdAt } from "../../detectors/anomaly/calibrate.ts";
import type {
  AtFpr,
  ClassRow,
  HeldOutRow,
  Histogram,
  Rates,
  TrainingFigures,
} from "../../detectors/anomaly/figures.ts";
import type { Sample } from "../../detectors/anomaly/train.ts";
import { DEFAULT_THRESHOLD } from "../../detectors/score.ts";
import { nameOf } from "./groups.ts";
import {
  combinedLogit,
  isBlocked,
  type Judged,
  modelLogit,
  NOMINAL_FPR,
  percent,
  type Policy,
  policyOf,
} from "./policy.ts";
import { OWN_TRAFFIC } from "./samples.ts";

/** What a group's requests got from a model that never saw their sources, and from the shipped one. */
export interface HeldOut {
  readonly group: readonly string[];
  readonly judged: readonly Judged[];
  readonly inSource: readonly Judged[];
}

/** False positive rates, in percent, at which all are compared. */
const COMPARED_AT = [0.1, 0.5, 1] as const;

interface Decided extends Judged {
  readonly combined: boolean;
  readonly inSource: boolean;
}

/** All figures. The thresholds of a row are chosen without its sources, those of everything else are the shipped ones. */
export function figuresOf(groups: readonly HeldOut[], policy: Policy, dropped: readonly Sample[]): TrainingFigures {
  const decided: Decided[] = [];
  const heldOut: HeldOutRow[] = [];
  let sum = 0;
  for (const one of groups) {
    const others = groups.filter((other) => other !== one).flatMap(({ judged }) => judged);
    const own = policyOf(others);
    const row = one.judged.map((judged, i): Decided => ({
      ...judged,
      combined: isBlocked(own, judged),
      inSource: isBlocked(policy, one.inSource[i]!),
    }));
    const othersFpr = percent(shareOf(passed(others), false, (judged) => isBlocked(own, judged)) ?? 0);
    sum += othersFpr * passed(row).filter(({ sample }) => !sample.attack).length;
    heldOut.push(rowOf(nameOf(one.group), othersFpr, row));
    decided.push(...row);
  }
  const innocent = passed(decided).filter(({ sample }) => !sample.attack).length;
  const combined = decided.map((one) => ({ attack: one.sample.attack, logit: combinedLogit(policy, one) }));
  const alone = decided.map((one) => ({ attack: one.sample.attack, logit: modelLogit(policy.calibration, one) }));
  const seen = groups.flatMap(({ inSource }) => inSource);
  return {
    heldOut,
    total: rowOf("all", innocent === 0 ? 0 : Math.round(100 * sum / innocent) / 100, decided),
    atFpr: COMPARED_AT.map((fpr) => atFprOf(decided, { combined, alone }, fpr)),
    combinedHistogram: histogramOf(combined),
    modelHistogram: histogramOf(alone),
    inSourceHistogram: histogramOf(
      seen.map((one) => ({ attack: one.sample.attack, logit: combinedLogit(policy, one) })),
    ),
    classes: classesOf(decided),
    dropped: countsOf(dropped),
  };
}

/** The model's calibrated logit that this share of the innocent requests of public sources reaches, held out. */
export function modelThresholdAt(groups: readonly HeldOut[], policy: Policy, share: number): number {
  const judged = groups.flatMap(({ judged }) => judged).filter(({ sample }) => !sample.source.startsWith(OWN_TRAFFIC));
  const scored = judged.map((one) => ({ attack: one.sample.attack, logit: modelLogit(policy.calibration, one) }));
  return Math.ceil(thresholdAt(scored, share) * 1000) / 1000;
}

function rowOf(source: string, othersFpr: number, decided: readonly Decided[]): HeldOutRow {
  const rates = (blocks: (one: Decided) => boolean): Rates => ({
    tpr: percentOrNull(shareOf(decided, true, blocks)),
    fpr: percentOrNull(shareOf(decided, false, blocks)),
  });
  return {
    source,
    attacks: decided.filter(({ sample }) => sample.attack).length,
    benign: decided.filter(({ sample }) => !sample.attack).length,
    rules: rates(({ sample }) => sample.points >= DEFAULT_THRESHOLD),
    combined: rates(({ combined }) => combined),
    inSource: rates(({ inSource }) => inSource),
    nominalFpr: NOMINAL_FPR,
    othersFpr,
    realFpr: percentOrNull(shareOf(passed(decided), false, ({ combined }) => combined)),
  };
}

/** Those about which the model has a say: the rules do not block them. */
function passed<T extends Judged>(some: readonly T[]): T[] {
  return some.filter(({ sample }) => sample.points < DEFAULT_THRESHOLD);
}

function shareOf<T extends Judged>(some: readonly T[], attack: boolean, holds: (one: T) => boolean): number | null {
  const asked = some.filter(({ sample }) => sample.attack === attack);
  return asked.length === 0 ? null : asked.filter(holds).length / asked.length;
}

function percentOrNull(share: number | null): number | null {
  return share === null ? null : percent(share);
}

/** What the rules block comes first; the log-odds order the rest. */
function atFprOf(
  decided: readonly Decided[],
  { combined, alone }: { readonly combined: readonly Scored[]; readonly alone: readonly Scored[] },
  fpr: number,
): AtFpr {
  const tprAt = (scored: readonly Scored[]): number => percent(rateAbove(scored, true, thresholdAt(scored, fpr / 100)));
  const blockedFirst = combined.map(({ attack, logit }, i) => ({
    attack,
    logit: decided[i]!.sample.points >= DEFAULT_THRESHOLD ? 1_000 + logit : logit,
  }));
  return { fpr, rules: rulesAt(decided, fpr), model: tprAt(alone), combined: tprAt(blockedFirst) };
}

/** The best that the rules reach at a false positive rate by another threshold, or by level 2. */
function rulesAt(decided: readonly Decided[], fpr: number): number {
  let best = 0;
  for (const pointsOf of [(one: Decided) => one.sample.points, (one: Decided) => one.sample.pointsAt2]) {
    for (let threshold = 1; threshold <= 10; threshold++) {
      const blocks = (one: Decided): boolean => pointsOf(one) >= threshold;
      if (100 * (shareOf(decided, false, blocks) ?? 0) > fpr) continue;
      best = Math.max(best, percent(shareOf(decided, true, blocks) ?? 0));
    }
  }
  return best;
}

const FROM = -12;
const STEP = 0.5;
const BINS = 48;

function histogramOf(scored: readonly Scored[]): Histogram {
  const attacks = new Array<number>(BINS).fill(0);
  const benign = new Array<number>(BINS).fill(0);
  for (const { attack, logit } of scored) {
    const bin = Math.max(0, Math.min(BINS - 1, Math.floor((logit - FROM) / STEP)));
    (attack ? attacks : benign)[bin]! += 1;
  }
  return { from: FROM, step: STEP, attacks, benign };
}

function classesOf(decided: readonly Decided[]): ClassRow[] {
  const rows = new Map<string, { attacks: number; missedByRules: number; missed: number }>();
  for (const { sample, combined } of decided) {
    if (!sample.attack) continue;
    const row = rows.get(sample.class) ?? { attacks: 0, missedByRules: 0, missed: 0 };
    row.attacks++;
    if (sample.points < DEFAULT_THRESHOLD) row.missedByRules++;
    if (!combined) row.missed++;
    rows.set(sample.class, row);
  }
  return [...rows].map(([name, row]): ClassRow => ({ class: name, ...row })).sort((a, b) => b.attacks - a.attacks);
}

function countsOf(samples: readonly Sample[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { source } of samples) counts[source] = (counts[source] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort());
}
