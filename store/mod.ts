/**
 * The store: everything that outlives a request, over one Deno KV database.
 * @module
 */
import type { RoomSettings, Snapshot, StreamFrame } from "../guard/types.ts";
import { KvCounters } from "./counters.ts";
import { type Log, SILENT, Tally } from "./log.ts";
import { EventLog } from "./event_log.ts";
import { eventsAfter, eventsPage } from "./event_reader.ts";
import { Hub } from "./hub.ts";
import { resetsKey } from "./keys.ts";
import { MAX_ROOMS, SERIES_SECONDS } from "./limits.ts";
import { Maintenance } from "./maintenance.ts";
import { observeStore } from "./metrics.ts";
import { KvProfiles } from "./profiles.ts";
import { sweepRooms, touchRoom } from "./rooms.ts";
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
  /** The database is on this machine: limits need not ask it while no other process does. */
  readonly local?: boolean;
  /** Told of failures, recoveries, drops and changed settings. */
  readonly log?: Log;
}

/** The open store. */
export class Store {
  readonly kv: Deno.Kv;
  readonly counters: KvCounters;
  readonly events: EventLog;
  readonly stats: Stats;
  readonly settings: SettingsStore;
  readonly profiles: KvProfiles;
  readonly hub: Hub;
  readonly now: () => number;
  /** The database is on this machine: its watches tell nothing of other processes. */
  readonly local: boolean;
  readonly #metrics: ReturnType<typeof observeStore>;
  readonly #loaded = new Map<string, Promise<void>>();
  /** How often a room had begun anew when this process last looked. */
  readonly #resets = new Map<string, bigint>();
  readonly #onReset: ((room: string) => void)[] = [];
  readonly #log: Log;
  readonly #dropped: Tally;
  #drops = 0;
  #health: StoreHealth = { state: "ok" };
  #maintenance: Maintenance | undefined;

  constructor({ kv, defaults, now = Date.now, local = false, log = SILENT }: StoreOptions) {
    this.kv = kv;
    this.#log = log;
    this.#dropped = new Tally((count) => log("error", "events.dropped", { count, waiting: this.events.waiting }));
    this.now = now;
    this.local = local;
    this.counters = new KvCounters(kv, { solo: local });
    this.stats = new Stats(kv);
    this.settings = new SettingsStore(kv, defaults);
    this.profiles = new KvProfiles(kv, now);
    this.hub = new Hub((room, id, limit) => eventsAfter(kv, room, id, limit));
    this.events = new EventLog(kv, {
      committed: (room, events) => this.hub.publish(room, events),
      health: (state, reason) => this.#setHealth(reason === undefined ? { state } : { state, reason }),
      tally: (tally) => {
        this.stats.tally(tally);
        this.#announceStats(tally.room);
      },
      timed: (milliseconds, events, failed) => this.#metrics.committed(milliseconds, events, failed),
      dropped: (room) => {
        this.#drops++;
        this.#dropped.add();
        this.stats.dropped(room);
      },
    }, now);
    this.#metrics = observeStore(this);
  }

  /** Brings a room's settings and counts into memory; the room used longest ago leaves it. */
  load(room: string): Promise<void> {
    const known = this.#loaded.get(room);
    const loading = known ?? this.#read(room);
    this.#loaded.delete(room);
    this.#loaded.set(room, loading);
    if (!known) {
      loading.catch(() => this.#loaded.delete(room));
      if (this.#loaded.size > MAX_ROOMS) this.#unloadOne();
    }
    return loading;
  }

  async #read(room: string): Promise<void> {
    await Promise.all([
      this.settings.load(room),
      this.stats.load(room, this.now()),
      this.events.head(room),
      this.profiles.load(room),
    ]);
    await this.#noticeReset(room);
    if (room !== "main") await touchRoom(this.kv, room, this.now());
  }

  #unloadOne(): void {
    for (const room of this.#loaded.keys()) {
      if (room === "main" || this.hub.isWatched(room)) continue;
      this.#loaded.delete(room);
      this.settings.unload(room);
      this.#resets.delete(room);
      this.hub.forget(room);
      void this.stats.unload(room);
      this.profiles.unload(room).catch(() => {});
      return;
    }
  }

  /** Forgets the rooms that nobody has used for a day. */
  async sweep(): Promise<void> {
    for (const room of this.hub.watched()) if (room !== "main") await touchRoom(this.kv, room, this.now());
    for (const room of await sweepRooms(this.kv, this.now())) {
      this.#loaded.delete(room);
      this.#resets.delete(room);
      this.settings.unload(room);
      this.events.forget(room);
      this.hub.forget(room);
      await this.stats.unload(room);
      for (const forget of this.#onReset) forget(room);
      this.profiles.forget(room);
    }
  }

  /** Rooms in memory. */
  rooms(): string[] {
    return [...this.#loaded.keys()];
  }

  /** To be called when a room begins anew, here or in another process. */
  onReset(forget: (room: string) => void): void {
    this.#onReset.push(forget);
  }

  /** Makes a room as it was at first: no events, counts, limits, delays or profiles. Its settings stay. */
  async reset(room: string): Promise<void> {
    await this.load(room);
    await this.counters.clearRoom(room);
    await this.events.restart(room, this.now());
    await this.stats.restart(room);
    await this.profiles.reset(room);
    await this.kv.atomic().sum(resetsKey(room), 1n).commit();
    await this.#noticeReset(room);
  }

  async #noticeReset(room: string): Promise<boolean> {
    const resets = (await this.kv.get<Deno.KvU64>(resetsKey(room))).value?.value ?? 0n;
    const known = this.#resets.get(room);
    this.#resets.set(room, resets);
    if (known === undefined || known === resets) return false;
    for (const forget of this.#onReset) forget(room);
    this.hub.restart(room);
    this.#announceStats(room);
    return true;
  }

  /** Takes over what other processes wrote to a room. */
  async follow(room: string): Promise<void> {
    await this.load(room);
    await this.#noticeReset(room);
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

  /** Events that this process lost, because its queue was full. */
  get drops(): number {
    return this.#drops;
  }

  /** What the page needs to draw itself. */
  async snapshot(room: string): Promise<Snapshot> {
    await this.load(room);
    const now = this.now();
    await this.stats.refresh(room, now);
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
    const { mode, level, threshold } = settings;
    this.#log("info", "settings.changed", { room, mode, level, threshold });
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
    this.#dropped.flush();
    await this.events.settle(capMs);
    await this.stats.flush();
    // A database that does not answer leaves its last word to the next start.
    await this.counters.close().catch(() => {});
    await this.profiles.close().catch(() => {});
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
    const changed = health.state !== this.#health.state;
    if (changed) {
      if (health.state === "ok") this.#log("info", "store.recovered");
      else this.#log("error", "store.degraded", { reason: health.reason ?? "" });
    }
    this.#health = health;
    this.hub.announceAll("health", () => encode({ type: "health", ...health }));
    // At once, or a failure that is over in a moment would be replaced by its end before anybody hears of it.
    if (changed) { for (const room of this.hub.watched()) this.hub.flush(room); }
  }
}

function encode(frame: StreamFrame): string {
  return JSON.stringify(frame);
}
