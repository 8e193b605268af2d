/**
 * `%S%E%L%E%C%T`: percent signs that escape nothing, which classic ASP drops.
 * @module
 */
import { Char } from "../chars.ts";
import type { View } from "../types.ts";
import { isLetter } from "./digits.ts";
import { byteAt } from "./percent.ts";
import { Rewriter } from "./view.ts";

/** Fewer are a LIKE pattern or a discount. */
const AT_LEAST = 3;

/** Drops percent signs that stand before a letter and are no escape. Undefined when there are fewer than three. */
export function dropStrayPercents(view: View): View | undefined {
  if ((view.chars & Char.percent) === 0) return undefined;
  const { text } = view;
  const out = new Rewriter(text);
  for (let i = text.indexOf("%"); i >= 0; i = text.indexOf("%", i + 1)) {
    if (isLetter(text.charCodeAt(i + 1)) && byteAt(text, i) < 0) out.replace(i, i + 1, "");
  }
  return out.changes >= AT_LEAST ? out.finish(view, "percent-stray") : undefined;
}
