/**
 * The JSON of an event: made once, then stored, hashed and streamed as it is.
 * @module
 */
import type { SecurityEvent } from "../guard/types.ts";
import { MAX_EVENT_CHARS } from "./limits.ts";

/** The event's JSON; one that is too long for a value loses its body, then all but its outline. */
export function jsonOf(event: SecurityEvent): string {
  const json = JSON.stringify(event);
  if (json.length <= MAX_EVENT_CHARS) return json;
  const { body: _body, ...request } = event.request;
  const shorter = JSON.stringify({ ...event, request: { ...request, truncated: true } });
  if (shorter.length <= MAX_EVENT_CHARS) return shorter;
  const path = event.path.slice(0, 200);
  const outline = { method: request.method, path, query: "", headers: [], truncated: true };
  return JSON.stringify({ ...event, path, findings: event.findings.slice(0, 4), request: outline });
}
