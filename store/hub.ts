/**
 * Fan-out of live frames: one encode for all clients of a room, at most one flush in 100 ms, slow clients closed.
 * @module
 */
import type { LoggedEvent } from "./event_reader.ts";
import { parseEventId } from "./ids.ts";
import { MAX_CLIENT_STREAMS, MAX_FRAME_EVENTS, MAX_RESUME_EVENTS, MAX_STREAMS, RING_EVENTS } from "./limits.ts";

/** Milliseconds between two flushes of one room. */
export const COALESCE_MS = 100;

/** Milliseconds between two comments that keep proxies from closing an idle stream. */
export const HEARTBEAT_MS = 15_000;

/** Frames that may wait for a client that does not read; then the client is closed and resumes by id. */
const HIGH_WATER = 64;

const encoder = new TextEncoder();

/** Reads older events than the ring has. */
export type ReadAfter = (room: string, id: string, limit: number) => Promise<readonly LoggedEvent[]>;

interface Client {
  readonly address: string;
  readonly controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;
}

interface Feed {
  readonly clients: Set<Client>;
  readonly ring: LoggedEvent[];
  /** Everything after this id is in the ring. */
  ringFrom: string;
  pending: LoggedEvent[];
  readonly frames: Map<string, () => string>;
  timer: ReturnType<typeof setTimeout> | undefined;
  flushedAt: number;
}

/** What `open` answers. */
export type Opened =
  | { readonly kind: "open"; readonly stream: ReadableStream<Uint8Array<ArrayBuffer>> }
  | { readonly kind: "full" };

/** The hub of all rooms. */
export class Hub {
  readonly #feeds = new Map<string, Feed>();
  readonly #byAddress = new Map<string, number>();
  #total = 0;
  #heartbeat: ReturnType<typeof setInterval> | undefined;

  constructor(readonly readAfter: ReadAfter) {}

  /** Clients connected now. */
  get clients(): number {
    return this.#total;
  }

