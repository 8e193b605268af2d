/**
 * Search and grouping of the attack library. Pure.
 * @module
 */
import type { Category } from "../detectors/types.ts";
import type { Entry } from "./draft.ts";
import { CATEGORY_TITLE } from "./words.ts";

/** The attacks of one category. */
export interface Group {
  readonly category: Category | "innocent";
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** What the visitor looks for. Difficulty 0: any. */
export interface Wish {
  readonly text: string;
  readonly difficulty: 0 | 1 | 2 | 3;
}

/** Entries that contain every word of the wish. */
export function searchEntries(entries: readonly Entry[], { text, difficulty }: Wish): readonly Entry[] {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== "");
  return entries.filter((entry) => {
    if (difficulty !== 0 && entry.difficulty !== difficulty) return false;
    if (words.length === 0) return true;
    const first = entry.requests[0];
    const hay = `${entry.id} ${entry.title} ${entry.summary} ${CATEGORY_TITLE[entry.category]} ${first?.target} ${
      first?.body ?? ""
    }`.toLowerCase();
    return words.every((word) => hay.includes(word));
  });
}

/** Groups in the order of the words; easy ones first; innocent traffic last. */
export function groupEntries(entries: readonly Entry[]): readonly Group[] {
  const order = Object.keys(CATEGORY_TITLE);
  const groups = new Map<Group["category"], Entry[]>();
  for (const entry of entries) {
    const list = groups.get(entry.category) ?? [];
    list.push(entry);
    groups.set(entry.category, list);
  }
  return [...groups].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)).map(([category, list]) => ({
    category,
    title: CATEGORY_TITLE[category],
    entries: list.sort((a, b) => a.difficulty - b.difficulty || (a.title < b.title ? -1 : 1)),
  }));
}

/** How many requests an attack sends in all. */
export function requestCount({ repeat, requests }: Entry): number {
  return repeat * requests.length;
}
