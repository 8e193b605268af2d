/**
 * Control characters inside a text. Databases and C libraries drop a NUL or stop there; nobody types one.
 * @module
 */
import { Char } from "../chars.ts";
import type { View } from "../types.ts";
import { Rewriter } from "./view.ts";

/** Removes control characters that are no white space. Undefined when there is none. */
export function removeControls(view: View): View | undefined {
  if ((view.chars & Char.control) === 0) return undefined;
  const { text } = view;
  const out = new Rewriter(text);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 9 || (code > 13 && code < 32) || code === 127) out.replace(i, i + 1, "");
  }
  return out.finish(view, "nul");
}
