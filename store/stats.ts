/**
 * Totals and series of a room: added up in memory, written as sums a few times a second, so that several processes
 * can count into one database.
 * @module
 */
import { CATEGORIES, type Category } from "../detectors/types.ts";
import type { Action, RequestTally, SeriesPoint, Totals } from "../guard/types.ts";
import { minuteKey, minutesPrefix, secondKey, secondsPrefix, totalKey, totalsPrefix } from "./keys.ts";
import { deletePrefix } from "./retention.ts";
import { FLUSH_MS, MAX_FLUSH_MUTATIONS, SERIES_SECONDS } from "./limits.ts";

const ACTIONS: readonly Action[] = ["allow", "flag", "block", "limit"];
const isAction = (name: unknown): name is Action => ACTIONS.some((action) => action === name);

/** Counts of one room. */
interface RoomStats {
  readonly totals: Map<string, number>;
  /** Second to counts in the order of ACTIONS; oldest first. */
  readonly seconds: Map<number, number[]>;
}

/** What waits for the next flush, by room: names of totals, and counts by second in the order of ACTIONS. */
interface Pending {
  totals: Map<string, number>;
  seconds: Map<number, number[]>;
}

/** Requests of one room in one second that are told apart by their action alone: most are. */
interface Running {
  readonly room: string;
  readonly second: number;
  readonly counts: Record<Action, number>;
}

/** Counts requests of all rooms. */
export class Stats {
  readonly #rooms = new Map<string, RoomStats>();
  #pending = new Map<string, Pending>();
  /** Added up where somebody looks, or when the next second or room comes. */
  #running: Running | undefined;
  /** Requests that this process counted, by action. */
  readonly counts: Record<Action, number> = { allow: 0, flag: 0, block: 0, limit: 0 };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #flushing: Promise<void> = Promise.resolve();

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

  /** Reads a room's counts again when other processes have counted; true when they have. */
  async refresh(room: string, now: number): Promise<boolean> {
    await this.flush();
    const { value } = await this.kv.get<Deno.KvU64>(totalKey(room, "total"));
    this.#addUp();
    const waiting = this.#pending.get(room)?.totals.get("total") ?? 0;
    if (Number(value?.value ?? 0) + waiting === this.totals(room).total) return false;
    await this.load(room, now);
    return true;
  }

  /** Forgets a room; its counts are read again when it is needed. */
  async unload(room: string): Promise<void> {
    await this.flush();
    this.#rooms.delete(room);
  }

  /** Forgets what was counted, on disk too. */
  async restart(room: string): Promise<void> {
    await this.flush();
    for (const prefix of [totalsPrefix(room), secondsPrefix(room), minutesPrefix(room)]) {
      await deletePrefix(this.kv, prefix);
    }
    const [totals, seconds] = [new Map<string, number>(), new Map<number, number[]>()];
    this.#addWaiting(room, totals, seconds);
    this.#rooms.set(room, { totals, seconds });
  }

  /** Counts one request. */
  tally({ room, at, action, category, anomaly, failedOpen }: RequestTally): void {
    this.counts[action]++;
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
    const second = Math.floor(at / 1000);
    if (this.#running?.second !== second || this.#running.room !== room) {
      this.#addUp();
      this.#running = { room, second, counts: { allow: 0, flag: 0, block: 0, limit: 0 } };
    }
    this.#running.counts[action]++;
    if (failedOpen) this.#add(room, "failedOpen", 1);
    if (anomaly) this.#add(room, "anomalies", 1);
    if (category && action !== "allow") this.#add(room, `category.${category}`, 1);
  }

  /** Counts an event that could not be stored. */
  dropped(room: string): void {
    this.#add(room, "dropped", 1);
  }

