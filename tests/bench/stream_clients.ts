/**
 * Clients of the live stream, in a process of their own: `stream_clients.ts <port> <count> <seconds>`. Prints `open`
 * when all are connected, and what they got when time is up.
 * @module
 */

/** What the clients got. */
export interface StreamFigures {
  /** Ids of all events that arrived, in the order in which the first client got them. */
  readonly ids: readonly string[];
  /** Events per client: the least and the most. A frame that comes twice counts twice. */
  readonly least: number;
  readonly most: number;
  /** Milliseconds from the guard's clock to the client's, of the clients that were timed. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  readonly bytes: number;
}

/**
 * Every tenth client reads its frames. All get the same ones, so of the others it is enough to know which: that leaves
 * the processor to the server.
 */
const READER_EVERY = 10;

const NEW_LINE = 10;
const ID = "id: ";
/** Before a frame stands the length of the chunk that carries it. */
const FRAME = `\n${ID}`;
const EVENT = '{"id":"';
const AT = '"at":';
/** Characters of an event's id, and of a line that names one. */
const ID_LENGTH = 18;
const ID_LINE = ID.length + ID_LENGTH;

interface Client {
  /** Ids of frames. */
  readonly frames: string[];
  bytes: number;
}

/** What the readers found in the frames: the ids of their events by the frame's own. */
const read = new Map<string, readonly string[]>();
const waits: number[] = [];
const decoder = new TextDecoder("latin1");

/** Collects the ids of frames until the connection ends. An id line that a chunk cuts in two is put together. */
async function listen(connection: Deno.Conn, client: Client): Promise<void> {
  const buffer = new Uint8Array(64 * 1024);
  let kept = 0;
  for (;;) {
    const length = await connection.read(buffer.subarray(kept)).catch(() => null);
    if (length === null) return;
    client.bytes += length;
    const bytes = buffer.subarray(0, kept + length);
    let from = 0;
    for (let at = bytes.indexOf(NEW_LINE); at >= 0 && at + 1 + ID_LINE <= bytes.length;) {
      const line = bytes.subarray(at + 1, at + 1 + ID_LINE);
      if (line[0] === 0x69 && line[1] === 0x64) client.frames.push(decoder.decode(line.subarray(ID.length)));
      from = at + 1;
      at = bytes.indexOf(NEW_LINE, from);
    }
    const end = bytes.indexOf(NEW_LINE, from);
    kept = end < 0 ? 0 : bytes.length - end;
    if (end >= 0) buffer.copyWithin(0, end, bytes.length);
  }
}

/** Reads the frames to the events in them, and how old those are. */
async function readFrames(connection: Deno.Conn, client: Client): Promise<void> {
  const buffer = new Uint8Array(64 * 1024);
  let text = "";
  for (;;) {
    const length = await connection.read(buffer).catch(() => null);
    if (length === null) return;
    const now = Date.now();
    client.bytes += length;
    text += decoder.decode(buffer.subarray(0, length));
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const begin = block.indexOf(FRAME);
      if (begin < 0) continue;
      const id = block.slice(begin + FRAME.length, begin + 1 + ID_LINE);
      client.frames.push(id);
      const ids: string[] = [];
      for (let at = block.indexOf(EVENT); at >= 0; at = block.indexOf(EVENT, at + 1)) {
        ids.push(block.slice(at + EVENT.length, at + EVENT.length + ID_LENGTH));
        waits.push(now - parseInt(block.slice(block.indexOf(AT, at) + AT.length), 10));
      }
      read.set(id, ids);
    }
  }
}

if (import.meta.main) {
  const [port, count, seconds] = Deno.args.map(Number);
  const clients: Client[] = [];
  for (let i = 0; i < count!; i++) {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port: port! });
    await connection.write(new TextEncoder().encode("GET /glass/stream HTTP/1.1\r\nhost: a\r\n\r\n"));
    const client = { frames: [], bytes: 0 };
    clients.push(client);
    void (i % READER_EVERY === 0 ? readFrames : listen)(connection, client);
  }
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  console.log("open");
  await new Promise((resolve) => setTimeout(resolve, seconds! * 1_000));
  const events = clients.map(({ frames }) => frames.reduce((sum, id) => sum + (read.get(id)?.length ?? 0), 0));
  waits.sort((a, b) => a - b);
  const figures: StreamFigures = {
    ids: [...new Set([...read.values()].flat())],
    least: Math.min(...events),
    most: Math.max(...events),
    p50Ms: waits[Math.floor(waits.length * 0.5)] ?? NaN,
    p99Ms: waits[Math.floor(waits.length * 0.99)] ?? NaN,
    maxMs: waits.at(-1) ?? NaN,
    bytes: clients.reduce((sum, each) => sum + each.bytes, 0),
  };
  console.log(JSON.stringify(figures));
  Deno.exit();
}
