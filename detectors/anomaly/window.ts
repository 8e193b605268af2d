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

/**
 * What the hot path asks of a place, in one number: its weight in the low eight bits, and above them where it last
 * counted, as a position on one long tape on which all values stand behind one another. Asked for apart, the two would
 * be fetched from memory apart.
 */
class Tape {
  readonly places = new Int32Array(PLACES);
  /** Where the next value begins. */
  next = 0;

  constructor(readonly weights: Int8Array) {
    this.rewind();
  }

  /** Forgets where places counted. */
  rewind(): void {
    const { places, weights } = this;
    for (let place = 0; place < PLACES; place++) places[place] = weights[place]! & 255;
    this.next = WINDOW;
  }
}

/** Positions on a tape before it is rewound: they must fit above the weight. */
const TAPE_END = 1 << 22;

const tapes = new WeakMap<Int8Array, Tape>();
let tape: Tape | undefined;

function tapeOf(weights: Int8Array): Tape {
  if (tape?.weights === weights) return tape;
  tape = tapes.get(weights) ?? new Tape(weights);
  tapes.set(weights, tape);
  return tape;
}

// What the features weigh that begin at each character: of packed weights, behind a window of zeros, and of raw ones.
let packedGains: Int32Array = new Int32Array(WINDOW + 1024);
let rawGains: Float64Array = new Float64Array(1024);

/** The best window of the value under these weights. */
export function bestWindow(value: Normalised, weights: Weights): Window {
  const { length } = value;
  if (rawGains.length < length) {
    packedGains = new Int32Array(WINDOW + length * 2);
    rawGains = new Float64Array(length * 2);
  }
  if (weights instanceof Int8Array) {
    addPacked(value, weights);
    return heaviestPacked(length);
  }
  addRaw(value, weights);
  return heaviestRaw(length);
}

/** The best window of all widths; of two that weigh the same, the narrower. */
function heaviestRaw(length: number): Window {
  let best = slideRaw(length, WIDTHS[0]);
  for (let n = 1; n < WIDTHS.length && WIDTHS[n - 1]! < length; n++) {
    const wider = slideRaw(length, WIDTHS[n]!);
    if (wider.sum > best.sum) best = wider;
  }
  return best;
}

const [narrow, middle, wide] = WIDTHS;

/** The same for packed weights, all widths in one pass. `| 0` spares a look for overflow at each step. */
function heaviestPacked(length: number): Window {
  const gains = packedGains;
  let [a, b, c] = [0, 0, 0];
  let [mostA, mostB, mostC] = [LEAST, LEAST, LEAST];
  let [toA, toB, toC] = [length, length, length];
  for (let i = 0; i < length; i++) {
    const gain = gains[i + wide]!;
    a = (a + gain - gains[i + wide - narrow]!) | 0;
    b = (b + gain - gains[i + wide - middle]!) | 0;
    c = (c + gain - gains[i]!) | 0;
    if (a > mostA && i >= narrow - 1) {
      mostA = a;
      toA = i + 1;
    }
    if (b > mostB && i >= middle - 1) {
      mostB = b;
      toB = i + 1;
    }
    if (c > mostC && i >= wide - 1) {
      mostC = c;
      toC = i + 1;
    }
  }
  // A value shorter than a window is one.
  const sumA = length < narrow ? a : mostA, sumB = length < middle ? b : mostB, sumC = length < wide ? c : mostC;
  if (sumC > sumA && sumC > sumB) return { sum: sumC, from: Math.max(0, toC - wide), to: toC };
  if (sumB > sumA) return { sum: sumB, from: Math.max(0, toB - middle), to: toB };
  return { sum: sumA, from: Math.max(0, toA - narrow), to: toA };
}

/** Less than any sum of weights. */
const LEAST = -0x40000000;

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
  const tape = tapeOf(weights);
  if (tape.next > TAPE_END) tape.rewind();
  const start = tape.next;
  addGrams(value, tape.places, start);
  addTokens(value, tape.places, start);
  tape.next += value.length + WINDOW;
}

function addGrams({ codes, length }: Normalised, places: Int32Array, first: number): void {
  const gains = packedGains;
  const full = length - LONGEST_GRAM + 1;
  let [c0, c1, c2, c3] = [codes[0]!, codes[1]!, codes[2]!, codes[3]!];
  for (let i = 0, here = first; i < full; i++, here++) {
    // Five steps, written out, each character read once: a loop of five costs half as much again.
    const c4 = codes[i + 4]!;
    let hash = Math.imul(gramSeed ^ c0, prime);
    let sum = weighed(hash, here, places);
    hash = Math.imul(hash ^ c1, prime);
    sum = (sum + weighed(hash, here, places)) | 0;
    hash = Math.imul(hash ^ c2, prime);
    sum = (sum + weighed(hash, here, places)) | 0;
    hash = Math.imul(hash ^ c3, prime);
    sum = (sum + weighed(hash, here, places)) | 0;
    hash = Math.imul(hash ^ c4, prime);
    gains[i + wide] = (sum + weighed(hash, here, places)) | 0;
    c0 = c1;
    c1 = c2;
    c2 = c3;
    c3 = c4;
  }
  for (let i = Math.max(full, 0); i < length; i++) {
    let hash = gramSeed;
    let sum = 0;
    for (let k = i; k < length; k++) {
      hash = Math.imul(hash ^ codes[k]!, prime);
      sum += weighed(hash, first + i, places);
    }
    gains[i + wide] = sum;
  }
}

/**
 * The weight of a hash's place, 0 where the place counted in the 64 characters before; counts it. Without a branch: half
 * of the weights are zero, so that every other guess of the processor would be wrong, and a wrong guess costs more than
 * all the rest.
 */
function weighed(hash: number, here: number, places: Int32Array): number {
  const place = placeFor(hash);
  const entry = places[place]!;
  const last = entry >> 8;
  // All ones where the place did not count yet.
  const anew = (last - 1 + span - here) >> 31;
  places[place] = entry + (((here - last) << 8) & anew);
  return ((entry << 24) >> 24) & anew;
}

function addTokens({ codes, length }: Normalised, places: Int32Array, first: number): void {
  let before = 0, beforeAt = -1, earlier = 0, earlierAt = -1;
  for (let at = 0; at < length;) {
    let hash = Math.imul(tokenSeed ^ codes[at]!, prime);
    let end = at + 1;
    if (isWordCode(codes[at]!)) {
      for (; end < length && isWordCode(codes[end]!); end++) hash = Math.imul(hash ^ codes[end]!, prime);
    }
    if (codes[at] !== 32) {
      if (end - at > 1) addToken(hash, at, end, first, places);
      if (beforeAt >= 0) addToken(Math.imul(before ^ pairSeed, prime) ^ hash, beforeAt, end, first, places);
      if (earlierAt >= 0) {
        const triple = Math.imul(Math.imul(earlier ^ tripleSeed, prime) ^ before, prime) ^ hash;
        addToken(triple, earlierAt, end, first, places);
      }
      earlier = before;
      earlierAt = beforeAt;
      before = hash;
      beforeAt = at;
    }
    at = end;
  }
}

function addToken(hash: number, start: number, end: number, first: number, places: Int32Array): void {
  if (end - start <= span) packedGains[start + wide]! += weighed(hash, first + start, places);
}
