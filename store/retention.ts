/**
 * Forgets what is too old or too much, oldest first, in whole rows: a row goes when its last event is to go. What is
 * deleted leaves its last hash behind, so that the chain still begins somewhere known.
 * @module
 */
import { idOf } from "./event_json.ts";
import { eventRows } from "./event_rows.ts";
import { parseEventId } from "./ids.ts";
import { minutesPrefix, secondsPrefix, type Tail, tailKey } from "./keys.ts";
import { EVENT_AGE_MS, MAX_FLUSH_MUTATIONS, MAX_ROOM_EVENTS, MINUTES_AGE, SECONDS_AGE } from "./limits.ts";

/** How much a room keeps. */
export interface RetentionOptions {
  readonly now: number;
  /** Number of the room's last event. */
  readonly lastSeq: number;
  readonly maxEvents?: number;
  readonly maxAgeMs?: number;
}

/** Deletes a room's oldest events; returns how many. */
export async function trimEvents(kv: Deno.Kv, room: string, options: RetentionOptions): Promise<number> {
  const { now, lastSeq, maxEvents = MAX_ROOM_EVENTS, maxAgeMs = EVENT_AGE_MS } = options;
  let deleted = 0;
  for (;;) {
    const operation = kv.atomic();
    let count = 0;
    let tail: Tail | undefined;
    for await (const { key, jsons, hash } of eventRows(kv, room, { limit: MAX_FLUSH_MUTATIONS })) {
      const { at, seq } = parseEventId(idOf(jsons.at(-1) ?? "")) ?? { at: now, seq: lastSeq };
      if (seq > lastSeq - maxEvents && at > now - maxAgeMs) break;
      operation.delete(key);
      tail = { seq, hash };
      count += jsons.length;
    }
    if (!tail) return deleted;
    await operation.set(tailKey(room), tail).commit();
    deleted += count;
  }
}

/** How many of a room's newest events have at most `maxChars` characters of JSON together. */
export async function eventsWithin(kv: Deno.Kv, room: string, maxChars: number): Promise<number> {
  let [chars, count] = [0, 0];
  for await (const { jsons } of eventRows(kv, room, { reverse: true })) {
    for (const json of jsons.toReversed()) {
      chars += json.length;
      if (chars > maxChars) return count;
      count++;
    }
  }
  return count;
}

/** Deletes everything below a key. */
export async function deletePrefix(kv: Deno.Kv, prefix: Deno.KvKey): Promise<void> {
  for (;;) {
    const operation = kv.atomic();
    let count = 0;
    for await (const { key } of kv.list({ prefix }, { limit: MAX_FLUSH_MUTATIONS, batchSize: MAX_FLUSH_MUTATIONS })) {
      operation.delete(key);
      count++;
    }
    if (count > 0) await operation.commit();
    // Fewer than asked for: there are no more.
    if (count < MAX_FLUSH_MUTATIONS) return;
  }
}

/** Deletes the seconds and minutes of the series that nobody asks for any more. */
export async function trimSeries(kv: Deno.Kv, room: string, now: number): Promise<void> {
  const second = Math.floor(now / 1000);
  await deleteBefore(kv, secondsPrefix(room), second - SECONDS_AGE);
  await deleteBefore(kv, minutesPrefix(room), Math.floor(second / 60) - MINUTES_AGE);
}

async function deleteBefore(kv: Deno.Kv, prefix: Deno.KvKey, end: number): Promise<void> {
  for (;;) {
    const operation = kv.atomic();
    let count = 0;
    const selector = { prefix, end: [...prefix, end] };
    for await (const { key } of kv.list(selector, { limit: MAX_FLUSH_MUTATIONS, batchSize: MAX_FLUSH_MUTATIONS })) {
      operation.delete(key);
      count++;
    }
    if (count === 0) return;
    await operation.commit();
  }
}
