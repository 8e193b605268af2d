/**
 * The statistics of an evaluation: rates with 95 % intervals, and quantiles of times in bounded memory.
 * @module
 */
import { type Rate, rateOf } from "../../islands/model/rate.ts";

export { type Rate, rateOf };

/** A figure with its interval, in percent. */
export interface Figure {
  readonly percent: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Mean of the true positive and the true negative rate. The interval joins the two Wilson intervals
 * (method of variance estimates recovery).
 */
export function balancedAccuracyOf(tpr: Rate, fpr: Rate): Figure | undefined {
  if (tpr.percent === undefined || fpr.percent === undefined) return undefined;
  const percent = (tpr.percent + 100 - fpr.percent) / 2;
  const below = Math.hypot(tpr.percent - (tpr.low ?? 0), (fpr.high ?? 0) - fpr.percent) / 2;
  const above = Math.hypot((tpr.high ?? 0) - tpr.percent, fpr.percent - (fpr.low ?? 0)) / 2;
  return { percent, low: percent - below, high: percent + above };
}

/** Buckets grow by half a percent, so a quantile is off by at most that. */
const GROWTH = Math.log(1.005);
const SMALLEST = 0.01;
const BUCKETS = 5_500;

/** Quantiles of times in microseconds: logarithmic buckets from 10 ns to beyond an hour. */
export class Times {
  readonly #buckets = new Uint32Array(BUCKETS);
  #count = 0;

  add(micros: number): void {
    const index = Math.ceil(Math.log(Math.max(micros, SMALLEST) / SMALLEST) / GROWTH);
    this.#buckets[Math.min(index, BUCKETS - 1)]!++;
    this.#count++;
  }

  get count(): number {
    return this.#count;
  }

  /** The time that a share `q` (0 to 1) of the requests does not exceed; 0 when none was added. */
  quantile(q: number): number {
    const rank = Math.max(1, Math.ceil(q * this.#count));
    let seen = 0;
    for (let index = 0; index < BUCKETS; index++) {
      seen += this.#buckets[index]!;
      if (seen >= rank) return SMALLEST * Math.exp((index - 0.5) * GROWTH);
    }
    return 0;
  }
}