  /** Totals since the room's beginning. */
  totals(room: string): Totals {
    this.#addUp();
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
      anomalies: of("anomalies"),
      failedOpen: of("failedOpen"),
      dropped: of("dropped"),
    };
  }

  /** Seconds from `from` on, oldest first; seconds without traffic are left out. */
  series(room: string, from: number): SeriesPoint[] {
    this.#addUp();
    const points: SeriesPoint[] = [];
    for (const [second, [allow = 0, flag = 0, block = 0, limit = 0]] of this.#rooms.get(room)?.seconds ?? []) {
      if (second >= from) points.push([second, allow, flag, block, limit]);
    }
    return points.sort((a, b) => a[0] - b[0]);
  }

  /** Writes what was counted until now, after what is being written; on failure it stays for the next time. */
  flush(): Promise<void> {
    return this.#flushing = this.#flushing.then(() => this.#write());
  }

  async #write(): Promise<void> {
    this.#addUp();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const taken = this.#pending;
    this.#pending = new Map();
    const sums = [...taken].flatMap(([room, pending]) => sumsOf(room, pending));
    let written = 0;
    try {
      for (; written < sums.length; written += MAX_FLUSH_MUTATIONS) {
        const operation = this.kv.atomic();
        for (const [key, amount] of sums.slice(written, written + MAX_FLUSH_MUTATIONS)) {
          operation.sum(key, BigInt(amount));
        }
        await operation.commit();
      }
    } catch {
      // What was not written is counted again with what came meanwhile.
      for (const [key, amount] of sums.slice(written)) this.#restore(key, amount);
    }
  }

  #addUp(): void {
    const running = this.#running;
    if (!running) return;
    this.#running = undefined;
    const { room, second, counts } = running;
    const stats = this.#rooms.get(room);
    for (const [i, action] of ACTIONS.entries()) {
      const amount = counts[action];
      if (amount === 0) continue;
      this.#add(room, "total", amount);
      this.#add(room, action, amount);
      countsAt(this.#waiting(room).seconds, second)[i]! += amount;
      if (stats) countsAt(stats.seconds, second)[i]! += amount;
    }
    if (stats && stats.seconds.size > SERIES_SECONDS + 60) trim(stats.seconds, second - SERIES_SECONDS);
  }

  /** To what waits for the next flush, and to what is known of the room. */
  #add(room: string, name: string, amount: number): void {
    add(this.#waiting(room).totals, name, amount);
    const stats = this.#rooms.get(room);
    if (stats) add(stats.totals, name, amount);
  }

  #waiting(room: string): Pending {
    let pending = this.#pending.get(room);
    if (!pending) this.#pending.set(room, pending = { totals: new Map(), seconds: new Map() });
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
    return pending;
  }

  #restore([, room, kind, name, action]: Deno.KvKey, amount: number): void {
    const pending = this.#waiting(String(room));
    if (kind === "total") add(pending.totals, String(name), amount);
    // Minutes follow from the seconds.
    if (kind === "second" && isAction(action)) {
      countsAt(pending.seconds, Number(name))[ACTIONS.indexOf(action)]! += amount;
    }
  }

  /** What was counted before the room was read, and is not on disk yet. */
  #addWaiting(room: string, totals: Map<string, number>, seconds: Map<number, number[]>): void {
    this.#addUp();
    const pending = this.#pending.get(room);
    for (const [name, amount] of pending?.totals ?? []) add(totals, name, amount);
    for (const [second, amounts] of pending?.seconds ?? []) {
      const counts = countsAt(seconds, second);
      for (const [i, amount] of amounts.entries()) counts[i]! += amount;
    }
  }
}

/** The sums of a room: its totals, then each second together with its minute, so that both share a commit. */
function sumsOf(room: string, { totals, seconds }: Pending): [Deno.KvKey, number][] {
  const sums: [Deno.KvKey, number][] = Array.from(totals, ([name, amount]) => [totalKey(room, name), amount]);
  for (const [second, amounts] of seconds) {
    for (const [i, action] of ACTIONS.entries()) {
      const amount = amounts[i]!;
      if (amount === 0) continue;
      sums.push([secondKey(room, second, action), amount], [minuteKey(room, Math.floor(second / 60), action), amount]);
    }
  }
  return sums;
}

function add(counts: Map<string, number>, name: string, amount: number): void {
  counts.set(name, (counts.get(name) ?? 0) + amount);
}

function countsAt(seconds: Map<number, number[]>, second: number): number[] {
  let counts = seconds.get(second);
  if (!counts) seconds.set(second, counts = [0, 0, 0, 0]);
  return counts;
}

function trim(seconds: Map<number, number[]>, from: number): void {
  for (const second of seconds.keys()) if (second < from) seconds.delete(second);
}
