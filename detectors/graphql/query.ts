/**
 * Counts what makes a GraphQL query expensive: depth, aliases, repeated fields, directives. One pass, no tree.
 * @module
 */

/** What was counted in one document. */
export interface GraphqlShape {
  readonly depth: number;
  /** Fields that are given another name. */
  readonly aliases: number;
  /** Aliases of the field that has most of them. */
  readonly sameField: number;
  /** The document changes data. */
  readonly mutation: boolean;
  /** How often the most frequent field name stands directly behind another field, as in `a a a a`. */
  readonly repeats: number;
  readonly directives: number;
  /** Offset of `__schema` or `__type`, or -1. */
  readonly introspection: number;
  /** Offset where the depth was reached. */
  readonly deepest: number;
  /** A fragment that spreads itself. */
  readonly circular: boolean;
}

const NAME = /[_a-z][_a-z0-9]*/iy;

/** Counts over the whole document. Strings and comments are skipped. */
export function shapeOf(text: string): GraphqlShape {
  let depth = 0, maximum = 0, deepest = 0, parens = 0, aliases = 0, directives = 0, repeats = 0, run = 0;
  let introspection = -1;
  const aliased = new Map<string, number>();
  let sameField = 0, behindColon = false, mutation = false;
  let last = "", fragment = "", circular = false, expectFragment = false, spread = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === '"') {
      const block = text.startsWith('"""', at);
      const end = text.indexOf(block ? '"""' : '"', at + (block ? 3 : 1));
      at = end < 0 ? text.length : end + (block ? 2 : 0);
    } else if (char === "#") {
      const end = text.indexOf("\n", at);
      at = end < 0 ? text.length : end;
    } else if (char === "(") parens++;
    else if (char === ")") parens--;
    else if (char === "@") directives++;
    else if (parens > 0) continue;
    else if (char === "{") {
      if (++depth > maximum) {
        maximum = depth;
        deepest = at;
      }
    } else if (char === "}") {
      if (--depth === 0) fragment = "";
    } else if (char === ":" && depth > 0) {
      aliases++;
      behindColon = true;
    } else if (char === "." && text.startsWith("...", at)) {
      spread = true;
      at += 2;
    } else if (isNameStart(char)) {
      NAME.lastIndex = at;
      const name = NAME.exec(text)?.[0] ?? char;
      if (expectFragment) fragment = name;
      expectFragment = name === "fragment" && depth === 0;
      if (spread && name !== "on" && name === fragment) circular = true;
      spread = false;
      if (introspection < 0 && (name === "__schema" || name === "__type")) introspection = at;
      if (behindColon) {
        const count = (aliased.get(name) ?? 0) + 1;
        aliased.set(name, count);
        sameField = Math.max(sameField, count);
        behindColon = false;
      }
      if (depth === 0 && name === "mutation") mutation = true;
      run = name === last ? run + 1 : 0;
      if (run > repeats) repeats = run;
      last = name;
      at += name.length - 1;
    }
  }
  return { depth: maximum, aliases, sameField, mutation, repeats, directives, introspection, deepest, circular };
}

function isNameStart(char: string): boolean {
  return (char >= "a" && char <= "z") || (char >= "A" && char <= "Z") || char === "_";
}
