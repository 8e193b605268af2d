/**
 * Totals and series of a room: added up in memory, written as sums a few times a second, so that several processes
 * can count into one database.
 * @module
 */
import { CATEGORIES, type Category } from "../detectors/types.ts";
import type { Action, RequestTally, SeriesPoint, Totals } from "../guard/types.ts";
import { minuteKey, secondKey, secondsPrefix, totalKey, totalsPrefix } from "./keys.ts";
import { FLUSH_MS, MAX_FLUSH_MUTATIONS, SERIES_SECONDS } from "./limits.ts";

const ACTIONS: readonly Action[] = ["allow", "flag", "block", "limit"];
const isAction = (name: unknown): name is Action => ACTIONS.some((action) => action === name);

/** Counts of one room. */
interface RoomStats {
  readonly totals: Map<string, number>;
  /** Second to counts in the order of ACTIONS; oldest first. */
  readonly seconds: Map<number, number[]>;
}

/** One sum that waits for the next flush. */
interface Pending {
  readonly key: Deno.KvKey;
  amount: number;
}

/** Counts requests of all rooms. */
export class Stats {
  readonly #rooms = new Map<string, RoomStats>();
  readonly #pending = new Map<string, Pending>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #flushing: Promise<void> | undefined;

  constructor(readonly kv: Deno.Kv) {}

  /** Reads a room's counts; later tallies add to them. */
  async load(room: string, now: number): Promise<void> {
    const totals = new Map<string, number>();
    for await (const { key, value } of this.kv.list<Deno.KvU64>({ prefix: totalsPrefix(room) }, { batchSize: 500 })) {
      totals.set(String(key[3]), Number(value.value));
    }
    const seconds = new Map<number, number[]>();
    const start = [...secondsPrefix(room), Math.floor(now / 1000) - SERIES_SECONDS];
    const selector = { prefix: secondsPrefix(room), start };
    for await (const { key, value } of this.kv.list<Deno.KvU64>(selector, { batchSize: 1_000 })) {
      const [second, action] = [Number(key[3]), key[4]];
      if (isAction(action)) countsAt(seconds, second)[ACTIONS.indexOf(action)] = Number(value.value);
    }
    this.#addWaiting(room, totals, seconds);
    this.#rooms.set(room, { totals, seconds });
  }

  /** True when the room's counts are in memory. */
  has(room: string): boolean {
    return this.#rooms.has(room);
  }

  /** Forgets a room; its counts are read again when it is needed. */
  async unload(room: string): Promise<void> {
    await this.flush();
    this.#rooms.delete(room);
  }

  /** Counts one request. */
  tally({ room, at, action, category, failedOpen }: RequestTally): void {
    const second = Math.floor(at / 1000);
    this.#count(room, "total");
    this.#count(room, action);
    if (failedOpen) this.#count(room, "failedOpen");
    if (category && action !== "allow") this.#count(room, `category.${category}`);
    const stats = this.#rooms.get(room);
    if (stats) {
      countsAt(stats.seconds, second)[ACTIONS.indexOf(action)]!++;
      if (stats.seconds.size > SERIES_SECONDS + 60) trim(stats.seconds, second - SERIES_SECONDS);
    }
    this.#sum(secondKey(room, second, action));
    this.#sum(minuteKey(room, Math.floor(second / 60), action));
  }

  /** Counts an event that could not be stored. */
  dropped(room: string): void {
    this.#count(room, "dropped");
  }

  /** Totals since the room's beginning. */
  totals(room: string): Totals {
    const totals = this.#rooms.get(room)?.totals ?? new Map<string, number>();
    const of = (name: string) => totals.get(name) ?? 0;
    const byCategory: Partial<Record<Category, number>> = {};
    for (const category of CATEGORIES) {
      const count = of(`category.${category}`);
      if (count > 0) byCategory[category] = count;
    }
    return {
      total: of("total"),
      allowed: of("allow"),
      flagged: of("flag"),
      blocked: of("block"),
      limited: of("limit"),
      byCategory,
      failedOpen: of("failedOpen"),
      dropped: of("dropped"),
    };
  }

  /** Seconds from `from` on, oldest first; seconds without traffic are left out. */
  series(room: string, from: number): SeriesPoint[] {
    const points: SeriesPoint[] = [];
    for (const [second, [allow = 0, flag = 0, block = 0, limit = 0]] of this.#rooms.get(room)?.seconds ?? []) {
      if (second >= from) points.push([second, allow, flag, block, limit]);
    }
    return points.sort((a, b) => a[0] - b[0]);
  }

  /** Writes what was counted; on failure it stays for the next time. */
  flush(): Promise<void> {
    return this.#flushing ??= this.#write().finally(() => this.#flushing = undefined);
  }

  async #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#pending.size > 0) {
      const batch = [...this.#pending].slice(0, MAX_FLUSH_MUTATIONS);
      for (const [id] of batch) this.#pending.delete(id);
      try {
        const operation = this.kv.atomic();
        for (const [, { key, amount }] of batch) operation.sum(key, BigInt(amount));
        await operation.commit();
      } catch {
        for (const [, { key, amount }] of batch) this.#sum(key, amount);
        return;
      }
    }
  }

  #count(room: string, name: string): void {
    const stats = this.#rooms.get(room);
    if (stats) stats.totals.set(name, (stats.totals.get(name) ?? 0) + 1);
    this.#sum(totalKey(room, name));
  }

  #sum(key: readonly Deno.KvKeyPart[], amount = 1): void {
    const id = key.join("\n");
    const pending = this.#pending.get(id);
    if (pending) pending.amount += amount;
    else this.#pending.set(id, { key: [...key], amount });
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
  }

  /** What was counted before the room was read, and is not on disk yet. */
  #addWaiting(room: string, totals: Map<string, number>, seconds: Map<number, number[]>): void {
    for (const { key, amount } of this.#pending.values()) {
      if (key[1] !== room) continue;
      const [kind, name, action] = [key[2], key[3], key[4]];
      if (kind === "total") totals.set(String(name), (totals.get(String(name)) ?? 0) + amount);
      if (kind === "second" && isAction(action)) countsAt(seconds, Number(name))[ACTIONS.indexOf(action)]! += amount;
    }
  }
}

function countsAt(seconds: Map<number, number[]>, second: number): number[] {
  let counts = seconds.get(second);
  if (!counts) seconds.set(second, counts = [0, 0, 0, 0]);
  return counts;
}

function trim(seconds: Map<number, number[]>, from: number): void {
  for (const second of seconds.keys()) if (second < from) seconds.delete(second);
}
