/**
 * Profiles as bytes and back. Most slots are empty, so that only the others are written; a sum over all bytes tells
 * whether they are whole. What does not fit is left out: what was learned least, and is least worth keeping.
 * @module
 */
import { PROFILE_BYTES, PROFILE_CLIENTS, PROFILE_PARAMETERS } from "../../limits.ts";
import { type Behaviour, newBehaviour } from "./behaviour.ts";
import { ByteReader, ByteWriter } from "./bytes.ts";
import { newParameter, type Parameter } from "./parameter.ts";
import { Profiles, type RouteProfile } from "./profiles.ts";
import { mix, SLOTS } from "./shape.ts";
import { SLOT_BYTES } from "./slots.ts";
import { requestsOf, type Tally } from "./tally.ts";

/** `GHP` and the version of the format. */
const MAGIC = [0x47, 0x48, 0x50, 1] as const;

/** Longest name that is read back; names are cut before. */
const MOST_NAME = 4_096;

/** What came out of bytes. */
export type Decoded =
  | { readonly kind: "ok"; readonly profiles: Profiles }
  | { readonly kind: "corrupt"; readonly reason: string };

/**
 * Writes profiles, at most `most` bytes of them. The counts are written as settled, so that instances which read them
 * add only what they count from then on.
 */
export function encodeProfiles(profiles: Profiles, most: number = PROFILE_BYTES): Uint8Array {
  const writer = new ByteWriter();
  for (const byte of MAGIC) writer.byte(byte);
  writer.number(profiles.generation);
  writeBehaviour(writer, profiles.behaviour);
  const routes = new Map<string, number>();
  for (const [name, { tally, partial }] of profiles.routes) {
    const before = writer.length;
    writer.byte(1);
    writer.text(name);
    writer.byte(partial ? 1 : 0);
    writeTally(writer, tally);
    if (writer.length > most / 2) {
      writer.cut(before);
      break;
    }
    routes.set(name, routes.size);
  }
  for (const { owner, parameter } of profiles.byWorth()) {
    const route = routes.get(owner.route);
    if (route === undefined) continue;
    const before = writer.length;
    writer.byte(2);
    writer.number(route);
    writer.text(owner.name);
    writeParameter(writer, parameter);
    if (writer.length > most - 6) {
      writer.cut(before);
      writer.byte(3);
      break;
    }
  }
  writer.byte(0);
  const bytes = writer.bytes();
  const sum = sumOf(bytes);
  const whole = new Uint8Array(bytes.length + 4);
  whole.set(bytes);
  new DataView(whole.buffer).setUint32(bytes.length, sum);
  return whole;
}

/** Reads profiles back; says what is wrong with bytes that are none. `most`: parameters that are kept. */
export function decodeProfiles(bytes: Uint8Array, most: number = PROFILE_PARAMETERS): Decoded {
  if (bytes.length < 8) return { kind: "corrupt", reason: "the bytes end early" };
  const body = bytes.subarray(0, -4);
  const sum = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(body.length);
  if (sum !== sumOf(body)) return { kind: "corrupt", reason: "the sum over the bytes is another" };
  try {
    return { kind: "ok", profiles: readProfiles(new ByteReader(body), most) };
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: "corrupt", reason: error.message };
    throw error;
  }
}

function readProfiles(reader: ByteReader, most: number): Profiles {
  for (const byte of MAGIC) if (reader.byte() !== byte) throw new SyntaxError("they are of another format");
  const generation = reader.number();
  const profiles = new Profiles(0, most);
  profiles.generation = generation;
  profiles.behaviour = readBehaviour(reader);
  const routes: [string, RouteProfile][] = [];
  const parameters: [route: number, name: string, parameter: Parameter][] = [];
  for (let kind = reader.byte(); kind !== 0; kind = reader.byte()) {
    if (kind === 1) {
      const name = reader.text(MOST_NAME);
      const route = profiles.routeNamed(name);
      route.partial = reader.number(1) === 1;
      Object.assign(route.tally, readTally(reader));
      routes.push([name, route]);
    } else if (kind === 2) {
      parameters.push([reader.number(routes.length - 1), reader.text(MOST_NAME), readParameter(reader)]);
    } else if (kind === 3) {
      // The rest did not fit.
      for (const [, route] of routes) route.partial = true;
    } else throw new SyntaxError(`a record is of kind ${kind}`);
  }
  if (!reader.done) throw new SyntaxError("something follows the end");
  // They were written from the most worth keeping on, and are taken in the other way round.
  for (const [route, key, parameter] of parameters.reverse()) {
    const [name, profile] = routes[route]!;
    profiles.adopt(name, profile, key, parameter);
  }
  profiles.changed = false;
  return profiles;
}

