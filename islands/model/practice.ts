/**
 * What a lesson is judged by, and what is shown again so that it is not forgotten: as the server sends it. Pure.
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
export const PRACTICE_PATH = "/model/practice.json";

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
