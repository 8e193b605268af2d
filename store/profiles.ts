/**
 * Profiles that outlive the process, and that several processes learn together: in memory for the guard, merged with
 * KV on a timer, with snapshots to return to.
 * @module
 */
import { decodeProfiles, encodeProfiles } from "../detectors/anomaly/profile/codec.ts";
import type { Profiles } from "../detectors/anomaly/profile/profiles.ts";
import type { Deviation } from "../detectors/anomaly/profile/rules.ts";
import type { InspectedRequest } from "../detectors/types.ts";
import { MemoryProfiles } from "../guard/memory/profiles.ts";
import type { ProfileLesson, ProfileSighting, ProfileStore } from "../guard/types.ts";
import { MAX_ATTEMPTS, MAX_SNAPSHOTS, SNAPSHOT_MS, SYNC_PROFILES_MS } from "./limits.ts";
import {
  deleteProfiles,
  keptProfiles,
  LIVE,
  nameOfSnapshot,
  type ReadProfiles,
  readProfiles,
  writeProfiles,
} from "./profile_bytes.ts";
import { sharedSecret } from "./secret.ts";

/** Where a room stands with the database. */
interface Standing {
  /** Versionstamp of what this process has read or written last. */
  versionstamp: string | null;
  syncedAt: number;
  keptAt: number;
  /** Why what was stored could not be read. */
  problem?: string;
  /** One at a time. */
  running: Promise<void>;
}

/** What the page is told of the store's side. */
export interface KeptProfiles {
  /** Times of the snapshots, milliseconds since the epoch, the newest first. */
  readonly snapshots: readonly number[];
  readonly problem?: string;
}

/** Learns, keeps, merges. */
export class KvProfiles implements ProfileStore {
  #memory: MemoryProfiles | undefined;
  #opening: Promise<MemoryProfiles> | undefined;
  readonly #rooms = new Map<string, Standing>();

  constructor(readonly kv: Deno.Kv, readonly now: () => number = Date.now) {}

  deviation(request: InspectedRequest, sighting: ProfileSighting): Deviation | undefined {
    return this.#memory?.deviation(request, sighting);
  }

  learn(request: InspectedRequest, lesson: ProfileLesson): void {
    this.#memory?.learn(request, lesson);
  }

