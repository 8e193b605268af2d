/**
 * Where a text stands in the request that is judged. Pure.
 * @module
 */
import type { RawRequest } from "../../detectors/types.ts";
import { MAX_TEXT } from "./limits.ts";

/** Places to choose from, with their words. */
export const PLACES = {
  query: "query value",
  path: "path segment",
  json: "JSON value",
  header: "header",
  cookie: "cookie",
} as const;

/** A place of the text. */
export type Place = keyof typeof PLACES;

/** Headers in which there is nothing to judge, so that the text alone decides. */
const HEADERS: RawRequest["headers"] = [["host", "glasshouse.test"], ["accept", "*/*"], ["user-agent", "browser"]];

/** A request that carries the text so that the application reads it as it was typed. */
export function requestOf(text: string, place: Place): RawRequest {
  const value = text.slice(0, MAX_TEXT).toWellFormed();
  const escaped = encodeURIComponent(value);
  const plain = { method: "GET", path: "/api/search", query: "", headers: HEADERS };
  if (place === "query") return { ...plain, query: `q=${escaped}` };
  if (place === "path") return { ...plain, path: `/api/notes/${escaped}` };
  if (place === "cookie") return { ...plain, headers: [...HEADERS, ["cookie", `note=${escaped}`]] };
  // No header can hold a line break.
  if (place === "header") return { ...plain, headers: [...HEADERS, ["x-note", value.replace(/[\r\n\0]+/g, " ")]] };
  const headers: RawRequest["headers"] = [...HEADERS, ["content-type", "application/json"]];
  return { ...plain, method: "POST", headers, body: JSON.stringify({ note: value }) };
}
