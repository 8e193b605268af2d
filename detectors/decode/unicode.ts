/**
 * Characters that a database, a browser or a case conversion turns into ASCII: full-width forms, mathematical
 * letters, ligatures, and letters of another script inside a Latin word.
 * @module
 */
import { Char } from "../chars.ts";
import type { View } from "../types.ts";
import { isLetter, isWordChar } from "./digits.ts";
import { asciiOf, asciiOfPair, LETTER_OF } from "./homoglyphs.ts";
import { Rewriter } from "./view.ts";

/** What some character maps to must contain one of these, or the text is merely written in another style. */
const SIGNIFICANT = /[A-Za-z'"`<>()\\/;|&$={}\[\]%#*:.@-]/;

/** Maps to ASCII what has an ASCII reading. Undefined when nothing of weight changes. */
export function normaliseUnicode(view: View): View | undefined {
  if ((view.chars & Char.wide) === 0) return undefined;
  const { text } = view;
  const out = new Rewriter(text);
  let significant = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0xaa || (code >= 0x2e80 && code < 0xd800 && code !== 0x3000)) continue;
    const pair = code >= 0xd800 && code < 0xdc00;
    const ascii = code === 0x3000
      ? " "
      : pair
      ? asciiOfPair(code, text.charCodeAt(i + 1))
      : asciiOf(code) ?? homoglyphAt(text, i, code);
    if (ascii !== undefined) {
      out.replace(i, pair ? i + 2 : i + 1, ascii);
      significant ||= SIGNIFICANT.test(ascii);
    }
    if (pair) i++;
  }
  return significant ? out.finish(view, "unicode") : undefined;
}

/** Letters of a word looked at to either side to see whether it is a Latin one. */
const REACH = 32;

/** The ASCII letter that is meant, when the letter stands in a word that is Latin otherwise. */
function homoglyphAt(text: string, at: number, code: number): string | undefined {
  const ascii = LETTER_OF.get(code);
  if (ascii === undefined) return undefined;
  let latin = 0;
  let other = 0;
  for (const step of [-1, 1]) {
    for (let i = at + step; Math.abs(i - at) <= REACH; i += step) {
      const next = text.charCodeAt(i);
      if (isLetter(next)) latin++;
      else if (next >= 128 && LETTER_OF.has(next)) other++;
      else if (next >= 128) return undefined;
      else if (!isWordChar(next)) break;
    }
  }
  return latin > other ? ascii : undefined;
}
