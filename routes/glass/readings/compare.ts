/**
 * The guard's side beside the application's, place by place.
 * @module
 */
import { inspect, parseRequest } from "../../../detectors/request/mod.ts";
import type { InspectedField, RawRequest } from "../../../detectors/types.ts";
import { inputOf } from "../../../guard/input.ts";
import type { GuardInput } from "../../../guard/types.ts";
import { type Readers, readersOf } from "./app_side.ts";
import type { Reading, ReadRequest } from "./types.ts";

/** Readings of one place that are told, and how long each may be. */
const MAX_INSPECTED = 8;
const MAX_TEXT = 600;

/** Reads the request with everybody's eyes. Throws a TypeError for what no `Request` can be made of. */
export async function readingsOf(request: ReadRequest): Promise<readonly Reading[]> {
  const { method, target, headers, body } = request;
  const mark = target.indexOf("?");
  const raw: RawRequest = {
    method,
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? "" : target.slice(mark + 1),
    headers,
    ...(body.length === 0 ? {} : { body }),
  };
  const { fields } = inspect(raw);
  const handed = handedOf(inputOf(parseRequest(raw)));
  return [...readersFirst(await readersOf(request), handed)].map(([place, app]) => {
    const own = handed.get(place);
    const seen = new Set(fields.filter((field) => placeOf(field) === place).flatMap(textsOf));
    if (own !== undefined) seen.delete(own);
    return {
      place,
      ...(own === undefined ? {} : { handed: cut(own) }),
      inspected: [...seen].slice(0, MAX_INSPECTED).map(cut),
      app: app.map(({ by, text }) => text === undefined ? { by } : { by, text: cut(text) }),
    };
  });
}

/** Places that some reader sees, and those that only the guard sees. */
function readersFirst(readers: Readers, handed: ReadonlyMap<string, string>): Readers {
  for (const place of handed.keys()) if (!readers.has(place)) readers.set(place, []);
  return readers;
}

/** What the handler is given, by place. */
function handedOf({ segments, query, cookies, body }: GuardInput): Map<string, string> {
  const handed = new Map([["path", `/${segments.join("/")}`]]);
  for (const [name, [first = ""]] of query) handed.set(`query ${name}`, first);
  for (const [name, value] of cookies) handed.set(`cookie ${name}`, value);
  if (body.kind === "text") handed.set("body", body.text);
  if (body.kind === "form") {
    for (const [name, [first = ""]] of body.fields) handed.set(`body ${name}`, first);
    for (const { name, bytes } of body.files) handed.set(`body ${name}`, new TextDecoder().decode(bytes));
  }
  if (body.kind !== "json" || typeof body.value !== "object" || body.value === null) return handed;
  for (const [name, value] of Object.entries(body.value)) {
    handed.set(`body /${name}`, typeof value === "string" ? value : JSON.stringify(value));
  }
  return handed;
}

/** The place of a field, as the readers name it. */
function placeOf({ source, name }: InspectedField): string {
  if (source === "path") return "path";
  return name === "" ? source : `${source} ${name}`;
}

function textsOf({ views }: InspectedField): readonly string[] {
  return views.map(({ text }) => text);
}

function cut(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
