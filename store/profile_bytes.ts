/**
 * Profiles of a room in KV: a head, and the bytes in parts that fit into values. All are written in one commit, so the
 * parts belong to the head when they carry its versionstamp.
 * @module
 */
import { keptPrefix, profilePartKey, profilesKey, type StoredProfiles } from "./keys.ts";
import { MAX_ATTEMPTS, PROFILE_PART_BYTES } from "./limits.ts";

/** What stands in the database under one name. */
export interface ProfileRecord {
  readonly head: StoredProfiles;
  readonly bytes: Uint8Array;
}

/** What was read, with the versionstamp that a swap must still find. */
export interface ReadProfiles {
  readonly record: ProfileRecord | undefined;
  readonly versionstamp: string | null;
}

/** Parts that are read at once: as many keys as one `getMany` takes. */
const PARTS_AT_ONCE = 10;

/** Reads the record of this name, `live` or the time of a snapshot. Rejects when it changes faster than it can be read. */
export async function readProfiles(kv: Deno.Kv, room: string, name: string): Promise<ReadProfiles> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const { value: head, versionstamp } = await kv.get<StoredProfiles>(profilesKey(room, name));
    if (head === null) return { record: undefined, versionstamp };
    const parts: Deno.KvEntryMaybe<Uint8Array>[] = [];
    for (let from = 0; from < head.parts; from += PARTS_AT_ONCE) {
      const length = Math.min(PARTS_AT_ONCE, head.parts - from);
      const keys = Array.from({ length }, (_, i) => profilePartKey(room, name, from + i));
      parts.push(...await kv.getMany<Uint8Array[]>(keys));
    }
    if (parts.some((part) => part.versionstamp !== versionstamp)) continue;
    const bytes = new Uint8Array(parts.reduce((sum, { value }) => sum + (value?.length ?? 0), 0));
    let at = 0;
    for (const { value } of parts) {
      bytes.set(value ?? [], at);
      at += value?.length ?? 0;
    }
    return { record: { head, bytes }, versionstamp };
  }
  throw new Error(`Cannot read the profiles of room ${room}: they changed ${MAX_ATTEMPTS} times meanwhile`);
}

/** Writes a record if nobody has since `before`; the new versionstamp, or undefined when somebody was quicker. */
export async function writeProfiles(
  kv: Deno.Kv,
  room: string,
  name: string,
  bytes: Uint8Array,
  { before, savedAt }: { readonly before: ReadProfiles; readonly savedAt: number },
): Promise<string | undefined> {
  const parts = Math.ceil(bytes.length / PROFILE_PART_BYTES);
  const operation = kv.atomic().check({ key: profilesKey(room, name), versionstamp: before.versionstamp });
  operation.set(profilesKey(room, name), { parts, savedAt } satisfies StoredProfiles);
  for (let part = 0; part < parts; part++) {
    const from = part * PROFILE_PART_BYTES;
    operation.set(profilePartKey(room, name, part), bytes.slice(from, from + PROFILE_PART_BYTES));
  }
  for (let part = parts; part < (before.record?.head.parts ?? 0); part++) {
    operation.delete(profilePartKey(room, name, part));
  }
  const result = await operation.commit();
  return result.ok ? result.versionstamp : undefined;
}

/** Deletes a record. */
export async function deleteProfiles(kv: Deno.Kv, room: string, name: string): Promise<void> {
  const { value } = await kv.get<StoredProfiles>(profilesKey(room, name));
  const operation = kv.atomic().delete(profilesKey(room, name));
  for (let part = 0; part < (value?.parts ?? 0); part++) operation.delete(profilePartKey(room, name, part));
  await operation.commit();
}

/** Names of the snapshots of a room, the newest first. */
export async function keptProfiles(kv: Deno.Kv, room: string): Promise<{ name: string; savedAt: number }[]> {
  const kept: { name: string; savedAt: number }[] = [];
  for await (const { key, value } of kv.list<StoredProfiles>({ prefix: keptPrefix(room) }, { reverse: true })) {
    const name = key[3];
    if (key.length === 4 && typeof name === "string" && name !== LIVE) kept.push({ name, savedAt: value.savedAt });
  }
  return kept;
}

/** Name of the profiles that are learned. */
export const LIVE = "live";

/** Name of a snapshot: its time, so that names sort by it. */
export function nameOfSnapshot(at: number): string {
  return String(at).padStart(15, "0");
}