  /** Brings a room's profiles into memory. Bytes that cannot be read are left where they are until learning begins anew. */
  async load(room: string): Promise<void> {
    if (this.#rooms.has(room)) return;
    await this.#open();
    await this.#alone(room, async (standing) => {
      const [newest] = await keptProfiles(this.kv, room);
      standing.keptAt = newest?.savedAt ?? 0;
      await this.#read(room, standing);
    });
  }

  /** The profiles of a room as this process knows them. */
  async of(room: string): Promise<Profiles> {
    await this.load(room);
    this.#memory!.settle();
    return this.#memory!.room(room, this.now());
  }

  /** Merges with the database what either side learned, for every room that is due. */
  async round(): Promise<void> {
    const now = this.now();
    for (const [room, { syncedAt }] of this.#rooms) {
      if (now - syncedAt < SYNC_PROFILES_MS && now >= syncedAt) continue;
      await this.sync(room);
    }
  }

  /** Merges a room with the database now. */
  sync(room: string): Promise<void> {
    return this.#alone(room, (standing) => this.#sync(room, standing));
  }

  /** Forgets a room that was deleted. */
  forget(room: string): void {
    this.#rooms.delete(room);
    this.#memory?.forget(room);
  }

  /** Writes a room and lets it leave the memory. */
  async unload(room: string): Promise<void> {
    await this.sync(room).finally(() => this.forget(room));
  }

  /** Writes everything. */
  async close(): Promise<void> {
    for (const room of this.#rooms.keys()) await this.sync(room);
  }

  /** Snapshots, and what went wrong. */
  async kept(room: string): Promise<KeptProfiles> {
    await this.load(room);
    const snapshots = (await keptProfiles(this.kv, room)).map(({ savedAt }) => savedAt);
    const problem = this.#rooms.get(room)?.problem;
    return problem === undefined ? { snapshots } : { snapshots, problem };
  }

  /** Begins anew, in all processes; what was known becomes a snapshot first. */
  async reset(room: string): Promise<void> {
    await this.load(room);
    await this.#alone(room, async (standing) => {
      await this.#sync(room, standing);
      const profiles = this.#memory!.room(room, this.now());
      if (profiles.size.parameters > 0) await this.#keep(room, standing, profiles);
      profiles.clear(this.now(), profiles.generation + 1);
      delete standing.problem;
      await this.#sync(room, standing);
    });
  }

  /** Returns to the snapshot of this time, in all processes; false when there is none, or none that can be read. */
  async rollBack(room: string, at: number): Promise<boolean> {
    await this.load(room);
    let done = false;
    await this.#alone(room, async (standing) => {
      const { record } = await readProfiles(this.kv, room, nameOfSnapshot(at));
      const decoded = record && decodeProfiles(record.bytes);
      if (decoded?.kind !== "ok") return;
      await this.#sync(room, standing);
      const profiles = this.#memory!.room(room, this.now());
      profiles.clear(this.now(), profiles.generation + 1);
      decoded.profiles.generation = profiles.generation;
      profiles.merge(decoded.profiles);
      delete standing.problem;
      await this.#sync(room, standing);
      done = true;
    });
    return done;
  }

  #open(): Promise<MemoryProfiles> {
    // The digests of clients must agree among processes, or every client would count twice.
    return this.#opening ??= sharedSecret(this.kv).then((secret) => this.#memory = new MemoryProfiles({ secret }))
      .catch((error) => {
        this.#opening = undefined;
        throw error;
      });
  }

  /** Runs one task of a room after the other. */
  #alone(room: string, task: (standing: Standing) => Promise<void>): Promise<void> {
    let standing = this.#rooms.get(room);
    if (!standing) {
      standing = { versionstamp: null, syncedAt: this.now(), keptAt: 0, running: Promise.resolve() };
      this.#rooms.set(room, standing);
    }
    const own = standing;
    const result = own.running.then(() => task(own));
    own.running = result.catch(() => {});
    return result;
  }

  /** Takes over what the database knows; what this process has to say stays to be said. */
  async #read(room: string, standing: Standing): Promise<ReadProfiles> {
    const read = await readProfiles(this.kv, room, LIVE);
    if (read.record === undefined || read.versionstamp === standing.versionstamp) return read;
    standing.versionstamp = read.versionstamp;
    const profiles = this.#memory!.room(room, this.now());
    const decoded = decodeProfiles(read.record.bytes, profiles.most);
    if (decoded.kind === "corrupt") {
      standing.problem = `The stored profiles could not be read (${decoded.reason}); learning begins anew.`;
      return read;
    }
    const { changed } = profiles;
    profiles.merge(decoded.profiles);
    profiles.changed = changed;
    return read;
  }

  async #sync(room: string, standing: Standing): Promise<void> {
    const memory = this.#memory;
    if (!memory) return;
    standing.syncedAt = this.now();
    memory.settle();
    const profiles = memory.room(room, this.now());
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const before = await this.#read(room, standing);
      if (!profiles.changed) return;
      const settle = profiles.freeze();
      const bytes = encodeProfiles(profiles);
      profiles.changed = false;
      const savedAt = this.now();
      const versionstamp = await writeProfiles(this.kv, room, LIVE, bytes, { before, savedAt }).catch((error) => {
        profiles.changed = true;
        throw error;
      });
      if (versionstamp !== undefined) {
        settle();
        standing.versionstamp = versionstamp;
        if (profiles.size.known > 0 && savedAt - standing.keptAt >= SNAPSHOT_MS) {
          await this.#keep(room, standing, profiles);
        }
        return;
      }
      profiles.changed = true;
    }
    // Others write all the time; what this process has learned is said the next time.
  }

  async #keep(room: string, standing: Standing, profiles: Profiles): Promise<void> {
    const savedAt = this.now();
    const name = nameOfSnapshot(savedAt);
    const before = await readProfiles(this.kv, room, name);
    await writeProfiles(this.kv, room, name, encodeProfiles(profiles), { before, savedAt });
    standing.keptAt = savedAt;
    for (const { name } of (await keptProfiles(this.kv, room)).slice(MAX_SNAPSHOTS)) {
      await deleteProfiles(this.kv, room, name);
    }
  }
}
