/**
 * The JSON of an event: made once, then stored, hashed and streamed as it is.
 * @module
 */
import type { NewEvent } from "../guard/types.ts";
import { ID_LENGTH } from "./ids.ts";
import { MAX_EVENT_CHARS } from "./limits.ts";

/**
 * An event that has no id yet. It waits as text: thousands of objects of sixty parts each, which live just long enough
 * to be moved about, would cost the collector more than the disk costs.
 */
export interface UnnumberedEvent {
  readonly room: string;
  readonly at: number;
  readonly json: string;
}

const ID_AT = '{"id":"'.length;

/** Makes the text of an event. */
export function unnumbered(event: NewEvent): UnnumberedEvent {
  return { room: event.room, at: event.at, json: jsonOf(event) };
}

/** The event's JSON with its id. */
export function numbered({ json }: UnnumberedEvent, id: string): string {
  return `{"id":"${id}",${json.slice(1)}`;
}

/** The id in the text that `numbered` made. */
export function idOf(json: string): string {
  return json.slice(ID_AT, ID_AT + ID_LENGTH);
}

/** The event that one stands for. */
export function eventIn({ json }: UnnumberedEvent): NewEvent {
  return JSON.parse(json);
}

/** One that is too long for a value loses its body, then all but its outline. */
function jsonOf(event: NewEvent): string {
  const { findings, request: stored, ...rest } = event;
  const parts = `"findings":${textOf(findings)},"request":${textOf(stored)}`;
  const json = `${JSON.stringify(rest).slice(0, -1)},${parts}}`;
  if (json.length <= MAX_EVENT_CHARS) return json;
  const { body: _body, ...request } = event.request;
  const shorter = JSON.stringify({ ...event, request: { ...request, truncated: true } });
  if (shorter.length <= MAX_EVENT_CHARS) return shorter;
  const path = event.path.slice(0, 200);
  const outline = { method: request.method, path, query: "", headers: [], truncated: true };
  return JSON.stringify({ ...event, path, findings: event.findings.slice(0, 4), request: outline });
}

/** Texts of the parts that were met last, the newest first. */
const recent: { readonly part: object; readonly text: string }[] = [];
const MAX_RECENT = 16;

/** The JSON of a part. Of a stone that many throw, the guard hands over the same parts again and again. */
function textOf(part: object): string {
  const known = recent.find((each) => each.part === part);
  if (known) return known.text;
  const text = JSON.stringify(part);
  recent.unshift({ part, text });
  if (recent.length > MAX_RECENT) recent.pop();
  return text;
}
