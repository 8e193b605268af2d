/**
 * Reads the log of events.
 * @module
 */
import { idOf } from "./event_json.ts";
import { type EventRow, eventRows } from "./event_rows.ts";
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
  const most = Math.min(limit, MAX_PAGE);
  const page: string[] = [];
  const range = before === undefined ? {} : { to: before };
  for await (const { jsons } of eventRows(kv, room, { ...range, reverse: true, limit: most })) {
    for (const json of jsons.toReversed()) {
      if (before !== undefined && idOf(json) >= before) continue;
      page.push(json);
      if (page.length === most) return page;
    }
  }
  return page;
}

/** Events behind `id`, oldest first; an empty id is before the first. */
export async function eventsAfter(kv: Deno.Kv, room: string, id: string, limit: number): Promise<LoggedEvent[]> {
  const events: LoggedEvent[] = [];
  // The row that the id stands in, if any, begins before it.
  const from = await rowAt(kv, room, id);
  const range = from ? { from: String(from.key[3]) } : {};
  for await (const { jsons } of eventRows(kv, room, { ...range, limit: limit + 1 })) {
    for (const json of jsons) {
      const each = idOf(json);
      if (each <= id) continue;
      events.push({ id: each, json });
      if (events.length === limit) return events;
    }
  }
  return events;
}

/** One event as JSON. */
export async function eventById(kv: Deno.Kv, room: string, id: string): Promise<string | undefined> {
  return (await rowAt(kv, room, id))?.jsons.find((json) => idOf(json) === id);
}

/** The last row that begins with this id or before it. */
async function rowAt(kv: Deno.Kv, room: string, id: string): Promise<EventRow | undefined> {
  // The smallest text that follows the id.
  for await (const row of eventRows(kv, room, { to: `${id}\0`, reverse: true, limit: 1 })) return row;
  return undefined;
}
