/**
 * Numeric escapes of JavaScript: `\x27`, `\u0027`, `\u{27}`, `\47`. They are valid in strings, and the `u` forms in
 * names too.
 * @module
 */
import { Char } from "../chars.ts";
import type { View } from "../types.ts";
import { hexDigit, hexValue } from "./digits.ts";
import { Rewriter } from "./view.ts";

/** Decodes numeric escapes. Undefined when there is none. */
export function decodeJs(view: View): View | undefined {
  if ((view.chars & Char.backslash) === 0) return undefined;
  const { text } = view;
  const out = new Rewriter(text);
  for (let i = text.indexOf("\\"); i >= 0; i = text.indexOf("\\", i + 1)) {
    const end = decodeEscape(text, i, out);
    // An escaped backslash escapes nothing behind it.
    i = end > 0 ? end - 1 : text.charCodeAt(i + 1) === 92 ? i + 1 : i;
  }
  return out.finish(view, "js-escape");
}

function decodeEscape(text: string, at: number, out: Rewriter): number {
  const next = text.charCodeAt(at + 1);
  if (next === 120) return replaceCode(text, at, 2, 2, out);
  if (next === 117 && text.charCodeAt(at + 2) === 123) return decodeBraced(text, at, out);
  if (next === 117) return replaceCode(text, at, 2, 4, out);
  return next >= 48 && next <= 55 ? decodeOctal(text, at, out) : 0;
}

function replaceCode(text: string, at: number, skip: number, digits: number, out: Rewriter): number {
  const code = hexValue(text, at + skip, digits);
  if (code < 0) return 0;
  out.replace(at, at + skip + digits, String.fromCharCode(code));
  return at + skip + digits;
}

function decodeBraced(text: string, at: number, out: Rewriter): number {
  let code = 0;
  for (let i = at + 3; i < at + 16; i++) {
    const digit = hexDigit(text.charCodeAt(i));
    if (digit < 0) {
      if (text.charCodeAt(i) !== 125 || i === at + 3 || code > 0x10ffff) return 0;
      out.replace(at, i + 1, String.fromCodePoint(code));
      return i + 1;
    }
    code = code * 16 + digit;
  }
  return 0;
}

/** Two or three octal digits of a printable character; fewer are a back-reference. */
function decodeOctal(text: string, at: number, out: Rewriter): number {
  let code = 0;
  let end = at + 1;
  while (end < at + 4 && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 55) {
    code = code * 8 + text.charCodeAt(end++) - 48;
  }
  if (end - at < 3 || code < 32 || code > 126) return 0;
  out.replace(at, end, String.fromCharCode(code));
  return end;
}
