/**
 * HTML character references, with the rules browsers follow: decimal, hexadecimal, any number of zeros, semicolon
 * optional for numbers and old names.
 * @module
 */
import { Char } from "../chars.ts";
import type { View } from "../types.ts";
import { hexDigit, isWordChar } from "./digits.ts";
import { NAMED, WITHOUT_SEMICOLON } from "./html_entities.ts";
import { Rewriter } from "./view.ts";

/** Longest name in the table. */
const LONGEST_NAME = 21;

/** Decodes character references. Undefined when there is none. */
export function decodeHtml(view: View): View | undefined {
  if ((view.chars & Char.ampersand) === 0) return undefined;
  const { text } = view;
  const out = new Rewriter(text);
  for (let i = text.indexOf("&"); i >= 0; i = text.indexOf("&", i + 1)) {
    const end = text.charCodeAt(i + 1) === 35 ? decodeNumber(text, i, out) : decodeName(text, i, out);
    if (end > 0) i = end - 1;
  }
  return out.finish(view, "html-entity");
}

/** `&#39;` or `&#x27;`; returns the offset behind it, or 0. */
function decodeNumber(text: string, from: number, out: Rewriter): number {
  const hex = (text.charCodeAt(from + 2) | 32) === 120;
  const base = hex ? 16 : 10;
  const digitsAt = from + (hex ? 3 : 2);
  let at = digitsAt;
  let code = 0;
  for (;; at++) {
    const digit = hexDigit(text.charCodeAt(at));
    if (digit < 0 || digit >= base) break;
    code = Math.min(code * base + digit, 0x110000);
  }
  if (at === digitsAt) return 0;
  const valid = code > 0 && code < 0x110000 && !(code >= 0xd800 && code < 0xe000);
  const end = text.charCodeAt(at) === 59 ? at + 1 : at;
  out.replace(from, end, valid ? String.fromCodePoint(code) : "\ufffd");
  return end;
}

function decodeName(text: string, from: number, out: Rewriter): number {
  let at = from + 1;
  while (at - from <= LONGEST_NAME && isWordChar(text.charCodeAt(at))) at++;
  const name = text.slice(from + 1, at);
  const char = NAMED.get(name);
  if (char !== undefined && text.charCodeAt(at) === 59) {
    out.replace(from, at + 1, char);
    return at + 1;
  }
  // Without a semicolon only the oldest names count, and they end where they end: `&ltscript` is `<script`.
  for (const old of WITHOUT_SEMICOLON) {
    if (!name.startsWith(old)) continue;
    out.replace(from, from + 1 + old.length, NAMED.get(old)!);
    return from + 1 + old.length;
  }
  return 0;
}
