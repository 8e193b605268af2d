/**
 * Calibration: turns raw logits into log-odds that mean what they say on sources the model was not trained on.
 * @module
 */

/** A logit with the truth. */
export interface Scored {
  readonly logit: number;
  readonly attack: boolean;
}

/** `calibrated = slope × logit + offset`. */
export interface Calibration {
  readonly slope: number;
  readonly offset: number;
}

const STEPS = 60;

/** Platt scaling by Newton's method; both labels weigh the same, whatever their numbers. */
export function calibrate(scored: readonly Scored[]): Calibration {
  const attacks = scored.filter((one) => one.attack).length;
  const benign = scored.length - attacks;
  if (attacks === 0 || benign === 0) throw new RangeError("Cannot calibrate: both labels are needed");
  let slope = 1, offset = 0;
  for (let step = 0; step < STEPS; step++) {
    let gs = 0, go = 0, hss = 1e-6, hso = 0, hoo = 1e-6;
    for (const { logit, attack } of scored) {
      const weight = attack ? 1 / attacks : 1 / benign;
      const p = 1 / (1 + Math.exp(-(slope * logit + offset)));
      const error = (p - (attack ? 1 : 0)) * weight;
      const curve = Math.max(p * (1 - p), 1e-9) * weight;
      gs += error * logit;
      go += error;
      hss += curve * logit * logit;
      hso += curve * logit;
      hoo += curve;
    }
    const determinant = hss * hoo - hso * hso;
    const ds = (hoo * gs - hso * go) / determinant;
    const d0 = (hss * go - hso * gs) / determinant;
    slope -= Math.max(-0.5, Math.min(0.5, ds));
    offset -= Math.max(-0.5, Math.min(0.5, d0));
    if (Math.abs(ds) + Math.abs(d0) < 1e-9) break;
  }
  return { slope: Math.max(slope, 0.01), offset };
}

/** The smallest logit that at most this share of the innocent reaches. */
export function thresholdAt(scored: readonly Scored[], falsePositiveRate: number): number {
  const benign = scored.filter((one) => !one.attack).map((one) => one.logit).sort((a, b) => b - a);
  const index = Math.floor(benign.length * falsePositiveRate);
  return (benign[index] ?? -Infinity) + 1e-9;
}

/** Share of the attacks, or of the innocent, that reach a threshold; 0 to 1. */
export function rateAbove(scored: readonly Scored[], attack: boolean, threshold: number): number {
  const some = scored.filter((one) => one.attack === attack);
  return some.length === 0 ? 0 : some.filter((one) => one.logit >= threshold).length / some.length;
}
