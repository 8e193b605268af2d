/**
 * One round of undoing escapes, in one pass over the text: `%xx`, `%uxxxx`, `&#n;`, a few named entities, `\xnn`,
 * `\unnnn`. Lax on purpose: the model wants the most suspicious reading, not the correct one.
 * @module
 */
import { hexDigit } from "../decode/digits.ts";

/** A text with the place in the value where each character begins; `at` has one entry more than the text. */
export interface Mapped {
  readonly text: string;
  readonly at: Int32Array;
}

const NAMED: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  amp: "&",
  nbsp: " ",
  tab: "\t",
  newline: "\n",
  colon: ":",
  lpar: "(",
  rpar: ")",
  sol: "/",
  bsol: "\\",
  equals: "=",
  comma: ",",
  period: ".",
  semi: ";",
  excl: "!",
  num: "#",
  dollar: "$",
  percnt: "%",
  lbrace: "{",
  rbrace: "}",
  lsqb: "[",
  rsqb: "]",
  grave: "`",
  verbar: "|",
  lowbar: "_",
  hyphen: "-",
};

/** Longest escape that is read: `&#x0000000041;` and the longest entity name. */
const MAX_ESCAPE = 14;

/** Undoes one layer. Returns the same object when nothing was escaped. */
export function unescapeOnce(input: Mapped): Mapped {
  const { text, at } = input;
  let out = "";
  let places: number[] | undefined;
  let copied = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 37 && code !== 38 && code !== 92) continue;
    const escape = code === 37 ? percent(text, i) : code === 38 ? entity(text, i) : backslash(text, i);
    if (escape === undefined) continue;
    places ??= [];
    for (let k = copied; k < i; k++) places.push(at[k]!);
    out += text.slice(copied, i) + escape.char;
    for (let k = 0; k < escape.char.length; k++) places.push(at[i]!);
    copied = i + escape.length;
    i = copied - 1;
  }
  if (places === undefined) return input;
  for (let k = copied; k <= text.length; k++) places.push(at[k]!);
  return { text: out + text.slice(copied), at: Int32Array.from(places) };
}

interface Escape {
  readonly char: string;
  readonly length: number;
}

function percent(text: string, i: number): Escape | undefined {
  const next = text.charCodeAt(i + 1);
  if (next === 117 || next === 85) {
    const value = hex(text, i + 2, 4);
    return value < 0 ? undefined : { char: String.fromCharCode(value), length: 6 };
  }
  const byte = hex(text, i + 1, 2);
  if (byte < 0) return undefined;
  if (byte < 0x80) return { char: String.fromCharCode(byte), length: 3 };
  return multibyte(text, i, byte);
}

/** UTF-8 in percent groups, overlong forms included; a stray byte is read as Latin-1. */
function multibyte(text: string, i: number, lead: number): Escape {
  const count = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
  let value = count === 3 ? lead & 7 : count === 2 ? lead & 15 : lead & 31;
  for (let k = 1; k <= count; k++) {
    const place = i + k * 3;
    const byte = text.charCodeAt(place) === 37 ? hex(text, place + 1, 2) : -1;
    if (byte < 0 || (byte & 0xc0) !== 0x80) return { char: String.fromCharCode(lead), length: 3 };
    value = (value << 6) | (byte & 63);
  }
  if (count === 0) return { char: String.fromCharCode(lead), length: 3 };
  return { char: value <= 0x10ffff ? String.fromCodePoint(value) : "\ufffd", length: 3 * (count + 1) };
}

function entity(text: string, i: number): Escape | undefined {
  if (text.charCodeAt(i + 1) === 35) return numericEntity(text, i);
  let end = i + 1;
  while (end < text.length && end - i < MAX_ESCAPE && isLetter(text.charCodeAt(end))) end++;
  const char = NAMED[text.slice(i + 1, end).toLowerCase()];
  if (char === undefined) return undefined;
  return { char, length: end - i + (text.charCodeAt(end) === 59 ? 1 : 0) };
}

function numericEntity(text: string, i: number): Escape | undefined {
  const isHex = (text.charCodeAt(i + 2) | 32) === 120;
  const base = isHex ? 16 : 10;
  let end = i + (isHex ? 3 : 2);
  let value = 0;
  let digits = 0;
  for (; end - i < MAX_ESCAPE; end++, digits++) {
    const digit = hexDigit(text.charCodeAt(end));
    if (digit < 0 || digit >= base) break;
    value = value * base + digit;
  }
  if (digits === 0 || value === 0 || value > 0x10ffff) return undefined;
  return { char: String.fromCodePoint(value), length: end - i + (text.charCodeAt(end) === 59 ? 1 : 0) };
}

function backslash(text: string, i: number): Escape | undefined {
  const next = text.charCodeAt(i + 1);
  const digits = next === 120 ? 2 : next === 117 ? 4 : 0;
  if (digits === 0) return undefined;
  const value = hex(text, i + 2, digits);
  return value < 0 ? undefined : { char: String.fromCharCode(value), length: digits + 2 };
}

function hex(text: string, from: number, count: number): number {
  let value = 0;
  for (let k = 0; k < count; k++) {
    const digit = hexDigit(text.charCodeAt(from + k));
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

function isLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}
