/**
 * Two requests side by side: where they part. Pure.
 * @module
 */
import type { RawRequest } from "../detectors/types.ts";
import { bodyText } from "./marks.ts";

/** A part of two requests. */
export interface PartPair {
  readonly name: string;
  readonly a: string;
  readonly b: string;
  /** First character in which they differ; undefined where they are the same. */
  readonly at: number | undefined;
}

/** Method, path, query, headers and body, those that are the same in both left out but for the path. */
export function pairsOf(a: RawRequest, b: RawRequest): readonly PartPair[] {
  const names = [...new Set([...a.headers, ...b.headers].map(([name]) => name.toLowerCase()))];
  const pairs = [
    pair("method", a.method, b.method),
    pair("path", a.path, b.path),
    pair("query", a.query, b.query),
    ...names.map((name) => pair(name, headerOf(a, name), headerOf(b, name))),
    pair("body", bodyText(a), bodyText(b)),
  ];
  return pairs.filter(({ name, at }) => at !== undefined || name === "path");
}

/** First character in which two texts differ. */
export function firstDifference(a: string, b: string): number | undefined {
  if (a === b) return undefined;
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  return at;
}

function pair(name: string, a: string, b: string): PartPair {
  return { name, a, b, at: firstDifference(a, b) };
}

function headerOf({ headers }: RawRequest, wanted: string): string {
  return headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value).join(", ");
}
