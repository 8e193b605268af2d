/**
 * Shares of characters as steps of heat. Pure.
 * @module
 */

/** Steps of heat on each side of nothing. */
export const STEPS = 4;

/** A stretch of equal heat; negative speaks for innocence. */
export interface HeatRun {
  readonly text: string;
  readonly step: number;
  /** It lies in the span that was pointed at. */
  readonly lit?: true;
}

/** Half-open, in UTF-16 units. */
export type Span = readonly [start: number, end: number];

/** Parts a text into stretches of equal heat, relative to its hottest character; `lit` is kept apart. */
export function heatRuns(text: string, shares: readonly number[], lit: Span = [0, 0]): readonly HeatRun[] {
  const most = shares.reduce((most, share) => Math.max(most, Math.abs(share)), 0);
  const runs: { text: string; step: number; lit?: true }[] = [];
  for (let i = 0; i < text.length; i++) {
    const step = most === 0 ? 0 : Math.round(((shares[i] ?? 0) / most) * STEPS) || 0;
    const isLit = i >= lit[0] && i < lit[1];
    const last = runs[runs.length - 1];
    if (last?.step === step && (last.lit ?? false) === isLit) last.text += text[i];
    else runs.push({ text: text[i] ?? "", step, ...(isLit ? { lit: true } : {}) });
  }
  return runs;
}
