/**
 * The values of a request that profiles know: of the query, the body and the path, each under a name that the next
 * request has too.
 * @module
 */
import { MAX_CACHED_NAMES, PROFILE_NAME, PROFILE_VALUES } from "../../limits.ts";
import { evidenceOf } from "../../report.ts";
import type { Evidence, InspectedField, InspectedRequest } from "../../types.ts";
import { pathValues } from "./route.ts";

/** A value with its place. */
export interface PlacedValue {
  /** `query q`, `body /items/*\/name`, `path :id`. */
  readonly name: string;
  readonly text: string;
  /** Index into the fields of the request. */
  readonly field: number;
  /** Where it begins in the raw field, when it is a part of one as it was sent. */
  readonly at?: number;
}

/** Which fields are nobody's business, such as passwords. */
export type Ignore = (field: InspectedField) => boolean;

/** The values of a request of this route. */
export function valuesOf(request: InspectedRequest, route: string, ignore?: Ignore): PlacedValue[] {
  const { fields, path } = request;
  const values: PlacedValue[] = [];
  for (const { name, segment, start, end } of pathValues(route, path)) {
    if (start >= end) continue;
    const own = segmentField(fields, `${segment}`);
    values.push(
      own < 0
        ? { name: `path ${name}`, text: path.slice(start, end), field: 0, at: start }
        : { name: `path ${name}`, text: fields[own]!.views[0]!.text, field: own },
    );
  }
  for (let f = 0; f < fields.length && values.length < PROFILE_VALUES; f++) {
    const field = fields[f]!;
    if (field.role !== "value" || (field.source !== "query" && field.source !== "body")) continue;
    // Parameters joined into one are there one by one as well.
    if (field.within !== undefined && fields[field.within]?.role === "value") continue;
    if (ignore?.(field)) continue;
    values.push({ name: nameOf(field), text: field.views[0]!.text, field: f });
  }
  return values;
}

/** Index of the field of a segment that is more than a word; -1 where there is none. */
function segmentField(fields: readonly InspectedField[], segment: string): number {
  for (let f = 0; f < fields.length && fields[f]!.source === "path"; f++) if (fields[f]!.name === segment) return f;
  return -1;
}

/** The bytes of a part of a value. */
export function evidenceIn(request: InspectedRequest, value: PlacedValue, start: number, end: number): Evidence {
  const { field, at, text } = value;
  if (at === undefined) return evidenceOf(request, field, 0, start, end);
  return { field, view: 0, start: at + start, end: at + end, text: text.slice(start, end) };
}

/** Names by field, for clients send the same ones all the time: the same string each time is found without reading it. */
const queryNames = new Map<string, string>();
const bodyNames = new Map<string, string>();

function nameOf({ source, name }: InspectedField): string {
  const names = source === "query" ? queryNames : bodyNames;
  const known = names.get(name);
  if (known !== undefined) return known;
  const kept = name.length > PROFILE_NAME ? name.slice(0, PROFILE_NAME) : name;
  const own = source === "query" ? `query ${kept}` : `body ${kept.startsWith("/") ? withoutIndexes(kept) : kept}`;
  if (names.size >= MAX_CACHED_NAMES) names.clear();
  if (name.length <= PROFILE_NAME) names.set(name, own);
  return own;
}

/** All members of an array share a profile. */
function withoutIndexes(pointer: string): string {
  let name = "";
  for (const part of pointer.split("/").slice(1)) name += `/${isIndex(part) ? "*" : part}`;
  return name;
}

function isIndex(part: string): boolean {
  if (part === "") return false;
  for (let i = 0; i < part.length; i++) {
    const code = part.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return true;
}
