/**
 * Mutations that keep an attack working: what an attacker tries against a model. The first list is used in training;
 * the second only to measure, so that robustness is not judged with the operators it was trained on.
 * @module
 */
import type { Random } from "./random.ts";

/** Rewrites a payload without changing what it does to a tolerant parser. */
export interface Mutation {
  readonly name: string;
  readonly apply: (payload: string, random: Random) => string;
}

/** Innocent text to hide an attack in. The measuring text is another one: see `MEASURING`. */
const TRAINING_PROSE =
  "thank you for your order we will ship it on monday please find the invoice attached and let us know if you have " +
  "any questions about the delivery our team is happy to help with returns and refunds at any time";

const MEASURING_PROSE =
  "the garden behind the old library opens at nine in the morning and visitors may walk along the river until dusk " +
  "bring a warm coat in autumn since the wind from the hills can be cold and the benches are often wet";

/** Operators of the training. */
export const TRAINING: readonly Mutation[] = [
  {
    name: "case",
    apply: (text, random) => mapChars(text, (c) => random.chance(0.5) ? c.toUpperCase() : c.toLowerCase()),
  },
  { name: "percent", apply: (text, random) => mapChars(text, (c) => random.chance(0.3) ? percent(c) : c) },
  { name: "space", apply: (text, random) => text.replace(/ /g, () => random.pick(["\t", "\n", "  ", "+", "/**/"])) },
  { name: "comment", apply: (text, random) => text.replace(/ /g, () => `/*${word(random)}*/`) },
  { name: "tail", apply: (text, random) => `${text}${random.pick(["-- ", "#", "/*", "//", ";"])}${word(random)}` },
  { name: "number", apply: (text, random) => text.replace(/\d+/g, () => String(random.below(9999))) },
  { name: "tautology", apply: (text, random) => text.replace(/1\s*=\s*1/g, () => random.pick(TAUTOLOGIES)) },
  { name: "logic", apply: (text) => swapWords(text, [[" or ", " || "], [" and ", " && "]]) },
  { name: "full-width", apply: (text, random) => mapChars(text, (c) => random.chance(0.2) ? fullWidth(c) : c) },
  { name: "entity", apply: (text, random) => mapChars(text, (c) => random.chance(0.15) ? `&#${c.charCodeAt(0)};` : c) },
  { name: "pad-before", apply: (text, random) => `${piece(TRAINING_PROSE, random)} ${text}` },
  { name: "pad-behind", apply: (text, random) => `${text} ${piece(TRAINING_PROSE, random)}` },
  { name: "slash", apply: (text) => text.replace(/(<\w+) /g, "$1/") },
];

/** Operators that training never sees. */
export const MEASURING: readonly Mutation[] = [
  { name: "homoglyph", apply: (text, random) => mapChars(text, (c) => random.chance(0.3) ? HOMOGLYPHS[c] ?? c : c) },
  { name: "double-percent", apply: (text) => mapChars(text, (c) => /\w/.test(c) ? c : percent(c).replace("%", "%25")) },
  { name: "form-feed", apply: (text, random) => text.replace(/ /g, () => random.pick(["\f", "\v", "\r\n"])) },
  { name: "versioned", apply: (text) => text.replace(/\b(union|select|or|and)\b/gi, (word) => `/*!50000${word}*/`) },
  { name: "like", apply: (text) => text.replace(/(\w|')\s*=\s*(\w|')/g, "$1 LIKE $2") },
  { name: "hex-escape", apply: (text, random) => mapChars(text, (c) => random.chance(0.2) ? hexEscape(c) : c) },
  { name: "zero-width", apply: (text, random) => mapChars(text, (c) => random.chance(0.15) ? `${c}\u200b` : c) },
  {
    name: "prose-around",
    apply: (text, random) => `${piece(MEASURING_PROSE, random)} ${text} ${piece(MEASURING_PROSE, random)}`,
  },
  { name: "prose-before", apply: (text, random) => `${piece(MEASURING_PROSE, random)} ${text}` },
];

/** Disguises of a whole payload, each at full strength: the table of what a disguise costs. */
export const TABLE: readonly Mutation[] = [
  { name: "case", apply: (text, random) => mapChars(text, (c) => random.chance(0.5) ? c.toUpperCase() : c) },
  { name: "percent", apply: (text) => mapChars(text, percent) },
  { name: "double-percent", apply: (text) => mapChars(text, (c) => percent(c).replace("%", "%25")) },
  { name: "full-width", apply: (text) => mapChars(text, fullWidth) },
  { name: "homoglyph", apply: (text) => mapChars(text, (c) => HOMOGLYPHS[c] ?? c) },
  { name: "pad-before", apply: (text, random) => `${piece(MEASURING_PROSE, random)} ${text}` },
  {
    name: "pad-both",
    apply: (text, random) => `${piece(MEASURING_PROSE, random)} ${text} ${piece(MEASURING_PROSE, random)}`,
  },
];

const TAUTOLOGIES = ["2=2", "'a'='a'", "7*7=49", "3>2", "true", "1 like 1", "'x' like 'x'", "1 in (1)"];

const HOMOGLYPHS: Readonly<Record<string, string>> = {
  a: "а",
  c: "с",
  e: "е",
  i: "і",
  o: "о",
  p: "р",
  s: "ѕ",
  x: "х",
  y: "у",
  "'": "’",
  "<": "‹",
  ">": "›",
};

function mapChars(text: string, map: (char: string) => string): string {
  let out = "";
  for (const char of text) out += map(char);
  return out;
}

function percent(char: string): string {
  const code = char.charCodeAt(0);
  return code < 128 ? `%${code.toString(16).padStart(2, "0")}` : char;
}

function fullWidth(char: string): string {
  const code = char.charCodeAt(0);
  return code > 32 && code < 127 ? String.fromCharCode(code + 0xfee0) : char;
}

function hexEscape(char: string): string {
  const code = char.charCodeAt(0);
  return code < 128 ? `\\x${code.toString(16).padStart(2, "0")}` : char;
}

function swapWords(text: string, pairs: readonly (readonly [string, string])[]): string {
  let out = text;
  for (const [from, to] of pairs) out = out.replaceAll(from, to).replaceAll(from.toUpperCase(), to);
  return out;
}

function word(random: Random): string {
  let out = "";
  for (let i = 2 + random.below(6); i > 0; i--) out += String.fromCharCode(97 + random.below(26));
  return out;
}

function piece(prose: string, random: Random): string {
  const words = prose.split(" ");
  const from = random.below(words.length - 8);
  return words.slice(from, from + 8 + random.below(24)).join(" ");
}
