/**
 * What a lesson is judged by, and what is shown again so that it is not forgotten: as the server sends it.
 * @module
 */
import type { HttpRequest } from "../../attacks/types.ts";
import type { RawRequest } from "../../detectors/types.ts";
import type { Case, Known } from "./lesson.ts";

/** A request of the library. */
export interface LibraryCase {
  readonly id: string;
  readonly title: string;
  readonly attack: boolean;
  readonly request: HttpRequest;
}

/** `/model/practice.json`. */
export interface Practice {
  readonly library: readonly LibraryCase[];
  readonly known: readonly Known[];
  /** Where `known` comes from, for people. */
  readonly from: string;
}

/** Where the server has it. */
const PRACTICE_PATH = "/model/practice.json";

/** The cases of the library as the engine takes them. */
export function casesOf({ library }: Practice): readonly Case[] {
  return library.map(({ id, title, attack, request }) => ({ id, title, attack, raw: rawOf(request) }));
}

/** A request as written in a lesson, as the engine takes it. */
export function rawOf({ method, target, headers, body }: HttpRequest): RawRequest {
  const mark = target.indexOf("?");
  const [path, query] = mark < 0 ? [target, ""] : [target.slice(0, mark), target.slice(mark + 1)];
  return body === undefined ? { method, path, query, headers } : { method, path, query, headers, body };
}

let practice: Promise<Practice> | undefined;

/** Fetched once a visit; a failure is forgotten, so that the next training asks again. */
export function fetchPractice(): Promise<Practice> {
  return practice ??= fetch(PRACTICE_PATH).then((response) => {
    if (!response.ok) throw new TypeError(`Cannot fetch ${PRACTICE_PATH}: ${response.status}`);
    return response.json();
  }).catch((error) => {
    practice = undefined;
    throw error;
  });
}
