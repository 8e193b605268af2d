/**
 * Clients of the live stream, in a process of their own: `stream_clients.ts <port> <count> <seconds>`. Prints `open`
 * when all are connected, and what they got when time is up.
 * @module
 */

/** What the clients got. */
export interface StreamFigures {
  /** Events that arrived, over all clients, and per client the least and the most. */
  readonly delivered: number;
  readonly least: number;
  readonly most: number;
  /** Milliseconds from the guard's clock to the client's, of the clients that were timed. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  readonly bytes: number;
}

/** Every tenth client looks at the time of each event; the others only count, to leave the processor to the server. */
const TIMED_EVERY = 10;

const EVENT = new TextEncoder().encode('{"id":"');
const AT = '"at":';

interface Client {
  events: number;
  bytes: number;
}

/** Reads until the connection ends; `waits` gets the age of each event where the client is timed. */
async function listen(connection: Deno.Conn, client: Client, waits: number[] | undefined): Promise<void> {
  const buffer = new Uint8Array(256 * 1024);
  const decoder = new TextDecoder("latin1");
  for (;;) {
    const read = await connection.read(buffer).catch(() => null);
    if (read === null) return;
    const bytes = buffer.subarray(0, read);
    client.bytes += read;
    if (!waits) {
      client.events += countOf(bytes);
      continue;
    }
    const now = Date.now();
    const text = decoder.decode(bytes);
    for (let at = text.indexOf('{"id":"'); at >= 0; at = text.indexOf('{"id":"', at + 1)) {
      client.events++;
      const time = text.indexOf(AT, at);
      if (time >= 0 && time < at + 100) waits.push(now - parseInt(text.slice(time + AT.length, time + 20), 10));
    }
  }
}

/** Events that begin in a chunk; one whose first bytes are cut in two is missed, which a few in a million are. */
function countOf(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(EVENT[0]!); at >= 0; at = bytes.indexOf(EVENT[0]!, at + 1)) {
    if (EVENT.every((byte, i) => bytes[at + i] === byte)) count++;
  }
  return count;
}

if (import.meta.main) {
  const [port, count, seconds] = Deno.args.map(Number);
  const clients: Client[] = [];
  const waits: number[] = [];
  const connections: Deno.Conn[] = [];
  for (let i = 0; i < count!; i++) {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port: port! });
    await connection.write(new TextEncoder().encode("GET /glass/stream HTTP/1.1\r\nhost: a\r\n\r\n"));
    const client = { events: 0, bytes: 0 };
    clients.push(client);
    connections.push(connection);
    void listen(connection, client, i % TIMED_EVERY === 0 ? waits : undefined);
  }
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  console.log("open");
  await new Promise((resolve) => setTimeout(resolve, seconds! * 1_000));
  const events = clients.map((client) => client.events);
  waits.sort((a, b) => a - b);
  const figures: StreamFigures = {
    delivered: events.reduce((sum, each) => sum + each, 0),
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
