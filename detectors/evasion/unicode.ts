/**
 * Abuse of Unicode: forms that turn into ASCII, look-alikes, characters that cannot be seen.
 * @module
 */
import { isLetter, isWordChar } from "../decode/digits.ts";
import { LETTER_OF } from "../decode/homoglyphs.ts";
import type { Report } from "../report.ts";
import type { View } from "../types.ts";
import { FULL_WIDTH, HOMOGLYPH, ZERO_WIDTH } from "./rules.ts";

/** Reports characters beyond ASCII that stand where ASCII is meant. */
export function detectUnicode({ text }: View, report: Report): void {
  let eastAsian: boolean | undefined;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0xad) continue;
    if (code >= 0xff01 && code <= 0xff5e) {
      eastAsian ??= hasEastAsian(text);
      if (!eastAsian && isSharp(code - 0xfee0) && hasAsciiBeside(text, i)) report(FULL_WIDTH, i, i + 1);
    } else if (isInvisible(code)) {
      if (isLetter(text.charCodeAt(i - 1)) && isLetter(text.charCodeAt(i + 1))) report(ZERO_WIDTH, i - 1, i + 2);
    } else if (LETTER_OF.has(code)) {
      const { start, end, mixed } = wordAround(text, i);
      if (mixed) report(HOMOGLYPH, start, end);
      i = end - 1;
    }
  }
}

/** Writing in which full-width forms are at home: CJK, kana, Hangul and their punctuation. */
function hasEastAsian(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code >= 0x2e80 && code <= 0xd7ff) || (code >= 0xf900 && code <= 0xfaff) || code >= 0xff5f) return true;
  }
  return false;
}

/** Quotes, brackets, slashes: what turns into syntax. */
function isSharp(ascii: number): boolean {
  return ascii === 34 || ascii === 39 || ascii === 60 || ascii === 62 || ascii === 92 || ascii === 47 || ascii === 59 ||
    isLetter(ascii);
}

function hasAsciiBeside(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at + 1);
  return (before > 32 && before < 128) || (after > 32 && after < 128) ||
    (after === 32 && isLetter(text.charCodeAt(at + 2)));
}

/** Soft hyphens are what copied text is full of; joiners and marks of direction inside Latin words are not. */
function isInvisible(code: number): boolean {
  return (code >= 0x200b && code <= 0x200f) || (code >= 0x2060 && code <= 0x2064) || code === 0xfeff;
}

/** Letters of a word looked at to either side. */
const REACH = 32;

/** The word around a look-alike; `mixed` when most of its letters are Latin and it has at least three of them. */
function wordAround(text: string, at: number): { start: number; end: number; mixed: boolean } {
  let latin = 0;
  let other = 1;
  let start = at;
  let end = at + 1;
  const count = (code: number): boolean => {
    if (isLetter(code)) latin++;
    else if (LETTER_OF.has(code)) other++;
    else return isWordChar(code);
    return true;
  };
  while (start > 0 && at - start < REACH && count(text.charCodeAt(start - 1))) start--;
  while (end < text.length && end - at < REACH && count(text.charCodeAt(end))) end++;
  const foreign = text.charCodeAt(start - 1) >= 128 || text.charCodeAt(end) >= 128;
  return { start, end, mixed: latin >= 3 && latin > other && !foreign };
}
