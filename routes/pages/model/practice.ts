/**
 * What a lesson in the page is trained with besides the visitor's samples, and what it is judged by.
 * @module
 */
import type { Attack } from "../../../attacks/types.ts";
import type { LibraryCase, Practice } from "../../../islands/model/practice.ts";
import known from "./known.json" with { type: "json" };

/** The library's requests, less those that only their number gives away. */
export function practiceOf(attacks: readonly Attack[]): Practice {
  const library = attacks.flatMap(({ id, title, truth, requests, expect, repeat }): LibraryCase[] => {
    const [request] = requests;
    if (!request || repeat > 1 || expect.action === "limit") return [];
    return [{ id, title, attack: truth === "attack", request }];
  });
  return { library, known, from: "generated ones of our own, half of them attacks" };
}
