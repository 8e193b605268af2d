/**
 * What a value looks like, without what it says: its kind, length and characters, the order of its marks, and hashes
 * of what it holds. One pass over the value.
 * @module
 */
import { Char, charClass } from "../../chars.ts";
import { PROFILE_CHARS } from "../../limits.ts";
import { type Kind, kindOf } from "./kind.ts";

/** Where each thing that a value can have stands among the slots of a parameter. */
export const REGION = {
  /** 31 character classes, by their bit. */
  chars: { from: 0, to: 32 },
  /** Kinds, in the order of `KINDS`. */
  kinds: { from: 32, to: 48 },
  /** Buckets of length. */
  lengths: { from: 48, to: 80 },
  /** Hashes of the structure. */
  structures: { from: 80, to: 112 },
  /** Hashes of the whole value. */
  values: { from: 112, to: 176 },
  /** Hashes of three neighbours. */
  grams: { from: 176, to: 384 },
} as const;

/** Slots of a parameter: with three bytes each, 1,152 bytes. */
export const SLOTS = 384;

/** What a value looks like. */
export interface Shape {
  readonly length: number;
  /** Set of character classes. */
  readonly chars: number;
  readonly kind: Kind;
  /** Slots of its structure, of the whole value, and of its neighbours. */
  readonly structure: number;
  readonly value: number;
  readonly grams: readonly number[];
}

/** Buckets of length: exact below this, then each a third wider than the one before. */
const EXACT = 16;
const WIDER = Math.log(1.35);
const BUCKETS = REGION.lengths.to - REGION.lengths.from;

/** Bucket of a length. */
export function lengthBucket(length: number): number {
  if (length < EXACT) return length;
  return Math.min(BUCKETS - 1, EXACT + Math.floor(Math.log(length / EXACT) / WIDER));
}

/** The greatest length of a bucket. */
export function bucketEnd(bucket: number): number {
  if (bucket < EXACT) return bucket;
  return bucket === BUCKETS - 1 ? Infinity : Math.ceil(EXACT * Math.exp((bucket + 1 - EXACT) * WIDER)) - 1;
}

/** Looks at a value; of a long one at its beginning, but for the length. */
export function shapeOf(text: string): Shape {
  const end = Math.min(text.length, PROFILE_CHARS);
  const grams: number[] = [];
  const run = new Run();
  let chars = 0, value = SEED, structure = SEED, word = 0, symbols = 0, before: number = Symbol.edge;
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i);
    value = mix(value, code);
    const symbol = symbolOf(code);
    chars |= charClass(code);
    // Most characters go on with a run.
    if (symbol === before && symbol < Symbol.edge) continue;
    before = symbol;
    if (!run.take(symbol)) continue;
    grams.push(gramSlot(run.gram));
    if (symbol === Symbol.letter) word |= 1;
    else if (symbol === Symbol.digit) word |= 2;
    else if (symbols < MAX_STRUCTURE) {
      structure = mix(mix(structure, word), symbol);
      word = 0;
      symbols++;
    }
  }
  run.take(Symbol.edge);
  grams.push(gramSlot(run.gram));
  structure = mix(structure, word);
  return {
    length: text.length,
    chars,
    kind: kindOf(text, chars),
    structure: slotIn(REGION.structures, structure),
    value: slotIn(REGION.values, mix(value, text.length)),
    grams,
  };
}

/** Symbols of a structure that count: what comes later is another text each time. */
const MAX_STRUCTURE = 24;

/** Letters, digits, white space and the end of a value, each one symbol however many; marks stand for themselves. */
const Symbol = { letter: 1, digit: 2, space: 3, control: 4, edge: 5 } as const;

/** Symbol of each character below U+0080. */
const SYMBOLS = Uint8Array.from({ length: 128 }, (_, code) => {
  const bits = charClass(code);
  if (bits === Char.letter) return Symbol.letter;
  if (bits === Char.digit) return Symbol.digit;
  if (bits === Char.space) return Symbol.space;
  return bits === Char.control ? Symbol.control : code;
});

function symbolOf(code: number): number {
  return code < 0 ? Symbol.edge : code < 128 ? SYMBOLS[code]! : Symbol.letter;
}

/** Walks over symbols: runs of letters, digits and blanks count once, marks at most twice. */
class Run {
  #before = 0;
  #last: number = Symbol.edge;
  #twice = false;
  /** The last three symbols in one number. */
  gram = 0;

  /** True when the symbol counts. */
  take(symbol: number): boolean {
    const same = symbol === this.#last && symbol !== Symbol.edge;
    if (same && (symbol < Symbol.edge || this.#twice)) return false;
    this.gram = (this.#before << 14) | (this.#last << 7) | symbol;
    this.#twice = same;
    this.#before = this.#last;
    this.#last = symbol;
    return true;
  }
}

/** Every three neighbours of a value, with the offset of the last. */
export function* gramsOf(text: string): Generator<{ readonly slot: number; readonly at: number }> {
  const end = Math.min(text.length, PROFILE_CHARS);
  const run = new Run();
  for (let at = 0; at <= end; at++) {
    if (run.take(symbolOf(at < end ? text.charCodeAt(at) : -1))) yield { slot: gramSlot(run.gram), at };
  }
}

/** Slot of three neighbours. */
function gramSlot(gram: number): number {
  return slotIn(REGION.grams, mix(SEED, gram));
}

const SEED = 0x811c9dc5;

/** One step of a 32-bit hash (FNV-1a). */
export function mix(hash: number, value: number): number {
  return Math.imul(hash ^ value, 0x01000193) >>> 0;
}

function slotIn({ from, to }: { readonly from: number; readonly to: number }, hash: number): number {
  // The high bits of the product are the well-mixed ones.
  return from + Math.floor((Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0) / 2 ** 32 * (to - from));
}
