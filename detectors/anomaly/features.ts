/**
 * Features of a normalised value: n-grams of 1 to 5 characters and of 1 to 3 tokens, hashed into 2^16 places.
 * A feature counts once in 64 characters; how often it is repeated says nothing.
 * @module
 */
import type { Normalised } from "./normalise.ts";

/** The feature hash has 2^16 places. */
export const PLACES = 1 << 16;

/** Changes whenever the meaning of a place changes: weights of another version are refused. */
export const FEATURE_VERSION = 2;

/** Characters in a window: long enough for an attack, short enough that padding does not dilute it. */
export const WINDOW = 64;

/** Widths of window that are tried: in a narrow one, innocent text around a short attack cannot make up for it. */
export const WIDTHS = [16, 32, WINDOW] as const;

export const LONGEST_GRAM = 5;
export const GRAM_SEED = 0x811c9dc5 | 0;
export const TOKEN_SEED = 0x2f0b4c47;
export const PAIR_SEED = 0x51ed270b;
export const TRIPLE_SEED = 0x3c6ef372;
export const PRIME = 0x01000193;

/** A feature: its place among the weights, and its span in the normalised value. */
export type Visit = (place: number, start: number, end: number) => void;

/** Place of a hash, below 2^16. */
export function placeOf(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 16;
}

/** A word character of a normalised value: a letter, a digit run, `_`. */
export function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || code === 48 || code === 95;
}

// Where each place last counted, as a position in one long tape on which all values stand behind one another.
const counted = new Int32Array(PLACES);
let tape = WINDOW;

/** Positions to skip between two values, so that the second knows nothing of the first. */
function nextTape(length: number): number {
  if (tape > 0x3fffffff) {
    counted.fill(0);
    tape = WINDOW;
  }
  const here = tape;
  tape += length + WINDOW;
  return here;
}

/** Visits every feature that counts, n-grams first. Linear in the length; the order is fixed. */
export function eachFeature(value: Normalised, visit: Visit): void {
  const { codes, length } = value;
  const here = nextTape(length);
  for (let i = 0; i < length; i++) {
    const last = Math.min(i + LONGEST_GRAM, length);
    let hash = GRAM_SEED;
    for (let k = i; k < last; k++) {
      hash = Math.imul(hash ^ codes[k]!, PRIME);
      const place = placeOf(hash);
      if (counted[place]! > here + i - WINDOW) continue;
      counted[place] = here + i;
      visit(place, i, k + 1);
    }
  }
  eachToken(value, here, visit);
}

/** Words, runs of digits and single signs, alone and with the one and the two before them. */
function eachToken({ codes, length }: Normalised, here: number, visit: Visit): void {
  let before = 0, beforeAt = -1, earlier = 0, earlierAt = -1;
  for (let at = 0; at < length;) {
    let hash = Math.imul(TOKEN_SEED ^ codes[at]!, PRIME);
    let end = at + 1;
    if (isWord(codes[at]!)) {
      for (; end < length && isWord(codes[end]!); end++) hash = Math.imul(hash ^ codes[end]!, PRIME);
    }
    if (codes[at] !== 32) {
      // A single sign is a 1-gram already.
      if (end - at > 1) count(placeOf(hash), at, end, here, visit);
      if (beforeAt >= 0) count(placeOf(Math.imul(before ^ PAIR_SEED, PRIME) ^ hash), beforeAt, end, here, visit);
      if (earlierAt >= 0) {
        const triple = Math.imul(Math.imul(earlier ^ TRIPLE_SEED, PRIME) ^ before, PRIME) ^ hash;
        count(placeOf(triple), earlierAt, end, here, visit);
      }
      earlier = before;
      earlierAt = beforeAt;
      before = hash;
      beforeAt = at;
    }
    at = end;
  }
}

function count(place: number, start: number, end: number, here: number, visit: Visit): void {
  if (end - start > WINDOW || counted[place]! > here + start - WINDOW) return;
  counted[place] = here + start;
  visit(place, start, end);
}
