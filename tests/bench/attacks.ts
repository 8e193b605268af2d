/**
 * `deno task bench --attacks [--seconds N] [--rounds N]`: nothing but attacks on the product as users start it; first
 * each from a client of its own, so that none stands for another, then all from one, whose flood is counted into few
 * events. Afterwards the log is asked how many it has.
 * @module
 */
import { type Head, headKey } from "../../store/keys.ts";
import { openKv } from "../../store/open.ts";
import { startServer } from "../processes/server.ts";
import { usageOf } from "./streams.ts";
import { parseWrk } from "./wrk.ts";

/** Many clients have a connection each, as far as one machine goes: an answer waits for the disk, others need not. */
const CONNECTIONS = 256;
const WARM_UP_SECONDS = 3;

const PATH = "/api/nothing?q=%27%20OR%20%271%27=%271";

/** Sixteen million clients one after the other, or one. */
const SCRIPTS = {
  "many clients": `
local n = 0
request = function()
  n = n + 1
  local client = string.format("10.%d.%d.%d", math.floor(n / 65536) % 256, math.floor(n / 256) % 256, n % 256)
  return wrk.format("GET", "${PATH}", { ["x-demo-ip"] = client })
end`,
  "one client": `wrk.path = "${PATH}"`,
};

/** Measures; the text is for people. */
export async function benchAttacks(seconds: number, rounds: number): Promise<string> {
  const folder = await Deno.makeTempDir();
  const lines = [`${new Date().toISOString().slice(0, 16)}Z, wrk -c${CONNECTIONS} -t1, each request an attack`];
  try {
    for (const [name, script] of Object.entries(SCRIPTS)) {
      await Deno.writeTextFile(`${folder}/attacks.lua`, script);
      for (let round = 0; round < rounds; round++) {
        lines.push(`${name}: ${await attackRound(folder, `${name} ${round}`, seconds)}`);
      }
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  return lines.join("\n");
}

async function attackRound(folder: string, name: string, seconds: number): Promise<string> {
  const path = `${folder}/${name}`;
  const server = await startServer({ GLASSHOUSE_KV: path });
  await wrk(server.url, folder, WARM_UP_SECONDS);
  const [before, warm] = [await usageOf(server.process.pid), await loggedIn(path)];
  const { requests, requestsPerSecond, p50Ms, p99Ms, refused } = await wrk(server.url, folder, seconds);
  const after = await usageOf(server.process.pid);
  await server.stop();
  const stored = await loggedIn(path) - warm;
  const cpuUs = (after.cpuSeconds - before.cpuSeconds) / requests * 1e6;
  return [
    `${requestsPerSecond.toFixed(0)} requests/s`,
    `p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms, CPU ${cpuUs.toFixed(0)} us`,
    `${requests} answered, ${refused} refused, ${stored} events in the log`,
  ].join("; ");
}

async function wrk(url: string, folder: string, seconds: number) {
  const args = [`-c${CONNECTIONS}`, "-t1", `-d${seconds}`, "--latency", "-s", `${folder}/attacks.lua`, url];
  const { stdout } = await new Deno.Command("wrk", { args, stderr: "inherit" }).output();
  const text = new TextDecoder().decode(stdout);
  return { ...parseWrk(text), refused: Number(/Non-2xx or 3xx responses: (\d+)/.exec(text)?.[1] ?? 0) };
}

async function loggedIn(path: string): Promise<number> {
  const kv = await openKv(path);
  const { value } = await kv.get<Head>(headKey("main"));
  kv.close();
  return value?.seq ?? 0;
}
