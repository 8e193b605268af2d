/**
 * `deno task bench --soak N [--seconds N]`: memory of the product after N requests, in rounds of wrk on a database file:
 * innocent requests, every fourth round attacks. Ends after the seconds at the latest.
 * @module
 */
import { startServer } from "../processes/server.ts";
import { usageOf } from "./streams.ts";
import { parseWrk } from "./wrk.ts";

const BENIGN = "/api/nothing?q=blue+shirt&page=2";
const ATTACK = "/api/nothing?q=%27%20OR%20%271%27=%271";

/** Seconds of one round. */
const ROUND = 4;

/** Requests after which the memory counts as warm. */
const WARM = 100_000;

/** Measures; the text is for people. */
export async function benchSoak(requests: number, seconds: number): Promise<string> {
  const folder = await Deno.makeTempDir();
  const server = await startServer({ GLASSHOUSE_KV: `${folder}/kv.sqlite3`, GLASSHOUSE_RATE_LIMIT: "1000000" });
  const lines = [`${new Date().toISOString().slice(0, 16)}Z, wrk -c32 -t1, three rounds of four innocent`];
  try {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const rss = async () => (await usageOf(server.process.pid)).rssMegabytes;
    lines.push(`idle: ${(await rss()).toFixed(0)} MB`);
    const end = performance.now() + seconds * 1_000;
    let sent = 0;
    let warm: number | undefined;
    for (let round = 0; sent < requests && performance.now() < end; round++) {
      const url = `${server.url}${round % 4 === 3 ? ATTACK : BENIGN}`;
      const { stdout } = await new Deno.Command("wrk", { args: ["-c32", "-t1", `-d${ROUND}`, "--latency", url] })
        .output();
      const before = sent;
      sent += parseWrk(new TextDecoder().decode(stdout)).requests;
      const now = await rss();
      if (sent >= WARM) warm ??= now;
      if (Math.floor(sent / WARM) > Math.floor(before / WARM)) lines.push(`${sent} requests: ${now.toFixed(0)} MB`);
    }
    const last = await rss();
    lines.push(
      `${sent} requests: ${last.toFixed(0)} MB, ratio to the first ${WARM}: ${(last / (warm ?? last)).toFixed(2)}`,
    );
  } finally {
    await server.stop();
    await Deno.remove(folder, { recursive: true });
  }
  return lines.join("\n");
}
