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
  const words = new Words(text);
  let significant = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0xaa || (code >= 0x2e80 && code < 0xd800 && code !== 0x3000)) continue;
    const pair = code >= 0xd800 && code < 0xdc00;
    const ascii = code === 0x3000
      ? " "
      : pair
      ? asciiOfPair(code, text.charCodeAt(i + 1))
      : asciiOf(code) ?? homoglyph(words, i, code);
    if (ascii !== undefined) {
      out.replace(i, pair ? i + 2 : i + 1, ascii);
      significant ||= SIGNIFICANT.test(ascii);
    }
    if (pair) i++;
  }
  return significant ? out.finish(view, "unicode") : undefined;
}

/** The ASCII letter that is meant, when the letter stands in a word that is Latin otherwise. */
function homoglyph(words: Words, at: number, code: number): string | undefined {
  const ascii = LETTER_OF.get(code);
  return ascii !== undefined && words.isLatinAt(at) ? ascii : undefined;
}

/** The words of a text, asked from left to right: each word is judged once. */
class Words {
  #end = -1;
  #latin = false;

  constructor(readonly text: string) {}

  /** Whether the word around `at` has more Latin letters than look-alikes, and no letters of any other kind. */
  isLatinAt(at: number): boolean {
    if (at < this.#end) return this.#latin;
    const { text } = this;
    let start = at;
    while (start > 0 && isPartOfWord(text.charCodeAt(start - 1))) start--;
    let latin = 0;
    let other = 0;
    let foreign = false;
    let end = start;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (!isPartOfWord(code)) break;
      if (isLetter(code)) latin++;
      else if (LETTER_OF.has(code)) other++;
      else if (code >= 128) foreign = true;
    }
    this.#end = end;
    this.#latin = latin > other && !foreign;
    return this.#latin;
  }
}

function isPartOfWord(code: number): boolean {
  return code >= 128 || isWordChar(code);
}
