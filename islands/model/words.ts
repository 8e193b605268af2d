/**
 * Numbers in words.
 * @module
 */

/** A number with its sign, two decimals. */
export function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
}

/** A probability that never claims to be sure. */
export function odds(probability: number): string {
  if (probability > 0.9995) return "> 0.999";
  return probability < 0.0005 ? "< 0.001" : probability.toFixed(3);
}

/** A share in percent with its sign on the same line; a dash for a share of nothing. */
export function share(percent: number | undefined, digits = 2): string {
  return percent === undefined ? "–" : `${percent.toFixed(digits)}\u00a0%`;
}

/** A whole number with its thousands apart. */
export function whole(value: number): string {
  return value.toLocaleString("en-US");
}
