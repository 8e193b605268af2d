/**
 * Profiles in memory. What is to be learned waits until the answer is on its way; a flood of lessons is cut short.
 * @module
 */
import { Profiles, type ValueSurprise } from "../../detectors/anomaly/profile/profiles.ts";
import type { Deviation } from "../../detectors/anomaly/profile/rules.ts";
import type { InspectedRequest } from "../../detectors/types.ts";
import { LESSON_MS, MAX_LESSONS, MAX_PROFILE_ROOMS, MAX_VISITOR_PARAMETERS } from "../limits.ts";
import { PROFILE_PARAMETERS } from "../../detectors/limits.ts";
import { isSecretField } from "../redact.ts";
import type { ProfileLesson, ProfileSighting, ProfileStore } from "../types.ts";

/** What the profiles in memory may be told. */
export interface MemoryProfilesOptions {
  /** Mixed into the digests of clients; the same in all processes that share profiles. */
  readonly secret?: string;
}

/** A request that is to be learned from. */
interface Pending {
  /** One for each client: the same of the same within so short a time teaches once. */
  readonly lessons: ProfileLesson[];
  /** Its most surprising value, and what says so. */
  said: Said | undefined;
}

interface Said {
  readonly profiles: Profiles;
  readonly version: number;
  readonly route: string;
  readonly found: ValueSurprise | undefined;
}

/** Learns within one process, and forgets with it. */
export class MemoryProfiles implements ProfileStore {
  readonly #rooms = new Map<string, Profiles>();
  readonly #seed: number;
  #pending = new Map<InspectedRequest, Pending>();
  #waiting = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Whose digest was asked for last: each request asks twice. */
  #client = "";
  #digestOfClient: number;

  constructor({ secret = crypto.randomUUID() }: MemoryProfilesOptions = {}) {
    this.#seed = digest(secret, 0);
    this.#digestOfClient = digest("", this.#seed);
  }

  deviation(request: InspectedRequest, { room, client, route, now }: ProfileSighting): Deviation | undefined {
    const profiles = this.#rooms.get(room);
    if (!profiles) return undefined;
    const sighting = { route, client: this.#digest(client), now, ignore: isSecretField };
    const pending = this.#pending.get(request);
    // What has just been here has been looked at.
    if (!pending) return profiles.deviation(request, sighting);
    let { said } = pending;
    if (said?.profiles !== profiles || said.version !== profiles.version || said.route !== route) {
      const found = profiles.surprise(request, sighting);
      pending.said = said = { profiles, version: profiles.version, route, found };
    }
    return profiles.deviationBy(said.found, request, sighting);
  }

  learn(request: InspectedRequest, lesson: ProfileLesson): void {
    const { room, client, route, now, failed, quiet } = lesson;
    this.room(room, now).count({ route, client: this.#digest(client), now }, failed, quiet);
    // What teaches nothing is not held on to.
    if (failed || !quiet || this.#waiting >= MAX_LESSONS) return;
    const pending = this.#pending.get(request);
    if (!pending) this.#pending.set(request, { lessons: [lesson], said: undefined });
    else if (pending.lessons.some((each) => isAgain(each, lesson))) return;
    else pending.lessons.push(lesson);
    this.#waiting++;
    this.#timer ??= setTimeout(() => this.settle(), LESSON_MS);
  }

  /** Learns what waits. */
  settle(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const pending = this.#pending;
    this.#pending = new Map();
    this.#waiting = 0;
    for (const [request, { lessons }] of pending) {
      for (const { room, client, route, now } of lessons) {
        this.room(room, now).observe(request, { route, client: this.#digest(client), now, ignore: isSecretField });
      }
    }
  }

  /** The profiles of a room, made where there are none. `now`: milliseconds since the epoch. */
  room(room: string, now: number): Profiles {
    const known = this.#rooms.get(room);
    if (known) return known;
    const profiles = new Profiles(now, room === "main" ? PROFILE_PARAMETERS : MAX_VISITOR_PARAMETERS);
    this.#rooms.set(room, profiles);
    if (this.#rooms.size > MAX_PROFILE_ROOMS) {
      for (const oldest of this.#rooms.keys()) {
        if (oldest === "main") continue;
        this.#rooms.delete(oldest);
        break;
      }
    }
    return profiles;
  }

  /** Forgets a room. */
  forget(room: string): void {
    this.#rooms.delete(room);
  }

  #digest(client: string): number {
    if (client !== this.#client) {
      this.#digestOfClient = digest(client, this.#seed);
      this.#client = client;
    }
    return this.#digestOfClient;
  }
}

/** Whether the same client has just sent the same request to the same route. */
function isAgain(before: ProfileLesson, { client, room, route, now }: ProfileLesson): boolean {
  return before.client === client && before.room === room && before.route === route && now - before.now < LESSON_MS;
}

/** 32 bits that tell clients apart: FNV-1a with the last mixing of MurmurHash3. */
function digest(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
