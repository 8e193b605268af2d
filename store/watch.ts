/**
 * News of other processes at once, where the database tells them: a KV Connect server and Deno Deploy do; a file does
 * not, so every room's head is asked for once a second as well.
 * @module
 */
import { headKey } from "./keys.ts";
import { MAX_WATCHED_ROOMS } from "./limits.ts";

/** Watches the heads of a few rooms. */
export class HeadWatch {
  #rooms: readonly string[] = [];
  #reader: ReadableStreamDefaultReader<Deno.KvEntryMaybe<unknown>[]> | undefined;

  /** `changed` is called with a room whose log has grown, also by this process. */
  constructor(readonly kv: Deno.Kv, readonly changed: (room: string) => void) {}

  /** Watches these rooms, the first ten of them. Called again and again, it also mends a watch that broke. */
  set(rooms: readonly string[]): void {
    const wanted = rooms.slice(0, MAX_WATCHED_ROOMS);
    const isSame = wanted.length === this.#rooms.length && wanted.every((room, i) => room === this.#rooms[i]);
    if (isSame && (this.#reader !== undefined || wanted.length === 0)) return;
    this.stop();
    this.#rooms = wanted;
    if (wanted.length > 0) void this.#read(wanted);
  }

  /** Ends it. */
  stop(): void {
    // The other side may have gone already.
    void this.#reader?.cancel().catch(() => {});
    this.#reader = undefined;
    this.#rooms = [];
  }

  async #read(rooms: readonly string[]): Promise<void> {
    const reader = this.kv.watch<unknown[]>(rooms.map(headKey)).getReader();
    this.#reader = reader;
    const known = new Map<string, string | null>();
    try {
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        for (const [i, room] of rooms.entries()) {
          const stamp = value[i]?.versionstamp ?? null;
          if (known.get(room) === stamp) continue;
          known.set(room, stamp);
          this.changed(room);
        }
      }
    } catch {
      // A backend without watches, or one that is away: the rooms are asked for in turn, and this is tried again.
    }
    if (this.#reader === reader) this.#reader = undefined;
  }
}
