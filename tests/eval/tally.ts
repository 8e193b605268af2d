/**
 * Counts of an evaluation: in all, and by class, source and carrier.
 * @module
 */
import type { JudgementTimes } from "./judge.ts";
import type { EvalRecord } from "./record.ts";
import { balancedAccuracyOf, type Figure, type Rate, rateOf, Times } from "./statistics.ts";

/** Blocked and all, for both labels. */
export interface Counts {
  caught: number;
  attacks: number;
  falseAlarms: number;
  benign: number;
}

/** By which fields of a record the counts are split. */
export const GROUPS = ["class", "source", "carrier"] as const;

/** The headline figures. */
export interface Headline {
  readonly tpr: Rate;
  readonly fpr: Rate;
  readonly precision: Rate;
  readonly balancedAccuracy: Figure | undefined;
}

/** Adds up verdicts. Memory grows with the number of classes, sources and carriers only. */
export class Tally {
  readonly total: Counts = none();
  /** Of the quickest run of each request, and of the first. */
  readonly times = new Times();
  readonly firstTimes = new Times();
  readonly groups: Readonly<Record<typeof GROUPS[number], Map<string, Counts>>> = {
    class: new Map(),
    source: new Map(),
    carrier: new Map(),
  };

  add(
    record: Pick<EvalRecord, "label" | typeof GROUPS[number]>,
    blocked: boolean,
    { least, first }: JudgementTimes,
  ): void {
    count(this.total, record.label, blocked);
    for (const group of GROUPS) {
      let counts = this.groups[group].get(record[group]);
      if (!counts) this.groups[group].set(record[group], counts = none());
      count(counts, record.label, blocked);
    }
    this.times.add(least);
    this.firstTimes.add(first);
  }

  get requests(): number {
    return this.total.attacks + this.total.benign;
  }

  headline(): Headline {
    const { caught, attacks, falseAlarms, benign } = this.total;
    const tpr = rateOf(caught, attacks);
    const fpr = rateOf(falseAlarms, benign);
    return {
      tpr,
      fpr,
      precision: rateOf(caught, caught + falseAlarms),
      balancedAccuracy: balancedAccuracyOf(tpr, fpr),
    };
  }
}

function none(): Counts {
  return { caught: 0, attacks: 0, falseAlarms: 0, benign: 0 };
}

function count(counts: Counts, label: EvalRecord["label"], blocked: boolean): void {
  if (label === "attack") {
    counts.attacks++;
    if (blocked) counts.caught++;
  } else {
    counts.benign++;
    if (blocked) counts.falseAlarms++;
  }
}
