/**
 * The whole room's failed logins: a botnet that tries each account and uses each address once or twice stays below
 * every other counter, but not all of it together. A quarter of an hour is compared with the four hours before it.
 * @module
 */
import type { Change, LoginThresholds } from "../types.ts";

const BIN_MS = 5 * 60_000;

/** Bins of a window: a quarter of an hour, that slides by five minutes. */
const WINDOW = 3;

/** Windows before it that say what is usual: four hours. */
const BEFORE = 16;

/** How far above the usual a surge is, in interquartile ranges above the third quartile. */
const RANGES = 4;

/** How long attempts are remembered. */
export const SURGE_MEMORY_MS = (BEFORE + 1) * WINDOW * BIN_MS;

/** What the attempts of the room look like. */
export interface SurgeAnswer {
  /** A surge goes on. */
  readonly surging: boolean;
  /** It has just become plain: once a wave. */
  readonly raise: boolean;
}

interface Bin {
  readonly index: number;
  attempts: number;
  failures: number;
}

/** Counts a verified attempt. State: 1 while a wave goes on, then triples of bin, attempts and failures. */
export function countAttempt(failed: boolean, now: number, limits: LoginThresholds): Change<SurgeAnswer> {
  return (numbers) => {
    const current = Math.floor(now / BIN_MS);
    const [wave = 0, ...triples] = numbers ?? [];
    const bins = parse(triples, current);
    const last = bins.get(current) ?? { index: current, attempts: 0, failures: 0 };
    bins.set(current, { ...last, attempts: last.attempts + 1, failures: last.failures + (failed ? 1 : 0) });
    const { attempts, failures } = windowOf(bins, current);
    const usual = Array.from({ length: BEFORE }, (_, i) => windowOf(bins, current - (i + 1) * WINDOW).failures);
    const surging = failures >= limits.surgeFailures && failures * 100 >= attempts * limits.surgePercent &&
      failures > boundOf(usual);
    // A wave is over when it has fallen to half: one that only hovers is not raised again and again.
    const goesOn = surging || (wave === 1 && failures * 2 >= limits.surgeFailures);
    return {
      state: [goesOn ? 1 : 0, ...[...bins.values()].flatMap((bin) => [bin.index, bin.attempts, bin.failures])],
      result: { surging: goesOn, raise: surging && wave !== 1 },
    };
  };
}

/** Bins that still count; one from a clock that jumped back counts as now. */
function parse(triples: readonly number[], current: number): Map<number, Bin> {
  const bins = new Map<number, Bin>();
  for (let i = 0; i + 2 < triples.length; i += 3) {
    const index = Math.min(triples[i]!, current);
    if (index <= current - (BEFORE + 1) * WINDOW) continue;
    const bin = bins.get(index) ?? { index, attempts: 0, failures: 0 };
    bin.attempts += triples[i + 1]!;
    bin.failures += triples[i + 2]!;
    bins.set(index, bin);
  }
  return bins;
}

function windowOf(bins: ReadonlyMap<number, Bin>, last: number) {
  const sum = { attempts: 0, failures: 0 };
  for (let index = last; index > last - WINDOW; index--) {
    sum.attempts += bins.get(index)?.attempts ?? 0;
    sum.failures += bins.get(index)?.failures ?? 0;
  }
  return sum;
}

function boundOf(usual: readonly number[]): number {
  const sorted = usual.toSorted((a, b) => a - b);
  const quartile = (quarter: number) => sorted[Math.floor((sorted.length - 1) * quarter / 4)] ?? 0;
  return quartile(3) + RANGES * (quartile(3) - quartile(1));
}
