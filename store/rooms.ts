/**
 * Rooms that come and go: when one was last used, and forgetting those that nobody uses any more.
 * @module
 */
import { roomPrefix, roomsPrefix, usedKey } from "./keys.ts";
import { deletePrefix } from "./retention.ts";

/** Milliseconds after its last use that a visitor's room is deleted. */
export const ROOM_AGE_MS = 24 * 3_600_000;

/** Keys that Deno KV reads at once. */
const MAX_READ = 10;

/** Notes that a room is in use. */
export async function touchRoom(kv: Deno.Kv, room: string, now: number): Promise<void> {
  await kv.set(usedKey(room), now);
}

/** Rooms with data, without those that are kept for good. */
export async function visitorRooms(kv: Deno.Kv): Promise<string[]> {
  const rooms: string[] = [];
  let start: Deno.KvKey = roomsPrefix();
  for (;;) {
    const selector: Deno.KvListSelector = { start, end: [...roomsPrefix(), true] };
    const [next]: Deno.KvEntry<unknown>[] = await Array.fromAsync(kv.list(selector, { limit: 1 }));
    const room: Deno.KvKeyPart | undefined = next?.key[1];
    if (typeof room !== "string") return rooms;
    if (room !== "main" && room !== "*") rooms.push(room);
    // From room to room: the rest of a room's keys is skipped.
    start = [...roomsPrefix(), `${room}\0`];
  }
}

/** Deletes the rooms that nobody has used for a day; returns which. */
export async function sweepRooms(kv: Deno.Kv, now: number): Promise<string[]> {
  const swept: string[] = [];
  const rooms = await visitorRooms(kv);
  for (let at = 0; at < rooms.length; at += MAX_READ) {
    const some = rooms.slice(at, at + MAX_READ);
    const used = await kv.getMany<number[]>(some.map(usedKey));
    for (const [n, room] of some.entries()) {
      const value = used[n]?.value ?? null;
      if (value !== null && now - value < ROOM_AGE_MS) continue;
      await forgetRoom(kv, room);
      swept.push(room);
    }
  }
  return swept;
}

/** Deletes everything of a room. */
export async function forgetRoom(kv: Deno.Kv, room: string): Promise<void> {
  await deletePrefix(kv, roomPrefix(room));
}
