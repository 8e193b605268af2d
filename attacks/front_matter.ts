/**
 * The head of an attack file or a lesson: `key: value` lines between two lines of `---`. Strict on purpose: a
 * misspelt key must not become a silent default.
 * @module
 */

/** Says which file cannot be parsed, and why. */
export class AttackError extends Error {
  override readonly name = "AttackError";

  constructor(file: string, reason: string) {
    super(`Cannot parse attack ${file}: ${reason}`);
  }
}

/** A file, split. `lines` is everything below the head; `start` is the number of its first line, from 1. */
export interface FrontMatter {
  readonly keys: ReadonlyMap<string, string>;
  readonly lines: readonly string[];
  readonly start: number;
}

/** Splits a file into head and text; every key must be in `known`, and at most once in the head. */
export function parseFrontMatter(file: string, source: string, known: readonly string[]): FrontMatter {
  const lines = source.split("\n");
  if (lines[0] !== "---") throw new AttackError(file, "the first line is not '---'");
  const end = lines.indexOf("---", 1);
  if (end === -1) throw new AttackError(file, "the front matter has no end");
  const keys = new Map<string, string>();
  for (const line of lines.slice(1, end)) {
    const colon = line.indexOf(": ");
    if (colon < 1) throw new AttackError(file, `'${line}' is not 'key: value'`);
    const key = line.slice(0, colon);
    const value = line.slice(colon + 2).trim();
    if (!known.includes(key)) throw new AttackError(file, `unknown key '${key}'`);
    if (keys.has(key)) throw new AttackError(file, `key '${key}' stands twice`);
    if (value === "") throw new AttackError(file, `key '${key}' is empty`);
    keys.set(key, value);
  }
  return { keys, lines: lines.slice(end + 1), start: end + 2 };
}

/** The value of a key that must be there. */
export function required(file: string, head: FrontMatter, key: string): string {
  const value = head.keys.get(key);
  if (value === undefined) throw new AttackError(file, `key '${key}' is missing`);
  return value;
}

/** The value of a key as one of a list of words. */
export function oneOf<T extends string>(file: string, key: string, value: string, words: readonly T[]): T {
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) throw new AttackError(file, `unknown ${key} '${value}'`);
  return word;
}
