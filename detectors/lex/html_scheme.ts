/**
 * The scheme of a URL as a browser reads it from an attribute: entities decoded, white space and controls gone.
 * @module
 */
import { isSpace } from "./html.ts";

/** The entities that split a scheme; the decode tree has the full table. */
const NAMED: Readonly<Record<string, string>> = {
  tab: "",
  newline: "",
  colon: ":",
  lpar: "(",
  rpar: ")",
  sol: "/",
  amp: "&",
  quot: '"',
  apos: "'",
  comma: ",",
  semi: ";",
  period: ".",
  excl: "!",
  equals: "=",
  grave: "`",
  lbrack: "[",
  lsqb: "[",
};

/** Characters of a value that are read to know its scheme: long enough for a padded one. */
const SCHEME_WINDOW = 400;

/** Characters of the plain reading that are kept. */
const SCHEME_KEEP = 120;

/**
 * The beginning of `lower` from `from` to `to` as plain text: entities decoded, escapes of JavaScript decoded,
 * white space, controls and leading quotes dropped. At most 120 characters.
 */
export function plainStart(lower: string, from: number, to: number): string {
  const end = Math.min(to, from + SCHEME_WINDOW);
  let out = "";
  let i = from;
  while (i < end && out.length < SCHEME_KEEP) {
    const code = lower.charCodeAt(i);
    if (isSpace(code) || isInvisible(code) || (out === "" && isQuote(code))) {
      i++;
    } else if (code === 0x26) {
      const entity = entityAt(lower, i, to);
      out += entity.text;
      i = entity.next;
    } else if (code === 0x5c) {
      const escape = escapeAt(lower, i, to);
      out += escape.text;
      i = escape.next;
    } else {
      out += lower[i];
      i++;
    }
  }
  return out;
}

interface Decoded {
  readonly text: string;
  readonly next: number;
}

/** A numeric or named reference at `&`; with and without semicolon, padded with zeros or not. */
function entityAt(lower: string, at: number, to: number): Decoded {
  let i = at + 1;
  if (lower[i] === "#") {
    const hex = lower[i + 1] === "x";
    i += hex ? 2 : 1;
    const digitsAt = i;
    let value = 0;
    for (; i < to && i - digitsAt < 24; i++) {
      const digit = digitOf(lower.charCodeAt(i), hex);
      if (digit < 0) break;
      value = Math.min(value * (hex ? 16 : 10) + digit, 0x110000);
    }
    if (i === digitsAt) return { text: "&", next: at + 1 };
    if (lower[i] === ";") i++;
    return { text: visible(value), next: i };
  }
  const nameAt = i;
  while (i < to && i - nameAt < 10 && isNameLetter(lower.charCodeAt(i))) i++;
  const text = NAMED[lower.slice(nameAt, i)];
  if (text === undefined) return { text: "&", next: at + 1 };
  return { text, next: lower[i] === ";" ? i + 1 : i };
}

/** `\x6a`, `\u006a`, `\6a` and a stray backslash. */
function escapeAt(lower: string, at: number, to: number): Decoded {
  const kind = lower[at + 1];
  const from = at + (kind === "x" || kind === "u" ? 2 : 1);
  const most = kind === "u" ? 4 : kind === "x" ? 2 : 6;
  let i = from;
  let value = 0;
  for (; i < to && i - from < most; i++) {
    const digit = digitOf(lower.charCodeAt(i), true);
    if (digit < 0) break;
    value = value * 16 + digit;
  }
  if (i - from < 2) return { text: "", next: kind === "0" ? at + 2 : at + 1 };
  return { text: visible(value), next: i };
}

function visible(value: number): string {
  if (value <= 0x20 || value > 0x10ffff || isInvisible(value)) return "";
  return String.fromCodePoint(value).toLowerCase();
}

function digitOf(code: number, hex: boolean): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  if (hex && code >= 0x61 && code <= 0x66) return code - 0x57;
  return -1;
}

function isNameLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

function isQuote(code: number): boolean {
  return code === 0x22 || code === 0x27 || code === 0x60;
}

/** Zero-width, other spaces, replacement character, byte order mark. */
function isInvisible(code: number): boolean {
  return code === 0x7f || code === 0xa0 || code === 0xad || code === 0x1680 || code === 0x180e ||
    (code >= 0x2000 && code <= 0x200f) || (code >= 0x2028 && code <= 0x202f) || code === 0x205f ||
    code === 0x2060 || code === 0x3000 || code === 0xfeff || code === 0xfffd;
}
