/**
 * The whole schema of the database: one function a key. Every key begins with `["room", id]`.
 *
 * | key | value | writer | expiry |
 * | --- | --- | --- | --- |
 * | head | `Head` | event_log.ts | none |
 * | tail | `Tail` | retention.ts | none |
 * | events | `StoredEvents` | event_log.ts | deleted by retention.ts |
 * | settings | `RoomSettings` | settings.ts | none |
 * | total | `Deno.KvU64` | stats.ts | none |
 * | second | `Deno.KvU64` | stats.ts | an hour, deleted by retention.ts |
 * | minute | `Deno.KvU64` | stats.ts | a week, deleted by retention.ts |
 * | used | number | rooms.ts | deleted with its room |
 * | resets | `Deno.KvU64` | mod.ts | deleted with its room |
 * | secret | string | secret.ts | none |
 * | members | `Members` | solo.ts | none |
 * | beat | number | solo.ts | deleted when its process has gone |
 * | profiles | `StoredProfiles` | profiles.ts | a snapshot when there are four newer ones |
 * | profiles part | `Uint8Array` | profiles.ts | with its head |
 * | limit | `StoredLimit` | counters.ts | its window, by `expireIn` and by the value's `expires` |
 *
 * @module
 */
import type { LimitState } from "../guard/rate/mod.ts";
import type { Action } from "../guard/types.ts";

/** A key as Deno KV takes it. */
export type Key = Deno.KvKey;

/** End of a room's log: what the next event follows. */
export interface Head {
  /** Id of the last event; empty before the first. */
  readonly id: string;
  /** Number of the last event; 0 before the first. */
  readonly seq: number;
  /** Hash of the last row of events, hexadecimal; the chain's beginning before the first. */
  readonly hash: string;
}

/** Where a room's log begins, once its beginning was deleted: the chain goes on from here. */
export interface Tail {
  /** Number of the last event that was deleted, and the hash of its row. */
  readonly seq: number;
  readonly hash: string;
}

/** Events that were committed together: the JSON of each as it is streamed, oldest first, and their place in the chain. */
export interface StoredEvents {
  readonly jsons: readonly string[];
  /** Covers the hash of the row before and every event of this one. */
  readonly hash: string;
}

/** How a row looked until November 2026, when each event had one of its own. */
export interface StoredEvent {
  readonly json: string;
  readonly hash: string;
}

/** State of a limiter's key. */
export interface StoredLimit {
  readonly state: LimitState;
  /** Milliseconds since the epoch after which the state says nothing any more. */
  readonly expires: number;
}

/** End of the room's log. */
export function headKey(room: string): Key {
  return ["room", room, "head"];
}

/** Beginning of the room's log, where retention has deleted. */
export function tailKey(room: string): Key {
  return ["room", room, "tail"];
}

/** Events by the id of the first of them; ids sort as the log does. */
export function eventsKey(room: string, firstId: string): Key {
  return ["room", room, "event", firstId];
}

/** Prefix of a room's events. */
export function eventsPrefix(room: string): Key {
  return ["room", room, "event"];
}

/** Settings of the room. */
export function settingsKey(room: string): Key {
  return ["room", room, "settings"];
}

/** One counter since the room's beginning: `total`, an action, `category.sqli`, `anomalies`, `failedOpen`, `dropped`. */
export function totalKey(room: string, name: string): Key {
  return ["room", room, "total", name];
}

/** Prefix of a room's totals. */
export function totalsPrefix(room: string): Key {
  return ["room", room, "total"];
}

/** Requests of one second, by action. */
export function secondKey(room: string, second: number, action: Action): Key {
  return ["room", room, "second", second, action];
}

/** Prefix of a room's seconds. */
export function secondsPrefix(room: string): Key {
  return ["room", room, "second"];
}

/** Requests of one minute, by action. */
export function minuteKey(room: string, minute: number, action: Action): Key {
  return ["room", room, "minute", minute, action];
}

/** Prefix of a room's minutes. */
export function minutesPrefix(room: string): Key {
  return ["room", room, "minute"];
}

/** State of one limiter's key. */
export function limitKey(room: string, key: string): Key {
  return ["room", room, "limit", key];
}

/** Prefix of a room's limiters. */
export function limitsPrefix(room: string): Key {
  return ["room", room, "limit"];
}

/** How often the room began anew, so that every process notices. */
export function resetsKey(room: string): Key {
  return ["room", room, "resets"];
}

/** Head of the profiles of a room; its bytes stand in parts. */
export interface StoredProfiles {
  readonly parts: number;
  /** Milliseconds since the epoch. */
  readonly savedAt: number;
}

/** Profiles of the room: `live`, or a snapshot by its time. */
export function profilesKey(room: string, name: string): Key {
  return ["room", room, "profiles", name];
}

/** One part of their bytes. */
export function profilePartKey(room: string, name: string, part: number): Key {
  return ["room", room, "profiles", name, part];
}

/** Prefix of all profiles of a room. */
export function keptPrefix(room: string): Key {
  return ["room", room, "profiles"];
}

/** Key of digests and cookies, in a room that no visitor can name. */
export function secretKey(): Key {
  return ["room", "*", "secret"];
}

/** The processes that use the database, and which of them is alone. */
export interface Members {
  readonly owner: string | null;
  readonly members: readonly string[];
}

/** Who uses the database. */
export function membersKey(): Key {
  return ["room", "*", "members"];
}

/** How often a process has said that it is there. */
export function beatKey(id: string): Key {
  return ["room", "*", "beat", id];
}

/** Prefix of everything. */
export function roomsPrefix(): Key {
  return ["room"];
}

/** Prefix of everything of a room. */
export function roomPrefix(room: string): Key {
  return ["room", room];
}

/** When a visitor's room was last used, milliseconds since the epoch. */
export function usedKey(room: string): Key {
  return ["room", room, "used"];
}
