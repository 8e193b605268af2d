/**
 * `name=value` pairs of a query string or a form.
 * @module
 */

/** One pair as it was sent. */
export interface Pair {
  /** The name, decoded. */
  readonly name: string;
  readonly rawName: string;
  readonly nameAt: number;
  readonly rawValue: string;
  readonly valueAt: number;
}

/** Splits at `separator` and at the first `=`; an empty piece is no pair. */
export function pairsOf(text: string, separator: "&" | ";"): Pair[] {
  const pairs: Pair[] = [];
  for (let at = 0; at <= text.length;) {
    const found = text.indexOf(separator, at);
    const end = found < 0 ? text.length : found;
    if (end > at) pairs.push(pairOf(text, at, end));
    at = end + 1;
  }
  return pairs;
}

function pairOf(text: string, from: number, to: number): Pair {
  const equals = text.indexOf("=", from);
  const nameEnd = equals < 0 || equals > to ? to : equals;
  const rawName = text.slice(from, nameEnd);
  const valueAt = Math.min(nameEnd + 1, to);
  return { name: decodeName(rawName), rawName, nameAt: from, rawValue: text.slice(valueAt, to), valueAt };
}

function decodeName(raw: string): string {
  try {
    return decodeURIComponent(raw.replaceAll("+", " "));
  } catch {
    return raw;
  }
}
