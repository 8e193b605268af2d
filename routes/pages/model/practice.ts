/**
 * What a lesson in the page is trained with besides the visitor's samples, and what it is judged by.
 * @module
 */
import type { Attack } from "../../../attacks/types.ts";
import { scoredValues } from "../../../detectors/anomaly/model.ts";
import { inspect } from "../../../detectors/request/mod.ts";
import type { Known } from "../../../islands/model/lesson.ts";
import { type LibraryCase, type Practice, rawOf } from "../../../islands/model/practice.ts";

/** The library's requests, less those that only their number gives away. */
export function practiceOf(attacks: readonly Attack[]): Practice {
  const library = attacks.flatMap(({ id, title, truth, requests, expect, repeat }): LibraryCase[] => {
    const [request] = requests;
    if (!request || repeat > 1 || expect.action === "limit") return [];
    return [{ id, title, attack: truth === "attack", request }];
  });
  const known = library.flatMap(({ id, attack, request }): Known[] => {
    const values = scoredValues(inspect(rawOf(request)));
    return values.length === 0 ? [] : [{ source: id.slice(0, id.indexOf("/")), attack, values }];
  });
  return { library, known, from: "the requests of the attack library" };
}
