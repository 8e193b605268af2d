/**
 * Escapes of a JSON string, as JSON.parse reads them.
 * @module
 */
import { Char } from "../chars.ts";
import type { View } from "../types.ts";
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
    if (short !== undefined) {
      out.replace(i, i + 2, short);
      i += 2;
    } else if (next === "u" && /^[0-9a-f]{4}$/i.test(text.slice(i + 2, i + 6))) {
      out.replace(i, i + 6, String.fromCharCode(parseInt(text.slice(i + 2, i + 6), 16)));
      i += 6;
    } else {
      i += 2;
    }
  }
  return out.finish(view, "json");
}
