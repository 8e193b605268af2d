/**
 * The log of events: group commit, in order, many events to a row, chained by hashes. One process or several on one database: the head of
 * a room is swapped only by whoever saw it last, so numbers have no gap and no twin.
 * @module
 */
import type { EventSink, Likeness, NewEvent, RequestTally } from "../guard/types.ts";
import { numbered, unnumbered, type UnnumberedEvent } from "./event_json.ts";
import { eventsAfter, type LoggedEvent } from "./event_reader.ts";
import { CHAIN_BEGIN } from "./chain.ts";
import { type NewRow, rowsOf } from "./event_rows.ts";
import { Floods } from "./floods.ts";
import { eventIdOf, parseEventId } from "./ids.ts";
import { isLocked } from "./locked.ts";
import { eventsKey, type Head, headKey, type StoredEvents } from "./keys.ts";
import { trimEvents } from "./retention.ts";
import { MAX_COMMIT_CHARS, MAX_COMMIT_EVENTS, MAX_COMMIT_ROOMS, MAX_PAGE, MAX_QUEUE, MAX_ROOMS } from "./limits.ts";

/** Who wants to know. */
export interface LogListener {
  /** Events of a room, in order, durable. */
  committed(room: string, events: readonly LoggedEvent[]): void;
  /** Committing fails, or works again. */
  health(state: "ok" | "degraded", reason?: string): void;
  tally(tally: RequestTally): void;
  /** How long a commit took. */
  timed?(milliseconds: number, events: number, failed: boolean): void;
  dropped(room: string): void;
}

interface Waiting {
  readonly event: UnnumberedEvent;
  readonly resolve: (id: string) => void;
  readonly reject: (error: Error) => void;
}

interface KnownHead extends Head {
  readonly versionstamp: string | null;
}

interface KnownRoom {
  head: KnownHead;
  /** Number of the last event that the listener got. */
  published: number;
  publishedId: string;
}

/** A commit's part of one room. */
interface Prepared {
  readonly room: string;
  readonly before: KnownHead;
  last: { readonly at: number; readonly seq: number };
  readonly events: LoggedEvent[];
  rows: readonly NewRow[];
  head: Head;
}

/** Appends, reads and follows the events of all rooms. */
export class EventLog implements EventSink {
  readonly #queue: Waiting[] = [];
  readonly #rooms = new Map<string, KnownRoom>();
  readonly #floods: Floods;
  #running = false;
  #inFlight = 0;
  #failures = 0;

  constructor(readonly kv: Deno.Kv, readonly listener: LogListener, now: () => number = Date.now) {
    this.#floods = new Floods((event) => this.#enqueue(event), now);
  }

  /** Commits that failed since the last that did not. */
  get failures(): number {
    return this.#failures;
  }

  /** Events that wait for the disk. */
  get waiting(): number {
    return this.#queue.length + this.#inFlight;
  }

  append(event: NewEvent, like?: Likeness): Promise<string> {
    const text = unnumbered(event);
    return like ? this.#floods.append(text, like) : this.#enqueue(text);
  }

  repeat(room: string, like: Likeness, now: number): Promise<string> | undefined {
    return this.#floods.repeat(room, like, now);
  }

