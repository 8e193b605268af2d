/**
 * What a store does by itself once a second: looks whether the database answers, follows what other processes wrote
 * (a watch does not cross processes), and once a minute forgets what is old.
 * @module
 */
import type { Store } from "./mod.ts";
import { headKey } from "./keys.ts";
import { MAX_ROOMS, TRIM_EVERY, VISITOR_CHARS, VISITOR_EVENTS } from "./limits.ts";
import { eventsWithin, trimEvents, trimSeries } from "./retention.ts";
import { HeadWatch } from "./watch.ts";

const EVERY_MS = 1_000;
const TRIM_MS = 60_000;
const IDLE_TRIM_MS = 3_600_000;
const SWEEP_MS = 3_600_000;

/** Milliseconds after which a database that has not answered counts as out of reach. */
const PATIENCE_MS = 2_000;

/** Runs until it is stopped. */
export class Maintenance {
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #trimmed = new Map<string, { at: number; seq: number }>();
  readonly #watch: HeadWatch;
  #running = false;
  #sweptAt = 0;

  constructor(readonly store: Store) {
    this.#watch = new HeadWatch(store.kv, (room) => void store.follow(room).catch(() => {}));
    this.#timer = setInterval(() => void this.round(), EVERY_MS);
  }

  /** Ends it. */
  stop(): void {
    clearInterval(this.#timer);
    this.#watch.stop();
  }

  /** One round; the next one waits until this is over, but for the question whether the database answers. */
  async round(): Promise<void> {
    const answers = await this.#answers();
    if (!answers || this.#running) return;
    this.#running = true;
    const { store } = this;
    try {
      void store.counters.solo?.tend().catch(() => {});
      const watched = store.hub.watched();
      if (!store.local) this.#watch.set(watched);
      for (const room of watched) await store.follow(room);
      for (const room of store.rooms()) await this.#trim(room);
      await store.profiles.round();
      const now = store.now();
      if (now - this.#sweptAt >= SWEEP_MS || now < this.#sweptAt) {
        this.#sweptAt = now;
        await store.sweep();
      }
    } catch (error) {
      store.unreachable(messageOf(error));
    } finally {
      this.#running = false;
    }
  }

  async #answers(): Promise<boolean> {
    const { store } = this;
    try {
      await within(store.kv.get(headKey("main")), PATIENCE_MS);
      store.reachable();
      return true;
    } catch (error) {
      store.unreachable(messageOf(error));
      return false;
    }
  }

  async #trim(room: string): Promise<void> {
    const now = this.store.now();
    const { seq } = await this.store.events.head(room);
    const last = this.#trimmed.get(room);
    // Where nothing was added, only age makes a difference.
    const pause = last?.seq === seq ? IDLE_TRIM_MS : TRIM_MS;
    if (last && now >= last.at && now - last.at < pause && seq - last.seq < TRIM_EVERY) return;
    this.#trimmed.set(room, { at: now, seq });
    // Rooms that are not in memory any more: the map must not grow with every visitor.
    if (this.#trimmed.size > 2 * MAX_ROOMS) this.#trimmed.clear();
    if (room === "main") await trimEvents(this.store.kv, room, { now, lastSeq: seq });
    else {
      const within = await eventsWithin(this.store.kv, room, VISITOR_CHARS);
      await trimEvents(this.store.kv, room, { now, lastSeq: seq, maxEvents: Math.min(within, VISITOR_EVENTS) });
    }
    await trimSeries(this.store.kv, room, now);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the database does not answer")), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
