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
}

/** Parts a text into stretches of equal heat, relative to its hottest character. */
export function heatRuns(text: string, shares: readonly number[]): readonly HeatRun[] {
  const most = shares.reduce((most, share) => Math.max(most, Math.abs(share)), 0);
  const runs: { text: string; step: number }[] = [];
  for (let i = 0; i < text.length; i++) {
    const step = most === 0 ? 0 : Math.round(((shares[i] ?? 0) / most) * STEPS) || 0;
    const last = runs[runs.length - 1];
    if (last?.step === step) last.text += text[i];
    else runs.push({ text: text[i] ?? "", step });
  }
  return runs;
}
