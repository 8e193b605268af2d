/**
 * The store: everything that outlives a request, over one Deno KV database.
 * @module
 */
import type { CounterStore, RoomSettings, Snapshot, StreamFrame } from "../guard/types.ts";
import { KvCounters } from "./counters.ts";
import { EventLog } from "./event_log.ts";
import { eventsAfter, eventsPage } from "./event_reader.ts";
import { Hub } from "./hub.ts";
import { SERIES_SECONDS } from "./limits.ts";
import { Maintenance } from "./maintenance.ts";
import { SettingsStore } from "./settings.ts";
import { Stats } from "./stats.ts";

/** Says whether the store works. */
export interface StoreHealth {
  readonly state: "ok" | "degraded";
  readonly reason?: string;
}

/** What `openStore` needs. */
export interface StoreOptions {
  readonly kv: Deno.Kv;
  readonly defaults: RoomSettings;
  readonly now?: () => number;
}

/** The open store. */
export class Store {
  readonly kv: Deno.Kv;
  readonly counters: CounterStore;
  readonly events: EventLog;
  readonly stats: Stats;
  readonly settings: SettingsStore;
  readonly hub: Hub;
  readonly now: () => number;
  readonly #loaded = new Map<string, Promise<void>>();
  #health: StoreHealth = { state: "ok" };
  #maintenance: Maintenance | undefined;

  constructor({ kv, defaults, now = Date.now }: StoreOptions) {
    this.kv = kv;
    this.now = now;
    this.counters = new KvCounters(kv);
    this.stats = new Stats(kv);
    this.settings = new SettingsStore(kv, defaults);
    this.hub = new Hub((room, id, limit) => eventsAfter(kv, room, id, limit));
    this.events = new EventLog(kv, {
      committed: (room, events) => this.hub.publish(room, events),
      health: (state, reason) => this.#setHealth(reason === undefined ? { state } : { state, reason }),
      tally: (tally) => {
        this.stats.tally(tally);
        this.#announceStats(tally.room);
      },
      dropped: (room) => this.stats.dropped(room),
    }, now);
  }

  /** Brings a room's settings and counts into memory. */
  load(room: string): Promise<void> {
    let loading = this.#loaded.get(room);
    if (!loading) {
      loading = Promise.all([this.settings.load(room), this.stats.load(room, this.now()), this.events.head(room)])
        .then(() => {});
      this.#loaded.set(room, loading);
      loading.catch(() => this.#loaded.delete(room));
    }
    return loading;
  }

  /** Rooms in memory. */
  rooms(): string[] {
    return [...this.#loaded.keys()];
  }

  /** Takes over what other processes wrote to a room. */
  async follow(room: string): Promise<void> {
    await this.load(room);
    await this.events.follow(room);
    if (await this.stats.refresh(room, this.now())) this.#announceStats(room);
    const before = this.settings.get(room);
    await this.settings.load(room);
    const settings = this.settings.get(room);
    if (JSON.stringify(before) === JSON.stringify(settings)) return;
    this.hub.announce(room, "settings", () => encode({ type: "settings", settings }));
  }

  /** Starts what the store does by itself: health, news of other processes, retention. */
  maintain(): void {
    this.#maintenance ??= new Maintenance(this);
  }

  /** The database answers. */
  reachable(): void {
    if (this.#health.state === "degraded" && this.events.failures === 0) this.#setHealth({ state: "ok" });
  }

  /** The database does not answer. */
  unreachable(reason: string): void {
    if (this.#health.state === "ok") {
      this.#setHealth({ state: "degraded", reason: `The store is out of reach: ${reason}` });
    }
  }

  /** What the page needs to draw itself. */
  async snapshot(room: string): Promise<Snapshot> {
    await this.load(room);
    const now = this.now();
    const jsons = await eventsPage(this.kv, room, { limit: 100 });
    return {
      room,
      settings: this.settings.get(room),
      totals: this.stats.totals(room),
      series: this.stats.series(room, Math.floor(now / 1000) - SERIES_SECONDS),
      events: jsons.map((json) => JSON.parse(json)),
      now,
    };
  }

  /** Changes settings and tells the streams. */
  async configure(room: string, settings: RoomSettings): Promise<void> {
    await this.settings.put(room, settings);
    this.hub.announce(room, "settings", () => encode({ type: "settings", settings: this.settings.get(room) }));
  }

  /** Whether events reach the database. */
  health(): StoreHealth {
    return this.#health;
  }

  /** Frames that a new stream begins with. */
  firstFrames(room: string): string[] {
    const frames = [encode({ type: "settings", settings: this.settings.get(room) }), this.#statsFrame(room, 10)];
    return this.#health.state === "ok" ? frames : [...frames, encode({ type: "health", ...this.#health })];
  }

  /** Writes what waits and ends the streams; the database stays open. */
  async close(capMs = 2_000): Promise<void> {
    this.#maintenance?.stop();
    await this.events.settle(capMs);
    await this.stats.flush();
    this.hub.close();
  }

  #announceStats(room: string): void {
    this.hub.announce(room, "stats", () => this.#statsFrame(room, 3));
  }

  #statsFrame(room: string, seconds: number): string {
    const from = Math.floor(this.now() / 1000) - seconds;
    return encode({ type: "stats", totals: this.stats.totals(room), series: this.stats.series(room, from) });
  }

  #setHealth(health: StoreHealth): void {
    this.#health = health;
    this.hub.announceAll("health", () => encode({ type: "health", ...health }));
  }
}

function encode(frame: StreamFrame): string {
  return JSON.stringify(frame);
}
