/**
 * `deno task bench --streams N [--seconds N]`: N clients of the live stream, 50 events a second, the product as users
 * start it. Clients and senders run in processes of their own.
 * @module
 */
import { ROOT } from "../architecture/root.ts";
import { startServer } from "../processes/server.ts";
import type { StreamFigures } from "./stream_clients.ts";

/** Events a second, each from a client of its own so that none stands for another. */
const RATE = 50;

/** Measures; the text is for people. */
export async function benchStreams(clients: number, seconds: number): Promise<string> {
  const folder = await Deno.makeTempDir();
  const server = await startServer({ GLASSHOUSE_KV: `${folder}/kv.sqlite3` });
  try {
    // The first requests warm the engine up.
    for (let n = 0; n < 200; n++) await attack(server.url, n);
    const listening = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--allow-net=127.0.0.1",
        "tests/bench/stream_clients.ts",
        new URL(server.url).port,
        String(clients),
        String(seconds + 2),
      ],
      cwd: ROOT,
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    const lines = linesOf(listening.stdout);
    await lines.next();
    const before = await usageOf(server.process.pid);
    const sent = await attackFor(server.url, seconds);
    const after = await usageOf(server.process.pid);
    const { value } = await lines.next();
    await listening.status;
    const figures: StreamFigures = JSON.parse(value ?? "{}");
    const { ids, p50Ms, p99Ms, maxMs, least, most, bytes } = figures;
    const [told, got] = [new Set(sent), new Set(ids)];
    return [
      `${new Date().toISOString().slice(0, 16)}Z, ${clients} streams, ${told.size} events in ${seconds} s`,
      `delivered per client: ${least} to ${most}; ${(bytes / clients / seconds / 1_000).toFixed(0)} KB/s each; ` +
      `missing ${told.difference(got).size}, of other requests ${got.difference(told).size}`,
      `event to client: p50 ${p50Ms} ms, p99 ${p99Ms} ms, longest ${maxMs} ms`,
      `server: ${((after.cpuSeconds - before.cpuSeconds) / seconds * 100).toFixed(0)} % of a core, ` +
      `RSS ${before.rssMegabytes.toFixed(0)} to ${after.rssMegabytes.toFixed(0)} MB`,
    ].join("\n");
  } finally {
    await server.stop();
    await Deno.remove(folder, { recursive: true });
  }
}

/** Resolves with the id of the event; a machine that is too busy may make the answer leave without. */
async function attack(url: string, n: number): Promise<string> {
  const headers = { "x-demo-ip": `10.1.${(n >> 8) & 255}.${n & 255}` };
  const response = await fetch(`${url}/api/nothing?q=%27%20OR%20%271%27=%271`, { headers });
  await response.body?.cancel();
  return response.headers.get("x-event-id") ?? `none for ${n}`;
}

async function attackFor(url: string, seconds: number): Promise<string[]> {
  const started = performance.now();
  const under: Promise<string>[] = [];
  for (let n = 0; n < seconds * RATE; n++) {
    const wait = started + n * 1_000 / RATE - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    under.push(attack(url, 1_000 + n));
  }
  return await Promise.all(under);
}

/** Processor time and memory of a process, as Linux tells them. */
export async function usageOf(pid: number) {
  // Deno itself reads there only with every permission.
  const { stdout } = await new Deno.Command("cat", { args: [`/proc/${pid}/stat`] }).output();
  const stat = new TextDecoder().decode(stdout);
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  // User and system time in hundredths of a second, resident pages of 4 KiB.
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / 100,
    rssMegabytes: Number(fields[21]) * 4_096 / 1e6,
  };
}

async function* linesOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string, undefined> {
  let rest = "";
  for await (const chunk of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
