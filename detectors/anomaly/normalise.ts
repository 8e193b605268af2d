/**
 * What the model reads: the value with disguises removed, so that an attack looks the same however it is dressed.
 * Every character knows where in the value it came from.
 * @module
 */
import { foldWide } from "./fold.ts";
import { type Mapped, unescapeOnce } from "./unescape.ts";

/** Rounds of undoing escapes; a fourth layer is the decode tree's business. */
const ROUNDS = 3;

/** A run of letters and digits longer than this is an identifier or a token: only its head is kept. */
const LONGEST_WORD = 20;
const KEPT_OF_LONG_WORD = 6;

/** Marks of the value's beginning and end, so that the model can tell `'` at the end from one in the middle. */
export const START = 2;
export const END = 3;

/** Stands for a run of letters of a script that is not Latin: they say nothing about an attack. */
const FOREIGN = 0xa4;

/** A comment's content is kept in one reading and dropped in the other. */
export type CommentReading = "kept" | "dropped";

/** A normalised value. The arrays are reused: they are valid until the next call of `normalise`. */
export interface Normalised {
  /** UTF-16 units, the first and the last being the marks. */
  readonly codes: Uint16Array;
  /** `at[i]` is the offset in the value of unit i; `at[length]` is the value's length. */
  readonly at: Int32Array;
  readonly length: number;
}

/** Whether the two readings of comments differ. */
export function hasComment(value: string): boolean {
  return value.includes("/*");
}

/** Normalises a value; linear in its length. */
export function normalise(value: string, comments: CommentReading = "kept"): Normalised {
  const asWritten: Mapped = { text: value, at: identity(value.length) };
  return fold(asWritten, comments, false) ?? fold(undisguised(asWritten), comments, true)!;
}

/** The value without escapes and without characters that stand for others. */
function undisguised(asWritten: Mapped): Mapped {
  let mapped = foldWide(asWritten);
  for (let round = 0; round < ROUNDS; round++) {
    const next = unescapeOnce(mapped);
    if (next === mapped) break;
    mapped = foldWide(next);
  }
  return mapped;
}

/** Whether an escape that `unescapeOnce` undoes may begin at a `%`, `&` or `\\`. */
function mayBeEscape(text: string, i: number, code: number): boolean {
  const next = text.charCodeAt(i + 1) | 32;
  if (code === 37) return isDigit(next) || (next >= 97 && next <= 102) || next === 117;
  if (code === 38) return isLatin(next) || next === 35;
  return next === 120 || next === 117;
}

let places: Int32Array = new Int32Array(0);

function identity(length: number): Int32Array {
  if (places.length <= length) places = Int32Array.from({ length: Math.max(1024, length * 2) }, (_, i) => i);
  return places;
}

// What is written: one normalisation at a time, so that a value costs no allocation.
let codes: Uint16Array = new Uint16Array(1024);
let at: Int32Array = new Int32Array(1024);

let bytes: Uint8Array<ArrayBuffer> = new Uint8Array(1024);
const encoder = new TextEncoder();

function reserve(size: number): void {
  if (codes.length >= size) return;
  codes = new Uint16Array(size * 2);
  at = new Int32Array(size * 2);
  bytes = new Uint8Array(size * 2);
}

/** A unit that is no ASCII, among the bytes. */
const WIDE = 128;

/** Writes a text into `bytes`, a byte a unit: a loop over them is twice as fast as one over a string. */
function spell(text: string): void {
  const { read, written } = encoder.encodeInto(text, bytes);
  // Anything but ASCII needs more bytes than it has units.
  if (read === text.length && written === text.length) return;
  for (let i = 0; i < text.length; i++) bytes[i] = Math.min(text.charCodeAt(i), WIDE);
}

/** What a character of ASCII is to the loop below. */
const [SIGN, LETTER, DIGIT, SPACE, SPECIAL, ESCAPE] = [0, 1, 2, 3, 4, 5] as const;

const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  if (isLatin(code)) return LETTER;
  if (isDigit(code)) return DIGIT;
  if (code <= 32 || code === 127) return SPACE;
  const char = String.fromCharCode(code);
  return "_/*$'\"".includes(char) ? SPECIAL : "%&\\".includes(char) ? ESCAPE : SIGN;
});

/**
 * One loop with all of its state in locals: this is the model's hot path. Undefined where the text may be disguised and
 * nobody has looked: most values are not, and are read once.
 */
