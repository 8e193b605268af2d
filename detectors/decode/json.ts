/**
 * Escapes of a JSON string, as JSON.parse reads them.
 * @module
 */
import { Char } from "../chars.ts";
import type { View } from "../types.ts";
import { hexValue } from "./digits.ts";
import { Rewriter } from "./view.ts";

const SHORT: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  '"': '"',
  "\\": "\\",
  "/": "/",
};

/** Decodes the inside of a JSON string. Undefined when nothing changes. */
export function decodeJsonString(view: View): View | undefined {
  if ((view.chars & Char.backslash) === 0) return undefined;
  const { text } = view;
  const out = new Rewriter(text);
  for (let i = text.indexOf("\\"); i >= 0 && i < text.length - 1; i = text.indexOf("\\", i)) {
    const next = text[i + 1]!;
    const short = SHORT[next];
    const code = next === "u" ? hexValue(text, i + 2, 4) : -1;
    if (short !== undefined) {
      out.replace(i, i + 2, short);
      i += 2;
    } else if (code >= 0) {
      out.replace(i, i + 6, String.fromCharCode(code));
      i += 6;
    } else {
      i += 2;
    }
  }
  return out.finish(view, "json");
}
