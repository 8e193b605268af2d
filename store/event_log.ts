/**
 * The log of events: group commit, in order, chained by hashes. One process or several on one database: the head of
 * a room is swapped only by whoever saw it last, so numbers have no gap and no twin.
 * @module
 */
import type { EventSink, NewEvent, RequestTally, SecurityEvent } from "../guard/types.ts";
import { CHAIN_BEGIN, chainHash } from "./chain.ts";
import { eventIdOf, parseEventId } from "./ids.ts";
import { eventKey, eventsPrefix, type Head, headKey, type StoredEvent } from "./keys.ts";
import {
  MAX_COMMIT_CHARS,
  MAX_COMMIT_EVENTS,
  MAX_COMMIT_ROOMS,
  MAX_EVENT_CHARS,
  MAX_PAGE,
  MAX_QUEUE,
} from "./limits.ts";

/** An event as it is sent and stored. */
export interface LoggedEvent {
  readonly id: string;
  readonly json: string;
}

/** Who wants to know. */
export interface LogListener {
  /** Events of a room, in order, durable. */
  committed(room: string, events: readonly LoggedEvent[]): void;
  /** Committing fails, or works again. */
  health(state: "ok" | "degraded", reason?: string): void;
  tally(tally: RequestTally): void;
  dropped(room: string): void;
}

interface Waiting {
  readonly event: NewEvent;
  readonly resolve: (id: string) => void;
  readonly reject: (error: Error) => void;
}

interface KnownHead extends Head {
  readonly versionstamp: string | null;
}

interface Prepared {
  readonly room: string;
  readonly before: KnownHead;
  head: Head;
  readonly events: (LoggedEvent & { readonly hash: string })[];
}

/** Appends, reads and follows the events of all rooms. */
export class EventLog implements EventSink {
  readonly #queue: Waiting[] = [];
  readonly #heads = new Map<string, KnownHead>();
  #running = false;
  #failures = 0;

  constructor(readonly kv: Deno.Kv, readonly listener: LogListener, readonly now: () => number = Date.now) {}

  /** Events that wait for the disk. */
  get waiting(): number {
    return this.#queue.length;
  }