function fold(input: Mapped, comments: CommentReading, isUndisguised: boolean): Normalised | undefined {
  const { text, at: from } = input;
  const size = text.length;
  // The marks need two places more.
  reserve(size + 8);
  spell(text);
  const units = bytes, out = codes, places = at;
  out[0] = START;
  places[0] = from[0]!;
  let length = 1, wordLength = 0;
  for (let i = 0; i < size;) {
    const code = units[i]!;
    if (code === WIDE) {
      if (!isUndisguised) return undefined;
      if (out[length - 1] !== FOREIGN) {
        out[length] = FOREIGN;
        places[length++] = from[i]!;
      }
      i++;
      continue;
    }
    const kind = KINDS[code]!;
    if (kind === LETTER) {
      wordLength++;
      if (wordLength === LONGEST_WORD) length = squeezed(out, length);
      if (wordLength <= LONGEST_WORD) {
        out[length] = code | 32;
        places[length++] = from[i]!;
      }
      i++;
    } else if (kind === SPACE) {
      wordLength = 0;
      if (code !== 0 && out[length - 1] !== 32) {
        out[length] = 32;
        places[length++] = from[i]!;
      }
      i++;
    } else if (kind === DIGIT) {
      wordLength++;
      if (out[length - 1] !== 48) {
        out[length] = 48;
        places[length++] = from[i]!;
      }
      do i++; while (i < size && isDigit(units[i]!));
    } else {
      if (kind === ESCAPE && !isUndisguised && mayBeEscape(text, i, code)) return undefined;
      wordLength = code === 95 ? wordLength + 1 : 0;
      const behind = kind === SPECIAL ? behindSpecial(text, i, code, comments) : i;
      if (behind === i) {
        out[length] = code;
        places[length++] = from[i]!;
        i++;
        continue;
      }
      if (!isUndisguised) return undefined;
      // `$IFS` is a space to a shell; the other pieces vanish.
      if (code === 36 && out[length - 1] !== 32) {
        out[length] = 32;
        places[length++] = from[i]!;
      }
      i = behind;
    }
  }
  out[length] = END;
  places[length++] = from[size]!;
  places[length] = from[size]!;
  return { codes: out, at: places, length };
}

/** The length without all but the head of the long word that ends there. */
function squeezed(out: Uint16Array, length: number): number {
  const start = length - (LONGEST_WORD - 1 - KEPT_OF_LONG_WORD);
  for (let k = start; k < length; k++) if (!isWord(out[k]!) && out[k] !== 95) return length;
  return start;
}

/** Index behind a piece that is no content: a comment, `$IFS`, the seam of two strings. `i` where there is none. */
function behindSpecial(text: string, i: number, code: number, comments: CommentReading): number {
  if (code === 47) return text.charCodeAt(i + 1) === 42 ? comment(text, i, comments) : i;
  if (code === 42) return text.charCodeAt(i + 1) === 47 ? i + 2 : i;
  if (code === 36) return text.startsWith("$IFS", i) || text.startsWith("${IFS", i) ? fieldSeparator(text, i) : i;
  return code === 95 ? i : concatenation(text, i, code);
}

function comment(text: string, i: number, comments: CommentReading): number {
  if (comments === "kept") {
    // `/*!50000UNION*/` runs its content in MySQL; the version is no content.
    let end = i + 2;
    if (text.charCodeAt(end) === 33) end++;
    while (end < i + 9 && text.charCodeAt(i + 2) === 33 && isDigit(text.charCodeAt(end))) end++;
    return end;
  }
  const close = text.indexOf("*/", i + 2);
  return close < 0 ? text.length : close + 2;
}

/** `$IFS`, `$IFS$9` and `${IFS}` are spaces to a shell. */
function fieldSeparator(text: string, i: number): number {
  const braced = text.charCodeAt(i + 1) === 123;
  let end = i + (braced ? 5 : 4);
  if (braced) {
    const limit = end + 8;
    while (end < limit && end < text.length && text.charCodeAt(end) !== 125) end++;
    end++;
  } else if (text.charCodeAt(end) === 36 && end + 1 < text.length) {
    end += 2;
  }
  return Math.min(end, text.length);
}

/** Index behind `'+'` or `' || '` between two parts of one string, or `i`. */
function concatenation(text: string, i: number, quote: number): number {
  if (!isWord(text.charCodeAt(i - 1))) return i;
  let k = skipSpaces(text, i + 1);
  const operator = text.charCodeAt(k);
  if (operator === 43) k++;
  else if (operator === 124 && text.charCodeAt(k + 1) === 124) k += 2;
  else return i;
  k = skipSpaces(text, k);
  return text.charCodeAt(k) === quote && isWord(text.charCodeAt(k + 1)) ? k + 1 : i;
}

function skipSpaces(text: string, i: number): number {
  let k = i;
  while (k < i + 4 && text.charCodeAt(k) === 32) k++;
  return k;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLatin(code: number): boolean {
  return (code | 32) >= 97 && (code | 32) <= 122;
}

function isWord(code: number): boolean {
  return isLatin(code) || isDigit(code);
}
