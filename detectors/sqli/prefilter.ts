/**
 * The cheap question before the lexer: could this value be part of a query at all?
 * @module
 */
import { Char, QUOTES } from "../chars.ts";
import { Signal } from "../signals.ts";
import type { View } from "../types.ts";

/** Classes of which an injection without one of the words below needs one. */
const SYMBOLS = QUOTES | Char.paren | Char.equals | Char.angle | Char.semicolon | Char.pipe | Char.at | Char.hash |
  Char.star | Char.ampersand;

/** Enough for a value of letters, digits and spaces; one pattern is quicker here than a search for each word. */
const WORDS =
  /\b(?:union|select|order\s{1,4}by|group\s{1,4}by|having|waitfor|exec(?:ute)?|shutdown|(?:x?or|and)[^a-z0-9]{1,8}(?:true|false|null|not|\d)|information_schema|drop\s{1,4}table)\b|--/;

/** Enough for a value with symbols: a keyword, a call, a comment, or a quote with an operator behind it. */
const SIGNS =
  /\b(?:x?or|and|not|union|select|having|order|group|r?like|regexp|between|in|is|where|limit|case|exec(?:ute)?|waitfor|procedure|into|as|delete|drop)\b|--|\d ?\* ?\d|[#;@]|\/\*|\|\||&&|[a-z0-9_]\s{0,8}\(|['"`)]\s{0,8}[-+*\/%|&^<>=,!~]/;

/** Classes of which one character is a sign by itself. */
const LONE_SIGNS = Char.hash | Char.semicolon | Char.at;

/** False for nearly every ordinary value. */
export function maySpeakSql(view: View): boolean {
  const { chars, lower } = view;
  if ((chars & SYMBOLS) !== 0) return (chars & LONE_SIGNS) !== 0 || SIGNS.test(lower);
  const { signals } = view;
  if ((signals & (Signal.sql | Signal.sqlTruth)) === 0 && (chars & Char.digit) === 0) return false;
  return lower.length > 3 && WORDS.test(lower);
}
