/**
 * A small KV Connect server for tests: Deno's own remote client talks to it as it talks to Deno Deploy or a
 * self-hosted denokv. Protocol 3, strong reads, atomic writes, watches; values live in one sorted map.
 * @module
 */

/** A running server; `calls` counts requests by path. */
export interface KvConnect {
  readonly url: string;
  readonly calls: Map<string, number>;
  close(): Promise<void>;
}

/** The token that clients must send; Deno reads it from DENO_KV_ACCESS_TOKEN. */
export const KV_TOKEN = "a-token-for-tests-of-kv-connect";

interface Entry {
  readonly value: Uint8Array;
  readonly encoding: number;
  readonly versionstamp: Uint8Array;
}

const JSON_TYPE = { "content-type": "application/json" };
const PROTOBUF_TYPE = { "content-type": "application/x-protobuf" };
const LE64 = 2;
const SET = 1;
const DELETE = 2;
const SUM = 3;

/** Starts a server on a free port. */
export function startKvConnect(): KvConnect {
  const data = new SortedData();
  const calls = new Map<string, number>();
  const watchers: Watchers = new Set();
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request): Promise<Response> => {
    const { pathname, origin } = new URL(request.url);
    calls.set(pathname, (calls.get(pathname) ?? 0) + 1);
    if (request.headers.get("authorization") !== `Bearer ${KV_TOKEN}`) return new Response(null, { status: 401 });
    const bytes = new Uint8Array(await request.arrayBuffer());
    if (pathname === "/v2/snapshot_read") return new Response(read(data, bytes), { headers: PROTOBUF_TYPE });
    if (pathname === "/v2/atomic_write") {
      const answer = write(data, bytes);
      for (const tell of watchers) tell();
      return new Response(answer, { headers: PROTOBUF_TYPE });
    }
    if (pathname === "/v2/watch") return new Response(watch(data, bytes, watchers), { headers: PROTOBUF_TYPE });
    const metadata = {
      version: 3,
      databaseId: "11111111-2222-4333-8444-555555555555",
      endpoints: [{ url: `${origin}/v2`, consistency: "strong" }],
      token: KV_TOKEN,
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    };
    return new Response(JSON.stringify(metadata), { headers: JSON_TYPE });
  });
  return { url: `http://127.0.0.1:${server.addr.port}`, calls, close: () => server.shutdown() };
}

function read(data: SortedData, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Writer();
  for (const range of fieldsOf(bytes, 1)) {
    const fields = parse(range);
    const [start, end] = [bytesAt(fields, 1), bytesAt(fields, 2)];
    const values = new Writer();
    for (const [key, entry] of data.range(start, end, numberAt(fields, 3), numberAt(fields, 4) === 1)) {
      values.message(1, entryOf(key, entry));
    }
    out.message(1, values);
  }
  return out.number(4, 1).number(8, 1).done();
}

/** Called after every write. */
type Watchers = Set<() => void>;

/** A stream of what the keys hold: at once, and whenever one of them has changed. */
function watch(data: SortedData, bytes: Uint8Array, watchers: Watchers): ReadableStream<Uint8Array<ArrayBuffer>> {
  const keys = fieldsOf(bytes, 1).map((key) => bytesAt(parse(key), 1));
  const known = keys.map((): string | undefined => "");
  let tell = () => {};
  return new ReadableStream({
    start(controller) {
      tell = () => {
        const out = new Writer().number(1, 1);
        let news = false;
        for (const [i, key] of keys.entries()) {
          const entry = data.get(key);
          const stamp = entry?.versionstamp.toHex();
          const changed = known[i] !== stamp;
          known[i] = stamp;
          news ||= changed;
          const output = new Writer().number(1, changed ? 1 : 0);
          if (changed && entry) output.message(2, entryOf(key, entry));
          out.message(2, output);
        }
        if (news) controller.enqueue(framed(out.done()));
      };
      watchers.add(tell);
      tell();
    },
    cancel: () => void watchers.delete(tell),
  });
}

/** A message behind its length, four bytes, little end first. */
function framed(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(4 + message.length);
  new DataView(frame.buffer).setUint32(0, message.length, true);
  frame.set(message, 4);
  return frame;
}

function entryOf(key: Uint8Array, { value, encoding, versionstamp }: Entry): Writer {
  return new Writer().bytes(1, key).bytes(2, value).number(3, encoding).bytes(4, versionstamp);
}

