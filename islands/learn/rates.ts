/**
 * Requests on a time axis: what is played, and how the answer is drawn. Pure.
 * @module
 */
import type { RateReplay } from "../../routes/glass/rates.ts";

const MINUTE = 60_000;

/** Names of the algorithms. */
export const ALGORITHM_NAME: Readonly<Record<RateReplay["algorithm"], string>> = {
  "fixed-window": "Fixed window",
  "gcra": "GCRA",
  "sliding-log": "Sliding log",
};

/** Minutes and seconds from the turn of the minute. */
export function clockFrom(second: number): string {
  return `${Math.floor(second / 60)}:${String(second % 60).padStart(2, "0")}`;
}

/** Requests that are played to the algorithms, milliseconds from the turn of a minute. */
export const PLAYS = {
  turn: { title: "Around the turn of the minute", times: [...burst(59_000, 100), ...burst(60_100, 100)] },
  burst: { title: "120 at once", times: burst(10_000, 120) },
  steady: { title: "Two a second", times: Array.from({ length: 240 }, (_, i) => i * 500) },
} as const;

/** So many requests within a second. */
function burst(start: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => start + i * 8);
}

/** Times since the epoch as milliseconds from the turn of the minute in which they began, sorted; the last `most`. */
export function fromTheTurn(times: readonly number[], most: number): readonly number[] {
  const sorted = times.toSorted((a, b) => a - b).slice(-most);
  const start = Math.floor((sorted[0] ?? 0) / MINUTE) * MINUTE;
  return sorted.map((time) => Math.round(time - start));
}

/** One second of the drawing. */
export interface Bar {
  readonly second: number;
  readonly passed: number;
  readonly refused: number;
}

/** Seconds in which something came, with what became of it. */
export function barsOf(times: readonly number[], allowed: readonly boolean[]): readonly Bar[] {
  const bars = new Map<number, Bar>();
  for (const [i, time] of times.entries()) {
    const second = Math.floor(time / 1_000);
    const { passed, refused } = bars.get(second) ?? { passed: 0, refused: 0 };
    const ok = allowed[i] ? 1 : 0;
    bars.set(second, { second, passed: passed + ok, refused: refused + 1 - ok });
  }
  return [...bars.values()];
}

/** Seconds that the axis spans: whole minutes, and what comes after the last request. */
export function spanOf(replays: readonly RateReplay[]): number {
  return Math.max(1, (replays[0]?.samples.length ?? 1) - 1);
}

/** How many were let through. */
export function passedOf({ allowed }: RateReplay): number {
  return allowed.filter(Boolean).length;
}
