/**
 * Rows of the log: the events of one commit share as few values of KV as hold them. A value of its own for each would
 * cost three times the processor and three times the disk.
 * @module
 */
import { chainHash } from "./chain.ts";
import { eventsKey, eventsPrefix, type StoredEvent, type StoredEvents } from "./keys.ts";
import { MAX_ROW_CHARS, ROWS_AT_ONCE } from "./limits.ts";

/** A row to be written. */
export interface NewRow extends StoredEvents {
  readonly firstId: string;
}

/** Events, in order, as rows that follow the row with the hash `before`. */
export function rowsOf(before: string, events: readonly { readonly id: string; readonly json: string }[]): NewRow[] {
  const rows: NewRow[] = [];
  let hash = before;
  for (let from = 0; from < events.length;) {
    const jsons: string[] = [];
    let chars = 0;
    for (let at = from; at < events.length; at++) {
      const { json } = events[at]!;
      chars += json.length;
      if (chars > MAX_ROW_CHARS && jsons.length > 0) break;
      jsons.push(json);
    }
    hash = chainHash(hash, jsons);
    rows.push({ firstId: events[from]!.id, jsons, hash });
    from += jsons.length;
  }
  return rows;
}

/** A row that was read. */
export interface EventRow extends StoredEvents {
  readonly key: Deno.KvKey;
}

/** Rows between two ids, the first one included; from the oldest, or from the newest. */
export async function* eventRows(
  kv: Deno.Kv,
  room: string,
  { from, to, reverse = false, limit = Infinity }: {
    readonly from?: string;
    readonly to?: string;
    readonly reverse?: boolean;
    /** Most rows that will be asked for. */
    readonly limit?: number;
  } = {},
): AsyncGenerator<EventRow> {
  const prefix = eventsPrefix(room);
  const start = from === undefined ? {} : { start: eventsKey(room, from) };
  const end = to === undefined ? {} : { end: eventsKey(room, to) };
  const options = { reverse, batchSize: Math.min(limit, ROWS_AT_ONCE), ...(limit < Infinity ? { limit } : {}) };
  for await (const { key, value } of kv.list<StoredEvents | StoredEvent>({ prefix, ...start, ...end }, options)) {
    yield { key, jsons: "jsons" in value ? value.jsons : [value.json], hash: value.hash };
  }
}
