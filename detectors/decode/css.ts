/**
 * Escapes of CSS: a backslash, one to six hexadecimal digits, and one blank that belongs to them (`\65 xpression`).
 * @module
 */
import { Char } from "../chars.ts";
import type { View } from "../types.ts";
import { hexDigit } from "./digits.ts";
import { Rewriter } from "./view.ts";

/** Decodes escapes of printable ASCII; others (`\data` of a Windows path) mean no CSS. Undefined when none. */
export function decodeCss(view: View): View | undefined {
  if ((view.chars & Char.backslash) === 0) return undefined;
  const { text } = view;
  const out = new Rewriter(text);
  for (let i = text.indexOf("\\"); i >= 0; i = text.indexOf("\\", i + 1)) {
    let end = i + 1;
    let code = 0;
    while (end <= i + 6) {
      const digit = hexDigit(text.charCodeAt(end));
      if (digit < 0) break;
      code = code * 16 + digit;
      end++;
    }
    if (end < i + 3 || code < 33 || code > 126) continue;
    const blank = text.charCodeAt(end);
    if (blank === 32 || blank === 9 || blank === 10) end++;
    out.replace(i, end, String.fromCharCode(code));
    i = end - 1;
  }
  return out.finish(view, "css-escape");
}
