/**
 * The highest-scoring window of a value: the sum of the weights of the features that begin in it, for windows of 16, 32
 * and 64 characters. One pass collects what each character begins, a second compares the sums.
 *
 * For packed weights the first pass says again what `eachFeature` says, without a call per feature and, as far as
 * possible, without a branch: this is the model's hot path. A test holds the two together.
 * @module
 */
import {
  eachFeature,
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

// Names of our own: the processor would look an imported one up at each of a thousand uses a value.
const [gramSeed, tokenSeed, pairSeed, tripleSeed] = [GRAM_SEED, TOKEN_SEED, PAIR_SEED, TRIPLE_SEED];
const [prime, span, placeFor, isWordCode] = [PRIME, WINDOW, placeOf, isWord];

// Where each place last counted, as a position in one long tape on which all values stand behind one another.
const counted = new Int32Array(PLACES);
let tape = WINDOW;

// What the features weigh that begin at each character: of packed weights and of raw ones.
let packedGains: Int32Array = new Int32Array(1024);
let rawGains: Float64Array = new Float64Array(1024);

/** The best window of the value under these weights. */
export function bestWindow(value: Normalised, weights: Weights): Window {
  const { length } = value;
  if (packedGains.length < length) {
    packedGains = new Int32Array(length * 2);
    rawGains = new Float64Array(length * 2);
  }
  if (weights instanceof Int8Array) {
    addPacked(value, weights);
    return heaviest(length, slidePacked);
  }
  addRaw(value, weights);
  return heaviest(length, slideRaw);
}

/** The best window of all widths; of two that weigh the same, the narrower. */
function heaviest(length: number, slide: (length: number, width: number) => Window): Window {
  let best = slide(length, WIDTHS[0]);
  for (let n = 1; n < WIDTHS.length && WIDTHS[n - 1]! < length; n++) {
    const wider = slide(length, WIDTHS[n]!);
    if (wider.sum > best.sum) best = wider;
  }
  return best;
}

function slidePacked(length: number, width: number): Window {
  const gains = packedGains;
  const first = Math.min(width, length);
  let sum = 0;
  // `| 0` spares a look for overflow at each step: half of the time.
  for (let i = 0; i < first; i++) sum = (sum + gains[i]!) | 0;
  let best = sum, to = first;
  for (let i = first; i < length; i++) {
    sum = (sum + gains[i]! - gains[i - width]!) | 0;
    if (sum > best) {
      best = sum;
      to = i + 1;
    }
  }
  return { sum: best, from: to - first, to };
}

function slideRaw(length: number, width: number): Window {
  const gains = rawGains;
  const first = Math.min(width, length);
  let sum = 0;
  for (let i = 0; i < first; i++) sum += gains[i]!;
  let best = sum, to = first;
  for (let i = first; i < length; i++) {
    sum += gains[i]! - gains[i - width]!;
    if (sum > best) {
      best = sum;
      to = i + 1;
    }
  }
  return { sum: best, from: to - first, to };
}

function addRaw(value: Normalised, weights: Float32Array): void {
  const gains = rawGains.fill(0, 0, value.length);
  eachFeature(value, (place, start) => {
    gains[start] = gains[start]! + weights[place]!;
  });
}

function addPacked(value: Normalised, weights: Int8Array): void {
  if (tape > 0x3fffffff) {
    counted.fill(0);
    tape = WINDOW;
  }
  addGrams(value, weights);
  addTokens(value, weights);
  tape += value.length + WINDOW;
}

function addGrams({ codes, length }: Normalised, weights: Int8Array): void {
  const gains = packedGains;
  const full = length - LONGEST_GRAM + 1;
  for (let i = 0, here = tape; i < full; i++, here++) {
    // Five steps, written out: a loop of five costs half as much again.
    let hash = Math.imul(gramSeed ^ codes[i]!, prime);
    let sum = weighed(hash, here, weights);
    hash = Math.imul(hash ^ codes[i + 1]!, prime);
    sum += weighed(hash, here, weights);
    hash = Math.imul(hash ^ codes[i + 2]!, prime);
    sum += weighed(hash, here, weights);
    hash = Math.imul(hash ^ codes[i + 3]!, prime);
    sum += weighed(hash, here, weights);
    hash = Math.imul(hash ^ codes[i + 4]!, prime);
    gains[i] = sum + weighed(hash, here, weights);
  }
  for (let i = Math.max(full, 0); i < length; i++) {
    let hash = gramSeed;
    let sum = 0;
    for (let k = i; k < length; k++) {
      hash = Math.imul(hash ^ codes[k]!, prime);
      sum += weighed(hash, tape + i, weights);
    }
    gains[i] = sum;
  }
}

/**
 * The weight of a hash's place, 0 where the place counted in the 64 characters before; counts it. Without a branch: half
 * of the weights are zero, so that every other guess of the processor would be wrong, and a wrong guess costs more than
 * all the rest.
 */
function weighed(hash: number, here: number, weights: Int8Array): number {
  const place = placeFor(hash);
  const last = counted[place]!;
  // All ones where the place counted already.
  const again = (here - span - last) >> 31;
  counted[place] = here + ((last - here) & again);
  return weights[place]! & ~again;
}

function addTokens({ codes, length }: Normalised, weights: Int8Array): void {
  let before = 0, beforeAt = -1, earlier = 0, earlierAt = -1;
  for (let at = 0; at < length;) {
    let hash = Math.imul(tokenSeed ^ codes[at]!, prime);
    let end = at + 1;
    if (isWordCode(codes[at]!)) {
      for (; end < length && isWordCode(codes[end]!); end++) hash = Math.imul(hash ^ codes[end]!, prime);
    }
    if (codes[at] !== 32) {
      if (end - at > 1) addToken(hash, at, end, weights);
      if (beforeAt >= 0) addToken(Math.imul(before ^ pairSeed, prime) ^ hash, beforeAt, end, weights);
      if (earlierAt >= 0) {
        const triple = Math.imul(Math.imul(earlier ^ tripleSeed, prime) ^ before, prime) ^ hash;
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

function addToken(hash: number, start: number, end: number, weights: Int8Array): void {
  if (end - start <= span) packedGains[start]! += weighed(hash, tape + start, weights);
}
