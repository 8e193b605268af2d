/**
 * Seconds of traffic as the chart and its table want them. Pure.
 * @module
 */
import type { SeriesPoint } from "../guard/types.ts";
import { clockOf } from "./words.ts";

/** Seconds on the chart. */
export const SPAN = 120;

/** Columns of the chart: seconds, then sums from the bottom of the stack upwards: each series holds those below. */
export type Stack = readonly [
  seconds: number[],
  allowed: number[],
  flagged: number[],
  blocked: number[],
  limited: number[],
];

/** Every second of the span up to `now`, quiet ones as zero, stacked. */
export function stackOf(series: readonly SeriesPoint[], now: number): Stack {
  const bySecond = new Map(series.map((point) => [point[0], point]));
  const stack: Stack = [[], [], [], [], []];
  for (let second = now - SPAN + 1; second <= now; second++) {
    const [, allowed, flagged, blocked, limited] = bySecond.get(second) ?? [second, 0, 0, 0, 0];
    stack[0].push(second);
    stack[1].push(allowed);
    stack[2].push(allowed + flagged);
    stack[3].push(allowed + flagged + blocked);
    stack[4].push(allowed + flagged + blocked + limited);
  }
  return stack;
}

/** What stands at an index of the stack, in words. */
export function readout(stack: Stack, index: number): string {
  const [second, a, f, b, l] = stack.map((column) => column[index] ?? 0) as [number, number, number, number, number];
  return `${clockOf(second * 1_000)}: ${a} allowed, ${f - a} flagged, ${b - f} blocked, ${l - b} limited`;
}

/** Seconds with traffic, newest first, for the table. */
export function rowsOf(series: readonly SeriesPoint[], now: number): readonly SeriesPoint[] {
  return series.filter(([second]) => second > now - SPAN).toReversed();
}
