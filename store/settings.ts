/**
 * Settings of the rooms: in memory for the guard, in KV for the next start.
 * @module
 */
import type { RoomSettings } from "../guard/types.ts";
import { settingsKey } from "./keys.ts";

/** Reads and writes settings. */
export class SettingsStore {
  readonly #rooms = new Map<string, RoomSettings>();

  constructor(readonly kv: Deno.Kv, readonly defaults: RoomSettings) {}

  /** Reads a room's settings into memory. What an older version stored lacks newer settings: defaults fill in. */
  async load(room: string): Promise<void> {
    const { value } = await this.kv.get<Partial<RoomSettings>>(settingsKey(room));
    const { defaults } = this;
    this.#rooms.set(room, {
      ...defaults,
      ...value,
      ...(defaults.login ? { login: { ...defaults.login, ...value?.login } } : {}),
      ...(defaults.policies ? { policies: { ...defaults.policies, ...value?.policies } } : {}),
    });
  }

  /** Forgets a room. */
  unload(room: string): void {
    this.#rooms.delete(room);
  }

  /** Settings of a room; the defaults while it is not loaded. */
  get(room: string): RoomSettings {
    return this.#rooms.get(room) ?? this.defaults;
  }

  /** Replaces settings; they hold at once, also when KV cannot take them. */
  async put(room: string, settings: RoomSettings): Promise<void> {
    this.#rooms.set(room, settings);
    await this.kv.set([...settingsKey(room)], settings);
  }
}
