import { equal, ok } from "node:assert/strict";
import { usageOf } from "../bench/streams.ts";
import { startServer } from "./server.ts";

const SILENT = 100;

/** An attack whose event is as large as events get: the body is kept. */
const BODY = JSON.stringify({ note: `${"all work and no play ".repeat(350)} ' OR '1'='1` });

/** Attacks at most before every silent stream has to be closed. */
const MOST = 8_000;

/** A server, the attacks thrown at it so far, and what they cost it. */
class Thrown {
  n = 0;
  constructor(readonly url: string, readonly pid: number) {}

  /** Throws some attacks, each from another client; resolves with the megabytes that the server holds then. */
  async more(count: number): Promise<number> {
    await Promise.all(Array.from({ length: count }, () => this.#one(this.n++)));
    return (await usageOf(this.pid)).rssMegabytes;
  }

  async #one(n: number): Promise<void> {
    const headers = { "x-demo-ip": `10.2.${(n >> 8) & 255}.${n & 255}`, "content-type": "application/json" };
    await (await fetch(`${this.url}/api/nothing`, { method: "POST", headers, body: BODY })).body?.cancel();
  }

  async streams(): Promise<number> {
    const health: { streams: number } = await (await fetch(`${this.url}/health`)).json();
    return health.streams;
  }
}

/** Attacks that are under way at once. */
const AT_ONCE = 20;

async function warm(thrown: Thrown): Promise<number> {
  let most = 0;
  while (thrown.n < 300) most = await thrown.more(AT_ONCE);
  return most;
}

/** Starts a server that has seen attacks already: what every server grows by at first is not meant. */
async function open() {
  const server = await startServer({ GLASSHOUSE_KV: ":memory:" });
  const thrown = new Thrown(server.url, server.process.pid);
  return { server, thrown, before: await warm(thrown) };
}

Deno.test("100 streams that nobody reads are closed, and take hardly more memory than none", async () => {
  const { server, thrown, before } = await open();
  const { port } = new URL(server.url);
  const connections = await Promise.all(Array.from({ length: SILENT }, async () => {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port: Number(port) });
    await connection.write(new TextEncoder().encode("GET /glass/stream HTTP/1.1\r\nhost: a\r\n\r\n"));
    return connection;
  }));
  for (let n = 0; n < 500 && await thrown.streams() < SILENT; n++) await new Promise((next) => setTimeout(next, 20));
  equal(await thrown.streams(), SILENT);
  let most = before;
  while (await thrown.streams() > 0 && thrown.n < MOST) most = Math.max(most, await thrown.more(AT_ONCE));
  const left = await thrown.streams();
  for (const connection of connections) connection.close();
  await server.stop();
  equal(left, 0, `streams are still open after ${thrown.n} events`);

  // The same attacks at a server that nobody listens to.
  const alone = await open();
  let usual = alone.before;
  while (alone.thrown.n < thrown.n) usual = Math.max(usual, await alone.thrown.more(AT_ONCE));
  await alone.server.stop();
  const offered = (thrown.n - 300) * BODY.length * SILENT / 1e6;
  const [grown, grownAlone] = [most - before, usual - alone.before];
  const said = `${grown.toFixed(0)} MB more, ${grownAlone.toFixed(0)} without streams, ${offered.toFixed(0)} offered`;
  console.log(said);
  // What waited for nobody would be all that was offered.
  ok(grown - grownAlone < offered / 10, said);
});
