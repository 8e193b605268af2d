/**
 * One world a room: its database and whatever else an attack can break. Built on first use, rebuilt on reset.
 * @module
 */
import { MAX_WORLDS } from "./limits.ts";
import { SEED } from "./seed.ts";
import { Database } from "./sql/database.ts";
import { openSqlite, type Sqlite } from "./sql/engine.ts";

/** What belongs to one room. */
export interface World {
  readonly database: Database;
}

/** The worlds of all rooms, at most 64 in memory. SQLite (28 MB of memory) is loaded when the first is asked for. */
export class Worlds {
  readonly #open: () => Promise<Sqlite>;
  readonly #clock: () => number;
  #opening: Promise<Sqlite> | undefined;
  #sqlite: Sqlite | undefined;
  /** In order of use, the one used longest ago first. */
  readonly #worlds = new Map<string, World>();

  /** `clock` counts milliseconds and never goes back; it measures deadlines. */
  constructor(open: () => Promise<Sqlite>, clock: () => number = () => performance.now()) {
    this.#open = open;
    this.#clock = clock;
  }

  /** Rooms that have a world now. */
  get size(): number {
    return this.#worlds.size;
  }

  /** The world of a room; a fresh one where there is none. */
  async of(room: string): Promise<World> {
    return this.#of(room, this.#sqlite ?? await this.load());
  }

  /** Loads SQLite, once. */
  load(): Promise<Sqlite> {
    return this.#opening ??= this.#load().finally(() => this.#opening = undefined);
  }

  async #load(): Promise<Sqlite> {
    return this.#sqlite ??= await this.#open();
  }

  #of(room: string, sqlite: Sqlite): World {
    const known = this.#worlds.get(room);
    this.#worlds.delete(room);
    const world = known ?? { database: new Database(sqlite, SEED, this.#clock) };
    this.#worlds.set(room, world);
    for (const [oldest] of this.#worlds) {
      if (this.#worlds.size <= MAX_WORLDS) break;
      this.reset(oldest);
    }
    return world;
  }

  /** Throws a room's world away: the next request finds it as new. */
  reset(room: string): void {
    this.#worlds.get(room)?.database.close();
    this.#worlds.delete(room);
  }

  /** Throws everything away. */
  close(): void {
    for (const room of [...this.#worlds.keys()]) this.reset(room);
  }
}

/** An empty set of worlds. */
export function openWorlds(clock?: () => number): Worlds {
  return new Worlds(openSqlite, clock);
}
