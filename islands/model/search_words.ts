/**
 * A search in words. Pure.
 * @module
 */
import type { Against, Operators, Outcome } from "./search.ts";
import { odds } from "./words.ts";

export const AGAINST: Readonly<Record<Against, string>> = { both: "rules and model", model: "the model alone" };

export const OPERATORS: Readonly<Record<Operators, string>> = {
  all: "all operators",
  known: "those that training used",
  new: "those that training never saw",
};

/** How a search stands; `shown` is the number of tries so far. */
export function stateOf(outcome: Outcome | undefined, running: boolean, shown: number): string {
  if (running) return "Searching for a disguise.";
  if (!outcome) {
    return shown === 0 ? "No try yet. Step through the search, or let it run." : "Paused. Step on, or let it run.";
  }
  const { end, tries, best: { points, probability } } = outcome;
  if (end === "harmless") return "There is nothing to slip past: this text is let through as it is.";
  if (end === "held") {
    return `Held for ${tries} tries: the best disguise still has ${points} points, probability ${odds(probability)}.`;
  }
  const left = points === 0 ? "nothing is held against it any more" : `${points} points are not enough to block it`;
  return `Slipped after ${tries} tries: ${left}.`;
}
