/**
 * The highest-scoring window of a value: the sum of the weights of the features that begin in it, for every window
 * of 64 characters. One pass collects what each character begins, a second slides over the sums.
 *
 * The first pass says again what `eachFeature` says, without a call per feature: this is the model's hot path, and
 * most weights are zero, so that most features end after one look. A test holds the two together.
 * @module
 */
import {
  GRAM_SEED,
  isWord,
  LONGEST_GRAM,
  PAIR_SEED,
  placeOf,
  PLACES,
  PRIME,
  TOKEN_SEED,
  TRIPLE_SEED,
  WIDTHS,
  WINDOW,
} from "./features.ts";
import type { Normalised } from "./normalise.ts";

/** A window and its sum, in units of the weights. */
export interface Window {
  readonly sum: number;
  /** Span in the normalised value. */
  readonly from: number;
  readonly to: number;
}

/** Weights by place: int8 as shipped, float32 while training. */
export type Weights = Int8Array | Float32Array;

const counted = new Int32Array(PLACES);
let tape = WINDOW;
let gain: Float64Array = new Float64Array(1024);

/** The best window of the value under these weights. */
export function bestWindow(value: Normalised, weights: Weights): Window {
  const { length } = value;
  if (gain.length < length) gain = new Float64Array(length * 2);
  if (tape > 0x3fffffff) {
    counted.fill(0);
    tape = WINDOW;
  }
  addGrams(value, weights);
  addTokens(value, weights);
  tape += length + WINDOW;
  let best = -Infinity, from = 0, to = length;
  for (const width of WIDTHS) {
    let sum = 0;
    for (let end = 1; end <= length; end++) {
      sum += gain[end - 1]!;
      if (end > width) sum -= gain[end - width - 1]!;
      if ((end >= width || end === length) && sum > best) {
        best = sum;
        from = Math.max(0, end - width);
        to = end;
      }
    }
    if (width >= length) break;
  }
  return { sum: best, from, to };
}

function addGrams({ codes, length }: Normalised, weights: Weights): void {
  // Locals, because the inner loop runs five times a character and would read the module's variables each time.
  const base = tape;
  const gains = gain;
  for (let i = 0; i < length; i++) {
    const last = Math.min(i + LONGEST_GRAM, length);
    const floor = base + i - WINDOW;
    let hash = GRAM_SEED;
    let sum = 0;
    for (let k = i; k < last; k++) {
      hash = Math.imul(hash ^ codes[k]!, PRIME);
      const place = placeOf(hash);
      const weight = weights[place]!;
      if (weight === 0 || counted[place]! > floor) continue;
      counted[place] = base + i;
      sum += weight;
    }
    gains[i] = sum;
  }
}

function addTokens({ codes, length }: Normalised, weights: Weights): void {
  let before = 0, beforeAt = -1, earlier = 0, earlierAt = -1;
  for (let at = 0; at < length;) {
    let hash = Math.imul(TOKEN_SEED ^ codes[at]!, PRIME);
    let end = at + 1;
    if (isWord(codes[at]!)) {
      for (; end < length && isWord(codes[end]!); end++) hash = Math.imul(hash ^ codes[end]!, PRIME);
    }
    if (codes[at] !== 32) {
      if (end - at > 1) addToken(hash, at, end, weights);
      if (beforeAt >= 0) addToken(Math.imul(before ^ PAIR_SEED, PRIME) ^ hash, beforeAt, end, weights);
      if (earlierAt >= 0) {
        const triple = Math.imul(Math.imul(earlier ^ TRIPLE_SEED, PRIME) ^ before, PRIME) ^ hash;
        addToken(triple, earlierAt, end, weights);
      }
      earlier = before;
      earlierAt = beforeAt;
      before = hash;
      beforeAt = at;
    }
    at = end;
  }
}

function addToken(hash: number, start: number, end: number, weights: Weights): void {
  const place = placeOf(hash);
  const weight = weights[place]!;
  if (weight === 0 || end - start > WINDOW || counted[place]! > tape + start - WINDOW) return;
  counted[place] = tape + start;
  gain[start] = gain[start]! + weight;
}