function write(data: SortedData, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  for (const check of fieldsOf(bytes, 1)) {
    const fields = parse(check);
    const known = data.get(bytesAt(fields, 1))?.versionstamp ?? new Uint8Array();
    if (known.toHex() !== bytesAt(fields, 2).toHex()) return new Writer().number(1, 2).done();
  }
  const versionstamp = data.nextVersionstamp();
  for (const mutation of fieldsOf(bytes, 2)) {
    const fields = parse(mutation);
    const key = bytesAt(fields, 1);
    const given = parse(bytesAt(fields, 2));
    const kind = numberAt(fields, 3);
    const entry = { value: bytesAt(given, 1), encoding: numberAt(given, 2), versionstamp };
    if (kind === SET) data.set(key, entry);
    else if (kind === DELETE) data.delete(key);
    else if (kind === SUM) data.set(key, { ...entry, encoding: LE64, value: sum(data.get(key)?.value, entry.value) });
    else throw new Error(`Cannot write: mutation type ${kind} is not offered`);
  }
  return new Writer().number(1, 1).bytes(2, versionstamp).done();
}

function sum(known: Uint8Array | undefined, added: Uint8Array): Uint8Array {
  const result = new Uint8Array(8);
  new DataView(result.buffer).setBigUint64(0, le64(known) + le64(added), true);
  return result;
}

function le64(bytes: Uint8Array | undefined): bigint {
  return bytes ? new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true) : 0n;
}

/** Keys in the order of their bytes; hexadecimal text sorts alike. */
class SortedData {
  readonly #entries = new Map<string, Entry>();
  #sorted: string[] | undefined;
  #version = 0;

  get(key: Uint8Array): Entry | undefined {
    return this.#entries.get(key.toHex());
  }

  set(key: Uint8Array, entry: Entry): void {
    const id = key.toHex();
    if (!this.#entries.has(id)) this.#sorted = undefined;
    this.#entries.set(id, entry);
  }

  delete(key: Uint8Array): void {
    if (this.#entries.delete(key.toHex())) this.#sorted = undefined;
  }

  range(start: Uint8Array, end: Uint8Array, limit: number, reverse: boolean): [Uint8Array, Entry][] {
    const [from, to] = [start.toHex(), end.toHex()];
    const sorted = this.#sorted ??= [...this.#entries.keys()].sort();
    const found = sorted.filter((key) => key >= from && key < to);
    if (reverse) found.reverse();
    return found.slice(0, limit).map((key) => [Uint8Array.fromHex(key), this.#entries.get(key)!]);
  }

  nextVersionstamp(): Uint8Array {
    return Uint8Array.fromHex((++this.#version).toString(16).padStart(20, "0"));
  }
}

/** One field of a protobuf message: a number, or the bytes of a string, a message or a blob. */
type Field = readonly [number: number, value: bigint | Uint8Array];

function parse(bytes: Uint8Array): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n;; shift += 7n) {
      const byte = bytes[at++]!;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    if ((tag & 7) === 0) fields.push([tag >> 3, varint()]);
    else if ((tag & 7) === 2) {
      const length = Number(varint());
      fields.push([tag >> 3, bytes.subarray(at, at += length)]);
    } else throw new Error(`Cannot read protobuf: wire type ${tag & 7}`);
  }
  return fields;
}

function fieldsOf(bytes: Uint8Array, wanted: number): Uint8Array[] {
  return parse(bytes).flatMap(([number, value]) => number === wanted && value instanceof Uint8Array ? [value] : []);
}

function bytesAt(fields: readonly Field[], wanted: number): Uint8Array {
  const value = fields.find(([number]) => number === wanted)?.[1];
  return value instanceof Uint8Array ? value : new Uint8Array();
}

function numberAt(fields: readonly Field[], wanted: number): number {
  const value = fields.find(([number]) => number === wanted)?.[1];
  return typeof value === "bigint" ? Number(value) : 0;
}

class Writer {
  readonly #out: number[] = [];

  number(field: number, value: number): this {
    this.#varint(field << 3);
    this.#varint(value);
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    this.#varint((field << 3) | 2);
    this.#varint(value.length);
    for (const byte of value) this.#out.push(byte);
    return this;
  }

  message(field: number, value: Writer): this {
    return this.bytes(field, value.done());
  }

  done(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#out);
  }

  #varint(value: number): void {
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) this.#out.push((rest % 128) | 128);
    this.#out.push(rest);
  }
}
