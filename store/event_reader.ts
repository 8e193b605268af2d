/**
 * Reads the log of events.
 * @module
 */
import { eventKey, eventsPrefix, type StoredEvent } from "./keys.ts";
import { MAX_PAGE } from "./limits.ts";

/** An event as it is sent and stored. */
export interface LoggedEvent {
  readonly id: string;
  readonly json: string;
}

/** Which part of the log. */
export interface PageOptions {
  readonly limit: number;
  /** Id of the event behind the page. */
  readonly before?: string;
}

/** The newest events, newest first, as JSON. */
export async function eventsPage(kv: Deno.Kv, room: string, { limit, before }: PageOptions): Promise<string[]> {
  const end = before === undefined ? {} : { end: eventKey(room, before) };
  const options = { limit: Math.min(limit, MAX_PAGE), reverse: true, batchSize: MAX_PAGE };
  const jsons: string[] = [];
  for await (const { value } of kv.list<StoredEvent>({ prefix: eventsPrefix(room), ...end }, options)) {
    jsons.push(value.json);
  }
  return jsons;
}

/** Events behind `id`, oldest first; an empty id is before the first. */
export async function eventsAfter(kv: Deno.Kv, room: string, id: string, limit: number): Promise<LoggedEvent[]> {
  // The smallest text that follows the id.
  const start = eventKey(room, `${id}\0`);
  const events: LoggedEvent[] = [];
  for await (
    const { key, value } of kv.list<StoredEvent>({ prefix: eventsPrefix(room), start }, { limit, batchSize: MAX_PAGE })
  ) {
    events.push({ id: String(key[3]), json: value.json });
  }
  return events;
}

/** One event as JSON. */
export async function eventById(kv: Deno.Kv, room: string, id: string): Promise<string | undefined> {
  const { value } = await kv.get<StoredEvent>(eventKey(room, id));
  return value?.json;
}
