/**
 * Folding of characters beyond ASCII: what looks alike to a reader or to a parser becomes one character.
 * @module
 */
import type { Mapped } from "./unescape.ts";

/** Cyrillic and Greek letters that look like Latin ones; folded only in words that mix scripts. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  "а": "a",
  "в": "b",
  "с": "c",
  "е": "e",
  "һ": "h",
  "і": "i",
  "ј": "j",
  "к": "k",
  "м": "m",
  "н": "h",
  "о": "o",
  "р": "p",
  "ѕ": "s",
  "т": "t",
  "у": "y",
  "х": "x",
  "ԁ": "d",
  "ɡ": "g",
  "ӏ": "l",
  "ո": "n",
  "ѵ": "v",
  "ԝ": "w",
  "α": "a",
  "β": "b",
  "ε": "e",
  "η": "n",
  "ι": "i",
  "κ": "k",
  "ν": "v",
  "ο": "o",
  "ρ": "p",
  "τ": "t",
  "υ": "u",
  "χ": "x",
  "ϲ": "c",
  "ϳ": "j",
};

/** Quotes, brackets and operators that some parser reads as ASCII. */
const SIGNS: Readonly<Record<string, string>> = {
  "‘": "'",
  "’": "'",
  "ʼ": "'",
  "‛": "'",
  "′": "'",
  "“": '"',
  "”": '"',
  "″": '"',
  "‹": "<",
  "›": ">",
  "〈": "<",
  "〉": ">",
  "‐": "-",
  "‑": "-",
  "‒": "-",
  "–": "-",
  "—": "-",
  "−": "-",
  "⁄": "/",
  "∕": "/",
  "․": ".",
  "‥": "..",
  "。": ".",
  "×": "*",
  "∗": "*",
  "＝": "=",
};

/** A character folds to at most this many units (`㏂` is `a.m.`). */
const MOST_UNITS = 4;

/**
 * Folds everything beyond ASCII, as far as ASCII looks or reads like it; full-width forms, accents and zero-width
 * characters are gone afterwards. Returns the same object when there was nothing but ASCII. Linear.
 */
export function foldWide(input: Mapped): Mapped {
  const { text, at } = input;
  if (text.search(WIDE) < 0) return input;
  const places: number[] = [];
  let out = "";
  let wordEnd = 0;
  let isDisguised = false;
  for (let i = 0; i < text.length;) {
    const code = text.charCodeAt(i);
    if (i >= wordEnd && isLetter(code)) {
      wordEnd = endOfWord(text, i);
      isDisguised = mayBeLatin(text, i, wordEnd);
    }
    const width = code >= 0xd800 && code <= 0xdbff ? 2 : 1;
    const folded = code < 128 ? text[i]! : isInvisible(code) ? "" : foldChar(text.slice(i, i + width), isDisguised);
    const units = Math.min(folded.length, MOST_UNITS);
    for (let k = 0; k < units; k++) places.push(at[i]!);
    out += folded.slice(0, units);
    i += width;
  }
  places.push(at[text.length]!);
  return { text: out, at: Int32Array.from(places) };
}

const WIDE = /[\x80-\uffff]/;

function isLetter(code: number): boolean {
  return code >= 128 || isAsciiLetter(code);
}

function isAsciiLetter(code: number): boolean {
  return (code | 32) >= 97 && (code | 32) <= 122;
}

function endOfWord(text: string, from: number): number {
  let end = from + 1;
  while (end < text.length && isLetter(text.charCodeAt(end))) end++;
  return end;
}

/** Whether look-alikes in this word are a disguise: it has a Latin letter, or is made of look-alikes alone. */
function mayBeLatin(text: string, from: number, to: number): boolean {
  let onlyLookalikes = true;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code < 128 || (code >= 0xff21 && code <= 0xff5a)) return true;
    const char = text[i]!;
    // A typographic quote at a letter is no letter of its word.
    if (isInvisible(code) || SIGNS[char] !== undefined) continue;
    if (LOOKALIKES[char.toLowerCase()] === undefined) onlyLookalikes = false;
  }
  return onlyLookalikes;
}

/** Zero-width and formatting characters that vanish on the screen and in many parsers. */
function isInvisible(code: number): boolean {
  return code === 0xad || (code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2064) || code === 0xfeff || (code >= 0xfe00 && code <= 0xfe0f);
}

/**
 * Folds one character beyond ASCII to lower case without accents; full-width forms become ASCII. `isDisguised`
 * says that a look-alike stands for the Latin letter.
 */
function foldChar(char: string, isDisguised: boolean): string {
  const code = char.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0).toLowerCase();
  const sign = SIGNS[char];
  if (sign !== undefined) return sign;
  if (isDisguised) {
    const latin = LOOKALIKES[char.toLowerCase()];
    if (latin !== undefined) return latin;
  }
  if (code > 0x24ff && code < 0x3000) return char;
  const plain = char.normalize("NFKD").toLowerCase();
  return plain.length > 1 ? plain.replace(/[\u0300-\u036f]/g, "") : plain;
}
