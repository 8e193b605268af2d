/**
 * Numbers that are shown rounded and still add up. Pure.
 * @module
 */

/** Hundredths: what a sum of log-odds is shown in. */
const UNIT = 100;

/**
 * The parts rounded so that, as they stand there, they add up to the rounded total; what rounding leaves over goes to
 * the largest part, where it shows least.
 */
export function roundedParts(parts: readonly number[], total: number): readonly number[] {
  const units = parts.map((part) => Math.round(part * UNIT));
  const over = Math.round(total * UNIT) - units.reduce((sum, unit) => sum + unit, 0);
  const largest = units.reduce((best, unit, i) => Math.abs(unit) > Math.abs(units[best] ?? 0) ? i : best, 0);
  return units.map((unit, i) => (i === largest ? unit + over : unit) / UNIT);
}
