/**
 * C comments in the middle of a word (`UN/**\/ION`), which filters that strip comments put together again, and
 * MySQL's versioned comments (`/*!50000UNION*\/`), which are code. A comment that stands for a blank needs no view:
 * lexers read it so.
 * @module
 */
import { Char } from "../chars.ts";
import type { View } from "../types.ts";
import { isWordChar } from "./digits.ts";
import { Rewriter } from "./view.ts";

const NEEDS = Char.slash | Char.star;

/** Removes comments inside words and unwraps versioned ones. Undefined when there is neither. */
export function removeSqlComments(view: View): View | undefined {
  if ((view.chars & NEEDS) !== NEEDS) return undefined;
  const { text } = view;
  const out = new Rewriter(text);
  for (let open = text.indexOf("/*"); open >= 0;) {
    const close = text.indexOf("*/", open + 2);
    const versioned = versionEnd(text, open);
    if (versioned > 0) {
      out.replace(open, versioned, " ");
      if (close >= 0) out.replace(close, close + 2, " ");
    } else if (close >= 0 && isWordChar(text.charCodeAt(open - 1)) && isWordChar(text.charCodeAt(close + 2))) {
      out.replace(open, close + 2, "");
    }
    if (close < 0) break;
    open = text.indexOf("/*", close + 2);
  }
  return out.finish(view, "sql-comment");
}

/** Offset where the code of `/*!50000 …` begins, or 0. MariaDB writes `/*M!`. */
function versionEnd(text: string, open: number): number {
  let at = open + 2;
  if (text[at] === "M") at++;
  if (text[at] !== "!") return 0;
  at++;
  for (let digits = 0; digits < 6 && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57; digits++) at++;
  return at;
}
