/**
 * A share with its interval. The evaluation and the page that shows it count alike, so both take it from here.
 * @module
 */

/** A share with its 95 % interval, all in percent; undefined where nothing was counted. */
export interface Rate {
  readonly count: number;
  readonly of: number;
  readonly percent: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
}

const Z = 1.959963984540054;

/** Rate with the Wilson score interval, which stays sensible for few cases and near 0 and 100 %. */
export function rateOf(count: number, of: number): Rate {
  if (of === 0) return { count, of, percent: undefined, low: undefined, high: undefined };
  const p = count / of;
  const scale = 1 + Z * Z / of;
  const middle = (p + Z * Z / (2 * of)) / scale;
  const half = Z * Math.sqrt(p * (1 - p) / of + Z * Z / (4 * of * of)) / scale;
  return {
    count,
    of,
    percent: 100 * p,
    low: count === 0 ? 0 : 100 * (middle - half),
    high: count === of ? 100 : 100 * (middle + half),
  };
}
