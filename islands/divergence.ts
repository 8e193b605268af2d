/**
 * Two requests side by side: where they part. Pure.
 * @module
 */
import type { RawRequest } from "../detectors/types.ts";
import type { Contribution } from "../detectors/score.ts";
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

/** A rule of one request, beside those of another. */
export interface RuleHere {
  readonly rule: string;
  readonly points: number;
  /** Its points are in the sum. */
  readonly counts: boolean;
  /** The other request has not got it, or not with the same weight. */
  readonly onlyHere: boolean;
}

/** Rules of a request, each once, with those that the other has not got. */
export function rulesBeside(here: readonly Contribution[], there: readonly Contribution[]): readonly RuleHere[] {
  const others = byRule(there);
  return [...byRule(here)].map(([rule, { points, state }]) => {
    const other = others.get(rule);
    const counts = state === "deciding";
    return { rule, points, counts, onlyHere: other?.points !== points || (other.state === "deciding") !== counts };
  });
}

/** The first of each rule: the deciding ones come first. */
function byRule(contributions: readonly Contribution[]): ReadonlyMap<string, Contribution> {
  const first = new Map<string, Contribution>();
  for (const contribution of contributions) {
    const { rule } = contribution.finding;
    if (!first.has(rule)) first.set(rule, contribution);
  }
  return first;
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
