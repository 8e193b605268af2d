/**
 * A value that was form-encoded once more: `waitfor+delay+'0:0:5'`.
 * @module
 */
import { Char, QUOTES } from "../chars.ts";
import type { View } from "../types.ts";
import { isWordChar } from "./digits.ts";
import { decodePercent } from "./percent.ts";

/** A text without any of these is an address (`me+tag@example.org`), a media type, a token. */
const SHARP = QUOTES | Char.angle | Char.paren | Char.percent | Char.equals;

/** Reads `+` as a space in a text that has no space and two words joined by one. Undefined otherwise. */
export function decodePlus(view: View): View | undefined {
  if ((view.chars & (Char.plus | Char.space)) !== Char.plus || (view.chars & SHARP) === 0) return undefined;
  const { text } = view;
  for (let at = text.indexOf("+"); at >= 0; at = text.indexOf("+", at + 1)) {
    if (isWordChar(text.charCodeAt(at - 1)) && isWordChar(text.charCodeAt(at + 1))) return decodePercent(view, true);
  }
  return undefined;
}
