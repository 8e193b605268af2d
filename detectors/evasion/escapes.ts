/**
 * Letters written as escapes: `\u0061`, `\x61`, `&#97;`. Encoders escape quotes and brackets, never letters.
 * @module
 */
import { Char } from "../chars.ts";
import { hexDigit, hexValue, isLetter } from "../decode/digits.ts";
import type { Report } from "../report.ts";
import type { InspectedField, View } from "../types.ts";
import { ESCAPED } from "./rules.ts";

/** Fewer are an accident. */
const AT_LEAST = 2;

/** Reports escaped letters in a text. */
export function detectEscapes(view: View, report: Report): void {
  const { text, chars } = view;
  // A reference by number has a `#`; an ampersand alone joins names and parameters.
  if ((chars & (Char.backslash | Char.hash)) === 0) return;
  let letters = 0;
  let first = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 92 && code !== 38) continue;
    const end = code === 92 ? escapedLetterEnd(text, i) : referenceEnd(text, i);
    if (end === 0) continue;
    if (letters === 0) first = i;
    letters++;
    if (letters === AT_LEAST) report(ESCAPED, first, end);
  }
}

/** Offset behind `\xHH`, `\uHHHH` or `\u{H}` of an ASCII letter, or 0. */
function escapedLetterEnd(text: string, at: number): number {
  const kind = text.charCodeAt(at + 1);
  if (kind === 120 && isLetter(hexValue(text, at + 2, 2))) return at + 4;
  if (kind !== 117) return 0;
  if (text.charCodeAt(at + 2) !== 123) return isLetter(hexValue(text, at + 2, 4)) ? at + 6 : 0;
  const close = text.indexOf("}", at + 3);
  if (close < 0 || close > at + 9) return 0;
  return isLetter(hexValue(text, at + 3, close - at - 3)) ? close + 1 : 0;
}

/** Offset behind the numeric character reference of an ASCII letter, or 0. */
function referenceEnd(text: string, at: number): number {
  if (text.charCodeAt(at + 1) !== 35) return 0;
  const hex = (text.charCodeAt(at + 2) | 32) === 120;
  let code = 0;
  let end = at + (hex ? 3 : 2);
  // Any number of leading zeros is allowed; what is read stays bounded by the text.
  for (;; end++) {
    const digit = hexDigit(text.charCodeAt(end));
    if (digit < 0 || (!hex && digit > 9)) break;
    code = Math.min(code * (hex ? 16 : 10) + digit, 0xffff);
  }
  return isLetter(code) ? end : 0;
}

/** Where the raw text of a field has at least three percent-encoded letters in a row or in a word: `[start, end]`. */
export function encodedLetters({ raw, syntax }: InspectedField): [start: number, end: number] | undefined {
  if (syntax !== "form" && syntax !== "percent") return undefined;
  let letters = 0;
  let first = 0;
  for (let at = raw.indexOf("%"); at >= 0; at = raw.indexOf("%", at + 1)) {
    // 4 to 7 begin the code of a letter
    if (raw.charCodeAt(at + 1) >> 2 !== 13) continue;
    const code = hexValue(raw, at + 1, 2);
    if (code < 65 || code > 122 || !isLetter(code)) continue;
    if (letters === 0) first = at;
    letters++;
    if (letters === 3) return [first, at + 3];
  }
  return undefined;
}
