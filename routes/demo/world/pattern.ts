/**
 * A small regular expression: literals, `.`, `[abc]`, `[a-z]`, `*`, `+`, `?`, `^` and `$`. It runs all
 * possibilities side by side, so its time is the product of both lengths, whatever the pattern.
 * @module
 */

/** Longest pattern that is read; the rest of a longer one matches nothing. */
const MOST_PATTERN = 200;

interface Item {
  readonly fits: (char: string) => boolean;
  readonly optional: boolean;
  readonly repeats: boolean;
}

/** True where the pattern matches anywhere in the text. */
export function matchesPattern(pattern: string, text: string): boolean {
  if (pattern.length > MOST_PATTERN) return false;
  const fromStart = pattern.startsWith("^");
  const toEnd = pattern.endsWith("$") && !pattern.endsWith("\\$");
  const items = parseItems(pattern.slice(fromStart ? 1 : 0, toEnd ? -1 : undefined));
  let states = closure(items, new Set([0]));
  for (const char of text) {
    if (!toEnd && states.has(items.length)) return true;
    const next = new Set<number>(fromStart ? [] : [0]);
    for (const state of states) {
      const item = items[state];
      if (!item?.fits(char)) continue;
      next.add(state + 1);
      if (item.repeats) next.add(state);
    }
    states = closure(items, next);
  }
  return states.has(items.length);
}

/** Adds the states that are reached without reading: optional items are passed. */
function closure(items: readonly Item[], states: Set<number>): Set<number> {
  for (const state of states) {
    if (items[state]?.optional) states.add(state + 1);
  }
  return states;
}

function parseItems(pattern: string): Item[] {
  const items: Item[] = [];
  let at = 0;
  while (at < pattern.length) {
    const { fits, end } = parseOne(pattern, at);
    const sign = pattern[end] ?? "";
    const isSign = sign === "*" || sign === "+" || sign === "?";
    // x+ is x and then x*: one item would have to count.
    if (sign === "+") items.push({ fits, optional: false, repeats: false });
    items.push({ fits, optional: isSign, repeats: sign === "*" || sign === "+" });
    at = isSign ? end + 1 : end;
  }
  return items;
}

function parseOne(pattern: string, at: number): { fits: (char: string) => boolean; end: number } {
  const char = pattern[at]!;
  if (char === ".") return { fits: () => true, end: at + 1 };
  if (char === "\\" && at + 1 < pattern.length) {
    const literal = pattern[at + 1]!;
    return { fits: (other) => other === literal, end: at + 2 };
  }
  const close = char === "[" ? pattern.indexOf("]", at + 2) : -1;
  if (close === -1) return { fits: (other) => other === char, end: at + 1 };
  const negated = pattern[at + 1] === "^";
  const inside = pattern.slice(at + (negated ? 2 : 1), close);
  return { fits: (other) => isInClass(inside, other) !== negated, end: close + 1 };
}

function isInClass(inside: string, char: string): boolean {
  for (let i = 0; i < inside.length; i++) {
    if (inside[i + 1] === "-" && i + 2 < inside.length) {
      if (inside[i]! <= char && char <= inside[i + 2]!) return true;
      i += 2;
    } else if (inside[i] === char) return true;
  }
  return false;
}
