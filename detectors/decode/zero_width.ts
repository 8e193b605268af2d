/**
 * Characters that take no room, put into a word to hide it. Between letters of other scripts and in emoji they are
 * part of the writing and stay.
 * @module
 */
import { Char } from "../chars.ts";
import type { View } from "../types.ts";
import { Rewriter } from "./view.ts";

/** Removes invisible characters that stand beside ASCII. Undefined when there is none. */
export function removeZeroWidth(view: View): View | undefined {
  if ((view.chars & Char.wide) === 0) return undefined;
  const { text } = view;
  const out = new Rewriter(text);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0xad || !isInvisible(code)) continue;
    if (isAsciiOrEdge(text, i - 1) && isAsciiOrEdge(text, i + 1)) out.replace(i, i + 1, "");
  }
  return out.finish(view, "zero-width");
}

function isInvisible(code: number): boolean {
  return code === 0xad || code === 0xfeff || (code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2064) || code === 0x180e || code === 0x034f;
}

/** NaN, beyond the ends, counts as an edge; so does another invisible character. */
function isAsciiOrEdge(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return !(code >= 128) || isInvisible(code);
}
