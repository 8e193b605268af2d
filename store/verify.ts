/**
 * Checks a room's audit chain: every record as it was written, none missing, none added, up to the head.
 * @module
 */
import { CHAIN_BEGIN, chainHash } from "./chain.ts";
import { parseEventId } from "./ids.ts";
import { eventRows } from "./event_rows.ts";
import { type Head, headKey, type Tail, tailKey } from "./keys.ts";
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
  for await (const row of eventRows(kv, room)) {
    const firstId = String(row.key[3]);
    if (parseEventId(firstId)?.seq !== seq + 1) return broken(firstId, outOfTurn(firstId, seq + 1, last));
    const ids = row.jsons.map(idIn);
    for (const [i, id] of ids.entries()) {
      if (id === "" || (i === 0 && id !== firstId)) continue;
      const before = ids[i - 1] || last;
      if (parseEventId(id)?.seq !== seq + 1 + i) return broken(id, outOfTurn(id, seq + 1 + i, before));
    }
    const expected = chainHash(hash, row.jsons);
    if (row.hash !== expected) {
      const what = ids.length === 1 ? "its content" : `one of the ${ids.length} events that were stored with it`;
      return broken(firstId, `${what}, or its place in the chain, was changed`);
    }
    if (ids[0] !== firstId || ids.includes("")) return broken(firstId, "it stands under another id than its own");
    [seq, hash, last] = [seq + ids.length, expected, ids.at(-1)!];
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

function outOfTurn(id: string, expected: number, before: string): string {
  return `event number ${parseEventId(id)?.seq}, where ${expected} should follow ${before || "the beginning"}`;
}

/** The id that an event says it has; empty where it has none. */
function idIn(json: string): string {
  try {
    return String(JSON.parse(json).id);
  } catch {
    return "";
  }
}
