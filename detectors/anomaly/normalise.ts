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
  let mapped: Mapped = foldWide({ text: value, at: identity(value.length) });
  if (mayBeEscaped(mapped.text)) {
    for (let round = 0; round < ROUNDS; round++) {
      const next = unescapeOnce(mapped);
      if (next === mapped) break;
      mapped = foldWide(next);
    }
  }
  return fold(mapped, comments);
}

function mayBeEscaped(value: string): boolean {
  return value.includes("%") || value.includes("&") || value.includes("\\");
}

let places: Int32Array = new Int32Array(0);

function identity(length: number): Int32Array {
  if (places.length <= length) places = Int32Array.from({ length: Math.max(1024, length * 2) }, (_, i) => i);
  return places;
}

// What is being written: one normalisation at a time, so that a value costs no allocation.
let codes: Uint16Array = new Uint16Array(1024);
let at: Int32Array = new Int32Array(1024);
let length = 0;
let wordLength = 0;
let from: Int32Array = at;

function fold(input: Mapped, comments: CommentReading): Normalised {
  const { text } = input;
  // The marks need two places more.
  reserve(text.length + 8);
  from = input.at;
  length = 0;
  wordLength = 0;
  push(START, 0);
  for (let i = 0; i < text.length;) i = step(text, i, comments);
  push(END, text.length);
  at[length] = from[text.length] ?? 0;
  return { codes, at, length };
}

function reserve(size: number): void {
  if (codes.length >= size) return;
  codes = new Uint16Array(size * 2);
  at = new Int32Array(size * 2);
}

function push(code: number, i: number): void {
  codes[length] = code;
  at[length++] = from[i] ?? 0;
}

/** Folds what begins at `i` and returns where the next piece begins. */
function step(text: string, i: number, comments: CommentReading): number {
  const code = text.charCodeAt(i);
  if (code >= 97 && code <= 122) return letter(code, i);
  if (code >= 65 && code <= 90) return letter(code + 32, i);
  if (code >= 48 && code <= 57) return digits(text, i);
  if (code <= 32 || code === 127) return space(i, code);
  if (code >= 128) return beyond(text, i);
  wordLength = code === 95 ? wordLength + 1 : 0;
  if (code === 47 && text.charCodeAt(i + 1) === 42) return comment(text, i, comments);
  if (code === 42 && text.charCodeAt(i + 1) === 47) return i + 2;
  if (code === 36 && (text.startsWith("$IFS", i) || text.startsWith("${IFS", i))) return fieldSeparator(text, i);
  if (code === 39 || code === 34) {
    const behind = concatenation(text, i, code);
    if (behind > i) return behind;
  }
  push(code, i);
  return i + 1;
}

function letter(lower: number, i: number): number {
  wordLength++;
  if (wordLength > LONGEST_WORD) return i + 1;
  if (wordLength === LONGEST_WORD) squeeze();
  push(lower, i);
  return i + 1;
}

/** Drops all but the head of the long word that ends here. */
function squeeze(): void {
  const start = length - (LONGEST_WORD - 1 - KEPT_OF_LONG_WORD);
  for (let k = start; k < length; k++) if (!isWord(codes[k]!) && codes[k] !== 95) return;
  length = start;
}

function digits(text: string, i: number): number {
  let end = i + 1;
  while (end < text.length && isDigit(text.charCodeAt(end))) end++;
  wordLength++;
  if (codes[length - 1] !== 48) push(48, i);
  return end;
}

function space(i: number, code: number): number {
  wordLength = 0;
  if (code !== 0 && codes[length - 1] !== 32) push(32, i);
  return i + 1;
}

/** A character that no folding brought to ASCII. */
function beyond(text: string, i: number): number {
  const code = text.charCodeAt(i);
  if (codes[length - 1] !== FOREIGN) push(FOREIGN, i);
  return i + (code >= 0xd800 && code <= 0xdbff ? 2 : 1);
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
  space(i, 32);
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

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLatin = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;
const isWord = (code: number): boolean => isLatin(code) || isDigit(code);