function writeTally(writer: ByteWriter, tally: Tally): void {
  writer.number(requestsOf(tally));
  writer.number(tally.clients.length);
  for (const client of tally.clients) writer.number(client);
}

function readTally(reader: ByteReader): Tally {
  const base = reader.number();
  const clients = Array.from({ length: reader.number(PROFILE_CLIENTS) }, () => reader.number(0xffffffff));
  return { base, fresh: 0, clients };
}

function writeParameter(writer: ByteWriter, parameter: Parameter): void {
  const { tally, slots, lengths, groups, sealed, window, windowAt, windowRequests, fadedAt, fadedRequests } = parameter;
  writeTally(writer, tally);
  for (const value of [groups, sealed ? 1 : 0, window, windowAt, windowRequests, fadedAt, fadedRequests]) {
    writer.number(value);
  }
  writeSlots(writer, slots);
  for (const [bucket, n] of lengths.entries()) {
    if (n === 0) continue;
    writer.number(bucket + 1);
    writer.number(n);
  }
  writer.number(0);
}

function readParameter(reader: ByteReader): Parameter {
  const tally = readTally(reader);
  const groups = reader.number(0xffff);
  const sealed = reader.number(1) === 1;
  const window = reader.number(6);
  const windowAt = reader.number();
  const windowRequests = reader.number();
  const [fadedAt, fadedRequests] = [reader.number(), reader.number()];
  const parameter = {
    ...newParameter(0),
    tally,
    groups,
    sealed,
    window,
    windowAt,
    windowRequests,
    fadedAt,
    fadedRequests,
  };
  readSlots(reader, parameter.slots);
  const { lengths } = parameter;
  for (let bucket = reader.number(lengths.length); bucket > 0; bucket = reader.number(lengths.length)) {
    lengths[bucket - 1] = reader.number(0xffff);
  }
  return parameter;
}

/** Distance to the last slot, then its three bytes; 0 ends them. */
function writeSlots(writer: ByteWriter, slots: Uint8Array): void {
  let last = -1;
  for (let slot = 0; slot * SLOT_BYTES < slots.length; slot++) {
    const at = slot * SLOT_BYTES;
    if (slots[at + 2] === 0) continue;
    writer.number(slot - last);
    for (let i = 0; i < SLOT_BYTES; i++) writer.byte(slots[at + i]!);
    last = slot;
  }
  writer.number(0);
}

function readSlots(reader: ByteReader, slots: Uint8Array): void {
  let slot = -1;
  for (let step = reader.number(SLOTS); step > 0; step = reader.number(SLOTS)) {
    slot += step;
    const at = slot * SLOT_BYTES;
    if (at >= slots.length) throw new SyntaxError("a slot is beyond the last");
    for (let i = 0; i < SLOT_BYTES; i++) slots[at + i] = reader.byte();
  }
}

function writeBehaviour(writer: ByteWriter, { tally, slots, sealed, window, windowAt }: Behaviour): void {
  writeTally(writer, tally);
  for (const value of [sealed ? 1 : 0, window, windowAt]) writer.number(value);
  writeSlots(writer, slots);
}

function readBehaviour(reader: ByteReader): Behaviour {
  const tally = readTally(reader);
  const sealed = reader.number(1) === 1;
  const window = reader.number(6);
  const windowAt = reader.number();
  const behaviour = { ...newBehaviour(windowAt), tally, sealed, window };
  readSlots(reader, behaviour.slots);
  return behaviour;
}

function sumOf(bytes: Uint8Array): number {
  let sum = 0x811c9dc5;
  for (const byte of bytes) sum = mix(sum, byte);
  return sum;
}
