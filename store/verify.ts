/**
 * Checks a room's audit chain: every record as it was written, none missing, none added, up to the head.
 * @module
 */
import { CHAIN_BEGIN, chainHash } from "./chain.ts";
import { parseEventId } from "./ids.ts";
import { eventsPrefix, type Head, headKey, type StoredEvent, type Tail, tailKey } from "./keys.ts";
import { visitorRooms } from "./rooms.ts";

/** What the check found. */
export type Audit =
  | { readonly kind: "whole"; readonly room: string; readonly events: number; readonly forgotten: number }
  | { readonly kind: "broken"; readonly room: string; readonly id: string; readonly reason: string };

/** Checks one room. Retention may have forgotten its beginning: the chain then goes on from what it left behind. */
export async function verifyRoom(kv: Deno.Kv, room: string): Promise<Audit> {
  const tail = (await kv.get<Tail>(tailKey(room))).value ?? { seq: 0, hash: CHAIN_BEGIN };
  let { seq, hash } = tail;
  let last = "";
  const broken = (id: string, reason: string): Audit => ({ kind: "broken", room, id, reason });
  for await (const { key, value } of kv.list<StoredEvent>({ prefix: eventsPrefix(room) }, { batchSize: 500 })) {
    const id = String(key[3]);
    const number = parseEventId(id)?.seq;
    if (number !== seq + 1) {
      return broken(id, `event number ${number}, where ${seq + 1} should follow ${last || "the beginning"}`);
    }
    const expected = chainHash(hash, value.json);
    if (value.hash !== expected) return broken(id, "its content, or its place in the chain, was changed");
    if (idIn(value.json) !== id) return broken(id, "it stands under another id than its own");
    [seq, hash, last] = [number, expected, id];
  }
  const head = (await kv.get<Head>(headKey(room))).value;
  if (!head && seq > 0) return broken(last, "the head of the log is missing");
  if (head && (head.seq !== seq || head.hash !== hash)) {
    return broken(head.id, `the log ends at number ${seq}, the head says ${head.seq}`);
  }
  return { kind: "whole", room, events: seq - tail.seq, forgotten: tail.seq };
}

/** Rooms that have a log. */
export async function auditedRooms(kv: Deno.Kv): Promise<string[]> {
  const rooms: string[] = [];
  for (const room of ["main", ...await visitorRooms(kv)]) {
    if ((await kv.get(headKey(room))).value !== null) rooms.push(room);
  }
  return rooms;
}

function idIn(json: string): unknown {
  try {
    return JSON.parse(json).id;
  } catch {
    return undefined;
  }
}
