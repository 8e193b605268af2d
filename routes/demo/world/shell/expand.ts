/**
 * Turns words into arguments: variables, command substitution, splitting, braces and file names.
 * @module
 */
import { allPaths } from "../file_tree.ts";
import type { Word } from "./parse.ts";

/** What an expansion asks for. */
export interface Surroundings {
  readonly variables: Readonly<Record<string, string>>;
  /** Output of a command line. */
  readonly substitute: (source: string) => string;
}

/** A text with a mark for each character that stood in quotes. */
interface Marked {
  readonly text: string;
  /** `1` for a quoted character, `0` for another. */
  readonly marks: string;
}

/** Most arguments that one word may become. */
const MOST_FIELDS = 64;

/** The arguments of one word; none where an unquoted expansion is empty. */
export function expandWord(word: Word, surroundings: Surroundings): string[] {
  return splitFields(word, surroundings).flatMap(expandBraces).flatMap(expandNames).slice(0, MOST_FIELDS);
}

function splitFields(word: Word, { variables, substitute }: Surroundings): Marked[] {
  const fields: Marked[] = [];
  let field: Marked | undefined;
  const append = (text: string, quoted: boolean) => {
    field = {
      text: (field?.text ?? "") + text,
      marks: (field?.marks ?? "") + (quoted ? "1" : "0").repeat(text.length),
    };
  };
  for (const part of word) {
    if (part.kind === "text") {
      append(part.text, part.quoted);
      continue;
    }
    const value = part.kind === "command"
      ? substitute(part.source).replace(/\n+$/, "")
      : Object.hasOwn(variables, part.name)
      ? variables[part.name]!
      : "";
    if (part.quoted) {
      append(value, true);
      continue;
    }
    // Unquoted: blanks in the value separate arguments. Characters of a value are never braces again.
    const [first = "", ...others] = value.split(/[ \t\n]+/);
    if (first !== "") append(first, false);
    for (const other of others) {
      if (field !== undefined) fields.push(field);
      field = undefined;
      if (other !== "") append(other, false);
    }
  }
  if (field !== undefined) fields.push(field);
  return fields;
}

/** `{a,b}` outside quotes becomes two arguments; one level is enough for a lesson. */
function expandBraces(field: Marked): Marked[] {
  const open = findUnquoted(field, "{", 0);
  const close = open === -1 ? -1 : findUnquoted(field, "}", open);
  const comma = open === -1 ? -1 : findUnquoted(field, ",", open);
  if (close === -1 || comma === -1 || comma > close) return [field];
  const cut = (from: number, to: number): Marked => ({
    text: field.text.slice(from, to),
    marks: field.marks.slice(from, to),
  });
  const [before, after] = [cut(0, open), cut(close + 1, field.text.length)];
  const results: Marked[] = [];
  for (let from = open + 1; from <= close;) {
    const next = findUnquoted(field, ",", from);
    const to = next === -1 || next > close ? close : next;
    const middle = cut(from, to);
    results.push({ text: before.text + middle.text + after.text, marks: before.marks + middle.marks + after.marks });
    from = to + 1;
  }
  return results;
}

/** `*`, `?` and `[…]` outside quotes become the names that fit; the text itself where none does. */
function expandNames(field: Marked): string[] {
  if (!["*", "?", "["].some((sign) => findUnquoted(field, sign, 0) !== -1)) return [field.text];
  if (!field.text.startsWith("/")) return [field.text];
  const names = allPaths().filter((path) => isName(field, path));
  return names.length > 0 ? names : [field.text];
}

/** Compares folder by folder: a star never crosses a slash. */
function isName(field: Marked, path: string): boolean {
  const patterns = splitAtSlash(field);
  const parts = path.split("/");
  return patterns.length === parts.length && patterns.every((pattern, index) => isPart(pattern, parts[index]!));
}

function splitAtSlash(field: Marked): Marked[] {
  const parts: Marked[] = [];
  let from = 0;
  for (let slash = field.text.indexOf("/"); slash !== -1; slash = field.text.indexOf("/", from)) {
    parts.push({ text: field.text.slice(from, slash), marks: field.marks.slice(from, slash) });
    from = slash + 1;
  }
  return [...parts, { text: field.text.slice(from), marks: field.marks.slice(from) }];
}

/** All places in the pattern are followed side by side, so the time is the product of the lengths. */
function isPart(pattern: Marked, name: string): boolean {
  let states = new Set([0]);
  const pass = (set: Set<number>) => {
    for (const state of set) if (pattern.text[state] === "*" && pattern.marks[state] === "0") set.add(state + 1);
    return set;
  };
  states = pass(states);
  for (const char of name) {
    const next = new Set<number>();
    for (const state of states) {
      const sign = pattern.text[state];
      const isSign = pattern.marks[state] === "0";
      const close = sign === "[" && isSign ? pattern.text.indexOf("]", state + 2) : -1;
      if (sign === "*" && isSign) next.add(state);
      else if (close !== -1) {
        if (pattern.text.slice(state + 1, close).includes(char)) next.add(close + 1);
      } else if (sign === char || (sign === "?" && isSign)) next.add(state + 1);
    }
    states = pass(next);
  }
  return states.has(pattern.text.length);
}

function findUnquoted(field: Marked, sign: string, from: number): number {
  let at = field.text.indexOf(sign, from);
  while (at !== -1 && field.marks[at] === "1") at = field.text.indexOf(sign, at + 1);
  return at;
}
