import { ok } from "node:assert/strict";
import { usageOf } from "../bench/streams.ts";
import { startServer } from "./server.ts";

const SILENT = 100;

/** An attack whose event is as large as events get: the body is kept. */
const BODY = JSON.stringify({ note: `${"all work and no play ".repeat(350)} ' OR '1'='1` });

Deno.test("100 streams that nobody reads are closed, and memory does not grow", async () => {
  const server = await startServer({ GLASSHOUSE_KV: ":memory:" });
  const { port } = new URL(server.url);
  const attack = async (n: number) => {
    const headers = { "x-demo-ip": `10.2.${(n >> 8) & 255}.${n & 255}`, "content-type": "application/json" };
    await (await fetch(`${server.url}/api/nothing`, { method: "POST", headers, body: BODY })).body?.cancel();
  };
  const streams = async (): Promise<number> => {
    const health: { streams: number } = await (await fetch(`${server.url}/health`)).json();
    return health.streams;
  };
  for (let n = 0; n < 300; n++) await attack(n);
  const connections = await Promise.all(Array.from({ length: SILENT }, async () => {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port: Number(port) });
    await connection.write(new TextEncoder().encode("GET /glass/stream HTTP/1.1\r\nhost: a\r\n\r\n"));
    return connection;
  }));
  const until = performance.now() + 40_000;
  while (await streams() < SILENT && performance.now() < until) await new Promise((next) => setTimeout(next, 20));
  const before = (await usageOf(server.process.pid)).rssMegabytes;
  let most = before;
  let n = 300;
  while (await streams() > 0 && performance.now() < until) {
    for (let i = 0; i < 20; i++) await attack(n++);
    most = Math.max(most, (await usageOf(server.process.pid)).rssMegabytes);
  }
  const left = await streams();
  for (const connection of connections) connection.close();
  await server.stop();
  const offered = (n - 300) * BODY.length * SILENT / 1e6;
  const grown = most - before;
  ok(left === 0, `${left} streams are still open after ${n} events`);
  // What every server grows by under load is in it; what waited for nobody would be all that was offered.
  ok(grown < 160 && grown < offered / 2, `${grown.toFixed(0)} MB more, of ${offered.toFixed(0)} MB offered`);
});
