/**
 * Rules of encoding abuse. Most are notices: honest clients encode twice, paste invisible characters and write names
 * in every script, so that the act of encoding seldom blocks without something to hide. Only what no client produces
 * is critical: a NUL in a text, and a quote, slash or bracket in overlong UTF-8.
 * @module
 */
import type { Level, Rule, Severity } from "../types.ts";

function rule(name: string, severity: Severity, level: Level, title: string, why: string): Rule {
  return { id: `evasion.${name}`, category: "evasion", severity, level, title, why };
}

export const DOUBLE = rule(
  "double-encoding",
  "notice",
  1,
  "double encoding",
  "a character that matters to an interpreter is percent-encoded twice, past filters that decode once",
);
export const NESTED = rule(
  "nested-encoding",
  "notice",
  2,
  "encoding in encoding",
  "the value is percent-encoded three times or more",
);
export const BUDGET = rule(
  "decode-budget",
  "error",
  1,
  "more encodings than are read",
  "the value is encoded so often or in so many ways that its decoding was cut short",
);
export const SPLIT = rule(
  "split-reading",
  "warning",
  1,
  "two readings of one byte",
  "an invalid byte before a quote or bracket makes some decoders leave it encoded while others decode it",
);
export const INVALID = rule(
  "invalid-utf8",
  "notice",
  3,
  "invalid UTF-8",
  "percent-encoded bytes that are no UTF-8 are replaced, dropped or kept, depending on the reader",
);
export const OVERLONG = rule(
  "overlong-utf8",
  "critical",
  1,
  "overlong UTF-8",
  "an ASCII character is written in more bytes than it needs, which only serves to hide it",
);
export const PERCENT_U = rule(
  "percent-u",
  "warning",
  1,
  "%u encoding of ASCII",
  "an ASCII character is written as %uXXXX, which few servers decode and few filters expect",
);
export const STRAY = rule(
  "stray-percent",
  "notice",
  2,
  "stray percent signs",
  "percent signs that encode nothing split the value, and some servers drop them",
);
export const LETTERS = rule(
  "encoded-letters",
  "warning",
  1,
  "encoded letters",
  "plain letters are percent-encoded, which no client does unless to hide a word",
);
export const LETTERS_TWICE = rule(
  "letters-twice",
  "critical",
  1,
  "letters encoded twice",
  "plain letters are percent-encoded twice, which no client does and which only a filter that decodes once misses",
);
export const ESCAPED = rule(
  "escaped-letters",
  "warning",
  1,
  "escaped letters",
  "plain letters are written as escapes or character references, which hides a word",
);
export const UTF7 = rule(
  "utf7",
  "warning",
  1,
  "UTF-7",
  "brackets or quotes are written in UTF-7, a charset that nothing but an attack still uses",
);
export const NUL = rule(
  "nul",
  "critical",
  1,
  "NUL character",
  "a NUL ends the text for some readers and not for others",
);
export const CONTROL = rule(
  "control-character",
  "notice",
  2,
  "control character",
  "a control character that nobody types stands in the value",
);
export const FULL_WIDTH = rule(
  "full-width",
  "warning",
  1,
  "full-width ASCII",
  "full-width quotes, brackets or letters among plain ASCII turn into ASCII where text is normalised",
);
export const HOMOGLYPH = rule(
  "homoglyph",
  "notice",
  1,
  "look-alike letters",
  "a word mixes Latin letters with look-alikes of another script",
);
export const ZERO_WIDTH = rule(
  "zero-width",
  "notice",
  1,
  "invisible characters in a word",
  "invisible characters split a word",
);

export const RULES: readonly Rule[] = [
  DOUBLE,
  NESTED,
  BUDGET,
  SPLIT,
  INVALID,
  OVERLONG,
  PERCENT_U,
  STRAY,
  LETTERS,
  LETTERS_TWICE,
  ESCAPED,
  UTF7,
  NUL,
  CONTROL,
  FULL_WIDTH,
  HOMOGLYPH,
  ZERO_WIDTH,
];
