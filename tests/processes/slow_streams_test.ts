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

/** Attacks before the first silent stream. */
const WARM = 300;

/** Starts a server that has seen attacks already: what every server grows by at first is not meant. */
async function open() {
  const server = await startServer({ GLASSHOUSE_KV: ":memory:" });
  const thrown = new Thrown(server.url, server.process.pid);
  let before = 0;
  while (thrown.n < WARM) before = await thrown.more(AT_ONCE);
  return { server, thrown, before };
}

Deno.test("100 streams that nobody reads are closed, and what waited for them is not kept", async () => {
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

  const offered = (thrown.n - WARM) * BODY.length * SILENT / 1e6;
  const said = `${(most - before).toFixed(0)} MB more, ${offered.toFixed(0)} offered`;
  console.log(said);
  // What waited for nobody would be all that was offered; the events themselves let the server grow, too.
  ok(most - before < offered / 10, said);
});
