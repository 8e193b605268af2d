/**
 * `%u0027`: the escapes of JavaScript's old `escape()`, which IIS and some libraries still decode.
 * @module
 */
import { Char } from "../chars.ts";
import type { View } from "../types.ts";
import { hexValue } from "./digits.ts";
import { Rewriter } from "./view.ts";

/** Decodes `%uXXXX`. Undefined when there is none. */
export function decodePercentU(view: View): View | undefined {
  if ((view.chars & Char.percent) === 0) return undefined;
  const { text } = view;
  const out = new Rewriter(text);
  for (let i = text.indexOf("%"); i >= 0; i = text.indexOf("%", i + 1)) {
    if ((text.charCodeAt(i + 1) | 32) !== 117) continue;
    const code = hexValue(text, i + 2, 4);
    if (code >= 0) out.replace(i, i + 6, String.fromCharCode(code));
  }
  return out.finish(view, "percent-u");
}