  #enqueue(event: UnnumberedEvent): Promise<string> {
    if (this.#queue.length >= MAX_QUEUE) {
      this.listener.dropped(event.room);
      return Promise.reject(new Error("Cannot store event: the queue is full"));
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ event, resolve, reject });
      if (!this.#running) void this.#run();
    });
  }

  tally(tally: RequestTally): void {
    this.listener.tally(tally);
  }

  /** Where the room's log ends, as far as this process knows. */
  async head(room: string): Promise<Head> {
    return (await this.#known(room)).head;
  }

  /** Forgets what it knows of a room that was deleted. */
  forget(room: string): void {
    this.#rooms.delete(room);
    this.#floods.forget(room);
  }

  /** Deletes the room's events up to now; numbers and chain go on behind them. */
  async restart(room: string, now: number): Promise<void> {
    this.#floods.forget(room);
    const { seq } = await this.#readHead(room);
    await trimEvents(this.kv, room, { now, lastSeq: seq, maxEvents: 0 });
  }

  /** Resolves when nothing waits any more, or after `capMs`. */
  async settle(capMs: number): Promise<void> {
    this.#floods.settle();
    const until = performance.now() + capMs;
    while (this.#running && performance.now() < until) await pause(5);
  }

  /** Reads what other processes appended since, and hands it to the listener. */
  async follow(room: string): Promise<void> {
    const known = await this.#known(room);
    const head = await this.#readHead(room);
    while (known.published < head.seq) {
      const events = await eventsAfter(this.kv, room, known.publishedId, MAX_PAGE);
      if (events.length === 0) break;
      this.#publish(room, known, events);
    }
    known.published = Math.max(known.published, head.seq);
    // A commit of our own may have been quicker.
    if (head.seq >= known.head.seq) known.head = head;
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      // One turn of the event loop, so that all requests of the same moment share the commit.
      await new Promise<void>((resolve) => setImmediate(resolve));
      while (this.#queue.length > 0) {
        const batch = this.#take();
        this.#inFlight = batch.length;
        if (!await this.#commit(batch)) this.#queue.unshift(...batch);
        this.#inFlight = 0;
      }
    } finally {
      this.#running = false;
    }
  }

  #take(): Waiting[] {
    const rooms = new Set<string>();
    let count = 0;
    for (const { event } of this.#queue) {
      if (count >= MAX_COMMIT_EVENTS) break;
      if (!rooms.has(event.room) && rooms.size >= MAX_COMMIT_ROOMS) break;
      rooms.add(event.room);
      count++;
    }
    return this.#queue.splice(0, count);
  }

  /** True when the batch is durable; false when it has to be tried again. */
  async #commit(batch: Waiting[]): Promise<boolean> {
    let prepared: Map<string, Prepared> | undefined;
    try {
      prepared = await this.#prepare(batch);
      const operation = this.kv.atomic();
      for (const { room, before, head, rows } of prepared.values()) {
        operation.check({ key: headKey(room), versionstamp: before.versionstamp }).set(headKey(room), head);
        for (const { firstId, jsons, hash } of rows) {
          operation.set(eventsKey(room, firstId), { jsons, hash } satisfies StoredEvents);
        }
      }
      const started = performance.now();
      const timed = (failed: boolean) => this.listener.timed?.(performance.now() - started, batch.length, failed);
      const result = await operation.commit().catch((error) => {
        timed(true);
        throw error;
      });
      timed(!result.ok);
      if (result.ok) this.#done(batch, prepared, result.versionstamp);
      else {
        for (const room of prepared.keys()) await this.follow(room);
        await pause(Math.random() * 4);
      }
      return result.ok;
    } catch (error) {
      await this.#wait(error);
      return prepared !== undefined && await this.#happened(batch, prepared);
    }
  }

  /** An answer that got lost does not say whether the commit happened; the log does. */
  async #happened(batch: readonly Waiting[], prepared: ReadonlyMap<string, Prepared>): Promise<boolean> {
    try {
      for (const { room, rows } of prepared.values()) {
        const { value } = await this.kv.get<StoredEvents>(eventsKey(room, rows[0]!.firstId));
        const happened = value?.hash === rows[0]!.hash;
        if (happened) {
          this.#settleAll(batch, prepared);
          for (const each of prepared.keys()) await this.follow(each);
          return true;
        }
        await this.follow(room);
      }
    } catch {
      // Still out of reach: the next attempt reads the heads again.
      for (const room of prepared.keys()) {
        const known = this.#rooms.get(room);
        if (known) known.head = UNKNOWN;
      }
    }
    return false;
  }

  async #prepare(batch: Waiting[]): Promise<Map<string, Prepared>> {
    const prepared = new Map<string, Prepared>();
    let chars = 0;
    for (const [i, { event }] of batch.entries()) {
      const room = prepared.get(event.room) ?? await this.#begun(event.room);
      // A clock that jumped back must not reorder the log.
      const at = Math.max(event.at, room.last.at);
      const seq = room.last.seq + 1;
      const id = eventIdOf({ at, seq });
      const json = numbered(event, id);
      chars += json.length;
      if (chars > MAX_COMMIT_CHARS && i > 0) {
        this.#queue.unshift(...batch.splice(i));
        break;
      }
      room.events.push({ id, json });
      room.last = { at, seq };
      prepared.set(event.room, room);
    }
    for (const room of prepared.values()) {
      room.rows = rowsOf(room.before.hash, room.events);
      const [id, { hash }] = [room.events.at(-1)!.id, room.rows.at(-1)!];
      room.head = { id, seq: room.last.seq, hash };
    }
    return prepared;
  }

  async #begun(room: string): Promise<Prepared> {
    const before = await this.#currentHead(room);
    const { seq, id } = before;
    const last = { at: parseEventId(id)?.at ?? 0, seq };
    return { room, before, last, events: [], rows: [], head: before };
  }

  #done(batch: readonly Waiting[], prepared: ReadonlyMap<string, Prepared>, versionstamp: string): void {
    for (const { room, head, events } of prepared.values()) {
      const known = this.#rooms.get(room);
      // Among thousands of rooms this one may have left the memory meanwhile.
      if (!known) {
        this.listener.committed(room, events);
        continue;
      }
      known.head = { ...head, versionstamp };
      this.#publish(room, known, events);
    }
    this.#settleAll(batch, prepared);
  }

  #settleAll(batch: readonly Waiting[], prepared: ReadonlyMap<string, Prepared>): void {
    if (this.#failures > 0) this.listener.health("ok");
    this.#failures = 0;
    const next = new Map<string, number>();
    for (const { event, resolve } of batch) {
      const index = next.get(event.room) ?? 0;
      next.set(event.room, index + 1);
      resolve(prepared.get(event.room)!.events[index]!.id);
    }
  }

  /** Hands on what was not handed on before: a watch, a poll and a commit may find the same events at once. */
  #publish(room: string, known: KnownRoom, found: readonly LoggedEvent[]): void {
    const isNews = (event: LoggedEvent) => (parseEventId(event.id)?.seq ?? 0) > known.published;
    const events = found[0] && isNews(found[0]) ? found : found.filter(isNews);
    const last = events[events.length - 1];
    if (!last) return;
    known.publishedId = last.id;
    known.published = parseEventId(last.id)?.seq ?? known.published;
    this.listener.committed(room, events);
  }

  async #wait(error: unknown): Promise<void> {
    this.#failures++;
    const reason = error instanceof Error ? error.message : String(error);
    // Another process that writes to the same file is no trouble, unless it does not stop.
    const isBrief = isLocked(error) && this.#failures <= BRIEF_LOCKS;
    if (!isBrief) this.listener.health("degraded", `Events wait for the store: ${reason}`);
    await pause(Math.min(1_000, 10 * 2 ** this.#failures));
  }

  async #currentHead(room: string): Promise<KnownHead> {
    const known = await this.#known(room);
    if (known.head === UNKNOWN) await this.follow(room);
    return known.head;
  }

  async #known(room: string): Promise<KnownRoom> {
    const known = this.#rooms.get(room);
    if (known) {
      // Moved to the end: the room that was used longest ago is the first.
      this.#rooms.delete(room);
      this.#rooms.set(room, known);
      return known;
    }
    const head = await this.#readHead(room);
    const meanwhile = this.#rooms.get(room);
    if (meanwhile) return meanwhile;
    const fresh = { head, published: head.seq, publishedId: head.id };
    this.#rooms.set(room, fresh);
    const [oldest] = this.#rooms.keys();
    if (this.#rooms.size > MAX_ROOMS && oldest !== undefined) this.#rooms.delete(oldest);
    return fresh;
  }

  async #readHead(room: string): Promise<KnownHead> {
    const { value, versionstamp } = await this.kv.get<Head>(headKey(room));
    return { ...(value ?? { id: "", seq: 0, hash: CHAIN_BEGIN }), versionstamp };
  }
}

/** Attempts on a locked file, in half a second, before it is worth a word. */
const BRIEF_LOCKS = 4;

/** A head that has to be read again before anything follows it. */
const UNKNOWN: KnownHead = { id: "", seq: -1, hash: "", versionstamp: null };

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