  /** Whether somebody watches a room. */
  isWatched(room: string): boolean {
    return (this.#feeds.get(room)?.clients.size ?? 0) > 0;
  }

  /** Rooms that somebody watches. */
  watched(): string[] {
    return [...this.#feeds].filter(([, feed]) => feed.clients.size > 0).map(([room]) => room);
  }

  /** Drops the ring of a room that nobody watches. */
  forget(room: string): void {
    if (this.#feeds.get(room)?.clients.size === 0) this.#feeds.delete(room);
  }

  /** Forgets the events of a room that begins anew, and tells its clients. */
  restart(room: string): void {
    const feed = this.#feeds.get(room);
    if (!feed) return;
    const last = feed.ring[feed.ring.length - 1];
    if (last) feed.ringFrom = last.id;
    feed.ring.length = 0;
    feed.pending = [];
    feed.frames.clear();
    this.announce(room, "reset", () => '{"type":"reset"}');
    this.#flush(feed);
  }

  /** Takes durable events of a room, in order. */
  publish(room: string, events: readonly LoggedEvent[]): void {
    const feed = this.#feed(room, events[0]?.id ?? "");
    feed.ring.push(...events);
    if (feed.ring.length > RING_EVENTS) {
      const gone = feed.ring.splice(0, feed.ring.length - RING_EVENTS);
      feed.ringFrom = gone[gone.length - 1]!.id;
    }
    if (feed.clients.size === 0) return;
    feed.pending.push(...events);
    this.#schedule(feed);
  }

  /** Announces a frame that replaces an earlier one of its kind; `make` is called once, when it is sent. */
  announce(room: string, kind: string, make: () => string): void {
    const feed = this.#feeds.get(room);
    if (!feed || feed.clients.size === 0) return;
    feed.frames.set(kind, make);
    this.#schedule(feed);
  }

  /** Announces to every room. */
  announceAll(kind: string, make: () => string): void {
    for (const room of this.#feeds.keys()) this.announce(room, kind, make);
  }

  /** Sends at once what waits for the room's next frame. */
  flush(room: string): void {
    const feed = this.#feeds.get(room);
    if (feed) this.#flush(feed);
  }

  /** Opens a stream; events after `after` come first, from memory or from the log, none twice, none left out. */
  open(room: string, address: string, after: string | undefined, first: readonly string[]): Opened {
    const mine = this.#byAddress.get(address) ?? 0;
    if (this.#total >= MAX_STREAMS || mine >= MAX_CLIENT_STREAMS) return { kind: "full" };
    this.#total++;
    this.#byAddress.set(address, mine + 1);
    this.#heartbeat ??= setInterval(() => this.#beat(), HEARTBEAT_MS);
    let client: Client | undefined;
    const leave = () => {
      if (!client) return;
      this.#leave(room, client);
      client = undefined;
    };
    const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: (controller) => {
        client = { address, controller };
        controller.enqueue(encoder.encode(`retry: 1000\n\n${first.map(frameOf).join("")}`));
        void this.#join(room, client, after).catch(leave);
      },
      cancel: leave,
    }, { highWaterMark: HIGH_WATER });
    return { kind: "open", stream };
  }

  /** Ends every stream. */
  close(): void {
    clearInterval(this.#heartbeat);
    this.#heartbeat = undefined;
    for (const [room, feed] of this.#feeds) {
      this.#flush(feed);
      for (const client of [...feed.clients]) {
        this.#leave(room, client);
        closeQuietly(client);
      }
    }
  }

  /** Brings a client up to date, then makes it one of the feed's. */
  async #join(room: string, client: Client, after: string | undefined): Promise<void> {
    const feed = this.#feed(room, "");
    let last = after;
    for (let sent = 0; last !== undefined && last < feed.ringFrom && sent < MAX_RESUME_EVENTS;) {
      const events = await this.readAfter(room, last, MAX_FRAME_EVENTS);
      if (events.length === 0) break;
      client.controller.enqueue(encoder.encode(gapFrame(last, events) + eventsFrame(events)));
      sent += events.length;
      last = events[events.length - 1]!.id;
    }
    // From here on nothing waits, so no event can slip in between: what is pending goes to the others first.
    this.#flush(feed);
    const missed = last === undefined ? [] : feed.ring.filter(({ id }) => id > last);
    if (missed.length > 0) client.controller.enqueue(encoder.encode(gapFrame(last, missed) + eventsFrame(missed)));
    feed.clients.add(client);
  }

  #feed(room: string, firstId: string): Feed {
    let feed = this.#feeds.get(room);
    if (!feed) {
      feed = {
        clients: new Set(),
        ring: [],
        ringFrom: firstId,
        pending: [],
        frames: new Map(),
        timer: undefined,
        flushedAt: 0,
      };
      this.#feeds.set(room, feed);
    }
    return feed;
  }

  #schedule(feed: Feed): void {
    if (feed.timer !== undefined) return;
    const wait = Math.max(0, COALESCE_MS - (performance.now() - feed.flushedAt));
    feed.timer = setTimeout(() => this.#flush(feed), wait);
  }

  #flush(feed: Feed): void {
    clearTimeout(feed.timer);
    feed.timer = undefined;
    let text = "";
    for (let at = 0; at < feed.pending.length; at += MAX_FRAME_EVENTS) {
      text += eventsFrame(feed.pending.slice(at, at + MAX_FRAME_EVENTS));
    }
    for (const make of feed.frames.values()) text += frameOf(make());
    feed.pending = [];
    feed.frames.clear();
    if (text === "") return;
    feed.flushedAt = performance.now();
    this.#send(feed, encoder.encode(text));
  }

  #send(feed: Feed, bytes: Uint8Array<ArrayBuffer>): void {
    for (const client of feed.clients) {
      if ((client.controller.desiredSize ?? 0) > 0) client.controller.enqueue(bytes);
      else {
        feed.clients.delete(client);
        this.#forget(client);
        closeQuietly(client);
      }
    }
  }

  #beat(): void {
    const bytes = encoder.encode(": beat\n\n");
    for (const feed of this.#feeds.values()) this.#send(feed, bytes);
  }

  #leave(room: string, client: Client): void {
    this.#feeds.get(room)?.clients.delete(client);
    this.#forget(client);
  }

  #forget({ address }: Client): void {
    this.#total--;
    const mine = (this.#byAddress.get(address) ?? 1) - 1;
    if (mine > 0) this.#byAddress.set(address, mine);
    else this.#byAddress.delete(address);
    if (this.#total === 0) {
      clearInterval(this.#heartbeat);
      this.#heartbeat = undefined;
    }
  }
}

function eventsFrame(events: readonly LoggedEvent[]): string {
  const last = events[events.length - 1]!.id;
  return `id: ${last}\n${frameOf(`{"type":"events","events":[${events.map(({ json }) => json).join(",")}]}`)}`;
}

/** Says how many events between the last one that a client knows and the next that it gets are left out, if any. */
function gapFrame(last: string | undefined, [next]: readonly LoggedEvent[]): string {
  const [from, to] = [parseEventId(last ?? "")?.seq, parseEventId(next?.id ?? "")?.seq];
  // The id is the client's word: one that is no neighbour of ours tells nothing.
  if (from === undefined || to === undefined || to <= from + 1) return "";
  return frameOf(`{"type":"gap","missed":${to - from - 1}}`);
}

/** JSON has no line breaks of its own, so one `data:` line holds it. */
function frameOf(json: string): string {
  return `data: ${json}\n\n`;
}

function closeQuietly({ controller }: Client): void {
  try {
    controller.close();
  } catch {
    // Already closed by the other side.
  }
}
