/**
 * Changes that keep a payload's meaning, as tools that search for evasions make them.
 * @module
 */
import type { Random } from "../corpus/traffic/random.ts";

type Operator = (random: Random, text: string) => string;

/** Changes one random place that the pattern matches. */
function somewhere(random: Random, text: string, pattern: RegExp, change: (found: string) => string): string {
  const places = [...text.matchAll(pattern)];
  if (places.length === 0) return text;
  const { index, 0: found } = random.pick(places);
  return text.slice(0, index) + change(found) + text.slice(index + found.length);
}

function flipped(random: Random, word: string): string {
  return [...word].map((char) => random.chance(0.5) ? char.toUpperCase() : char.toLowerCase()).join("");
}

/** SQL keywords and HTML names know no case; function and path names do, so only these words are touched. */
const ANY_CASE = /\b(?:or|union|select|from|script|img|src|onerror|and)\b/gi;

const SQL: readonly Operator[] = [
  (random, text) => somewhere(random, text, / /g, () => random.pick(["/**/", "\t", "\n", "  ", "/*x*/"])),
  (random, text) => somewhere(random, text, ANY_CASE, (word) => flipped(random, word)),
  (random, text) => somewhere(random, text, /\b1=1\b/g, () => random.pick(["2>1", "3=3", "7 LIKE 7", "1<2", "0x1=1"])),
  (random, text) => somewhere(random, text, /-- $/g, () => random.pick(["#", "-- -", `-- ${random.hex(4)}`])),
  (random, text) => somewhere(random, text, /\bOR\b/gi, () => random.pick(["||", "or", "OR"])),
];

const HTML: readonly Operator[] = [
  (random, text) => somewhere(random, text, ANY_CASE, (word) => flipped(random, word)),
  (random, text) => somewhere(random, text, /(?<=<\w+[^>]*) /g, () => random.pick(["/", "\t", "\n", " a ", "  "])),
  (random, text) =>
    somewhere(random, text, /alert\(1\)/g, () => random.pick(["confirm(1)", "alert`1`", "top.alert(1)"])),
  (random, text) => `${random.pick(['">', "'>", "</p>", "x", "<b>"])}${text}`,
];

const PATH: readonly Operator[] = [
  (random, text) => somewhere(random, text, /\//g, () => random.pick(["//", "/./", "/"])),
  (random, text) => random.chance(0.3) ? `../${text}` : text,
];

const SHELL: readonly Operator[] = [
  (random, text) => somewhere(random, text, / /g, () => random.pick(["${IFS}", "\t", "$IFS$9", "  "])),
  (random, text) => somewhere(random, text, /(?<=[a-z])(?=[a-z])/g, () => random.pick(["''", '""', "\\"])),
];

const NONE: readonly Operator[] = [(_random, text) => text];

/** One change that fits the payload's language. */
export function mutated(random: Random, text: string): string {
  const operators = /\b(?:or|union)\b|\|\|/i.test(text)
    ? SQL
    : /<\w/.test(text)
    ? HTML
    : text.startsWith(";")
    ? SHELL
    : text.includes("/etc")
    ? PATH
    : NONE;
  return random.pick(operators)(random, text);
}
