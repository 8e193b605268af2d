/**
 * What kind of thing a value is, by its characters alone.
 * @module
 */
import { Char } from "../../chars.ts";

/** Kinds with their names in a sentence. The order is part of the stored format. */
export const KINDS = [
  "yes or no",
  "null",
  "a number",
  "a decimal",
  "an identifier of 36 characters",
  "a date",
  "an e-mail address",
  "an address",
  "a list of numbers",
  "a token",
  "a word",
  "words",
  "text",
] as const;

/** Name of a kind. */
export type Kind = typeof KINDS[number];

/** Kinds that leave no freedom: what follows them has not been seen to be written by people. */
export const RIGID: ReadonlySet<Kind> = new Set<Kind>([
  "yes or no",
  "null",
  "a number",
  "a decimal",
  "an identifier of 36 characters",
  "a date",
  "an e-mail address",
  "a list of numbers",
]);

const WORD = Char.letter | Char.digit | Char.dash | Char.underscore | Char.high | Char.wide;
const WORDS = WORD | Char.space | Char.dot | Char.comma | Char.single;
const TOKEN = Char.letter | Char.digit | Char.dash | Char.underscore | Char.dot | Char.plus | Char.slash | Char.equals;
const EMAIL = TOKEN | Char.at;
const LIST = Char.digit | Char.comma | Char.space | Char.dash;
const NUMBER = Char.digit | Char.dash | Char.dot;

/** Characters from which on letters and digits without a blank are a token. */
const TOKEN_LENGTH = 16;

/** The kind of a value; `chars` are its character classes. */
export function kindOf(text: string, chars: number): Kind {
  if (chars === Char.digit) return "a number";
  if (chars === Char.letter) {
    if (text === "true" || text === "false") return "yes or no";
    return text === "null" ? "null" : "a word";
  }
  const only = (allowed: number) => (chars & ~allowed) === 0;
  if ((chars & Char.digit) !== 0) {
    if (only(NUMBER)) return numberKind(text);
    if (only(LIST)) return "a list of numbers";
    if (isDate(text)) return "a date";
    if (only(Char.letter | Char.digit | Char.dash) && isUuid(text)) return "an identifier of 36 characters";
  }
  if (only(WORD)) return isToken(text, chars) ? "a token" : "a word";
  if (only(EMAIL) && (chars & Char.at) !== 0) return isEmail(text) ? "an e-mail address" : "text";
  if (text.slice(0, 12).includes("://") || text.startsWith("/")) return "an address";
  if (only(TOKEN) && isToken(text, chars)) return "a token";
  return only(WORDS) ? "words" : "text";
}

function numberKind(text: string): Kind {
  const digits = text.startsWith("-") ? text.slice(1) : text;
  if (digits.includes("-")) return isDate(text) ? "a date" : "a list of numbers";
  const dot = digits.indexOf(".");
  if (dot < 0) return "a number";
  return digits.includes(".", dot + 1) ? "a list of numbers" : "a decimal";
}

/** `2026-11-22`, with whatever an ISO date may have behind it. */
function isDate(text: string): boolean {
  return text.length <= 35 && /^\d{4}-\d{2}-\d{2}(?:[T ][0-9:.,+Z-]{0,24})?$/.test(text);
}

function isUuid(text: string): boolean {
  return text.length === 36 && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

function isEmail(text: string): boolean {
  const at = text.indexOf("@");
  return at > 0 && at === text.lastIndexOf("@") && text.indexOf(".", at) > at + 1 && !text.endsWith(".");
}

function isToken(text: string, chars: number): boolean {
  return text.length >= TOKEN_LENGTH && (chars & Char.digit) !== 0 && (chars & Char.letter) !== 0;
}