  append(event: NewEvent): Promise<string> {
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

  /** The newest events before `before` (an id), newest first. */
  async page(room: string, { limit, before }: { limit: number; before?: string }): Promise<string[]> {
    const end = before === undefined ? {} : { end: eventKey(room, before) };
    const options = { limit: Math.min(limit, MAX_PAGE), reverse: true };
    const jsons: string[] = [];
    for await (const { value } of this.kv.list<StoredEvent>({ prefix: eventsPrefix(room), ...end }, options)) {
      jsons.push(value.json);
    }
    return jsons;
  }

  /** Events after `id`, oldest first. */
  async after(room: string, id: string, limit: number): Promise<LoggedEvent[]> {
    const start = eventKey(room, `${id}!`);
    const events: LoggedEvent[] = [];
    for await (const { key, value } of this.kv.list<StoredEvent>({ prefix: eventsPrefix(room), start }, { limit })) {
      events.push({ id: String(key[3]), json: value.json });
    }
    return events;
  }

  /** One event's JSON. */
  async get(room: string, id: string): Promise<string | undefined> {
    const { value } = await this.kv.get<StoredEvent>(eventKey(room, id));
    return value?.json;
  }

  /** Where the room's log ends. */
  async head(room: string): Promise<Head> {
    return this.#heads.get(room) ?? await this.#readHead(room);
  }

  /** Resolves when nothing waits any more, or after `capMs`. */
  async settle(capMs: number): Promise<void> {
    const until = performance.now() + capMs;
    while (this.#running && performance.now() < until) await pause(5);
  }

  /** Reads what other processes appended since, and hands it to the listener. */
  async follow(room: string): Promise<void> {
    const known = this.#heads.get(room);
    const head = await this.#readHead(room);
    if (!known || known.seq >= head.seq) return;
    const events = await this.after(room, known.id, MAX_PAGE);
    if (events.length > 0) this.listener.committed(room, events.filter(({ id }) => id <= head.id));
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      // One turn of the event loop, so that requests of the same moment share the commit.
      await Promise.resolve();
      while (this.#queue.length > 0) {
        const batch = this.#take();
        if (!await this.#commit(batch)) this.#queue.unshift(...batch);
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
    try {
      const prepared = await this.#prepare(batch);
      const operation = this.kv.atomic();
      for (const { room, before, head, events } of prepared.values()) {
        operation.check({ key: headKey(room), versionstamp: before.versionstamp }).set(headKey(room), head);
        for (const { id, json, hash } of events) {
          operation.set(eventKey(room, id), { json, hash } satisfies StoredEvent);
        }
      }
      const result = await operation.commit();
      if (!result.ok) {
        for (const room of prepared.keys()) await this.follow(room);
        return false;
      }
      this.#done(batch, prepared, result.versionstamp);
      return true;
    } catch (error) {
      await this.#failed(error);
      return false;
    }
  }

  async #prepare(batch: Waiting[]): Promise<Map<string, Prepared>> {
    const prepared = new Map<string, Prepared>();
    let chars = 0;
    for (const [i, { event }] of batch.entries()) {
      const before = this.#heads.get(event.room) ?? await this.#readHead(event.room);
      const room = prepared.get(event.room) ?? { room: event.room, before, head: before, events: [] };
      // A clock that jumped back must not reorder the log.
      const at = Math.max(event.at, timeOf(room.head));
      const seq = room.head.seq + 1;
      const id = eventIdOf({ at, seq });
      const json = jsonOf({ id, ...event });
      chars += json.length;
      if (chars > MAX_COMMIT_CHARS && i > 0) {
        this.#queue.unshift(...batch.splice(i));
        break;
      }
      const hash = chainHash(room.head.hash, json);
      room.events.push({ id, json, hash });
      room.head = { id, seq, hash };
      prepared.set(event.room, room);
    }
    return prepared;
  }

  #done(batch: readonly Waiting[], prepared: ReadonlyMap<string, Prepared>, versionstamp: string): void {
    if (this.#failures > 0) this.listener.health("ok");
    this.#failures = 0;
    for (const { room, head, events } of prepared.values()) {
      this.#heads.set(room, { ...head, versionstamp });
      this.listener.committed(room, events);
    }
    const next = new Map<string, number>();
    for (const { event, resolve } of batch) {
      const index = next.get(event.room) ?? 0;
      next.set(event.room, index + 1);
      resolve(prepared.get(event.room)!.events[index]!.id);
    }
  }

  async #failed(error: unknown): Promise<void> {
    this.#failures++;
    // Heads may be stale: the commit may have happened although its answer was lost.
    this.#heads.clear();
    const reason = error instanceof Error ? error.message : String(error);
    this.listener.health("degraded", `Events wait for the store: ${reason}`);
    await pause(Math.min(1_000, 10 * 2 ** this.#failures));
  }

  async #readHead(room: string): Promise<KnownHead> {
    const { value, versionstamp } = await this.kv.get<Head>(headKey(room));
    const head = { ...(value ?? { id: "", seq: 0, hash: CHAIN_BEGIN }), versionstamp };
    this.#heads.set(room, head);
    return head;
  }
}

function timeOf(head: Head): number {
  return parseEventId(head.id)?.at ?? 0;
}

/** The event's JSON; one that is too long loses its body, then its headers. */
function jsonOf(event: SecurityEvent): string {
  const json = JSON.stringify(event);
  if (json.length <= MAX_EVENT_CHARS) return json;
  const { body: _body, ...request } = event.request;
  const shorter = JSON.stringify({ ...event, request: { ...request, truncated: true } });
  if (shorter.length <= MAX_EVENT_CHARS) return shorter;
  const bare = { method: request.method, path: request.path.slice(0, 200), query: "", headers: [], truncated: true };
  return JSON.stringify({
    ...event,
    path: event.path.slice(0, 200),
    findings: event.findings.slice(0, 4),
    request: bare,
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
