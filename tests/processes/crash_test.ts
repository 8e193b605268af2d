import { equal, ok } from "node:assert/strict";
import { eventById } from "../../store/event_reader.ts";
import { verifyRoom } from "../../store/verify.ts";
import { type ServerProcess, startServer } from "./server.ts";

const CRASHES = Number(Deno.env.get("CRASHES") ?? "3");
const ATTACK = "/api/search?q=%27%20OR%20%271%27=%271";

/** Events of a round before the plug is pulled. */
const ROUND_EVENTS = 300;

/** Fires attacks from many clients until the server is gone; every event id that came back goes into `ids`. */
async function bombard({ url }: ServerProcess, round: number, ids: string[]): Promise<void> {
  let n = 0;
  const worker = async () => {
    for (;;) {
      const client = `10.${round}.${(++n >> 8) & 255}.${n & 255}`;
      try {
        const response = await fetch(`${url}${ATTACK}`, { headers: { "x-demo-ip": client } });
        await response.body?.cancel();
        const id = response.headers.get("x-event-id");
        if (id) ids.push(id);
      } catch {
        return;
      }
    }
  };
  await Promise.all(Array.from({ length: 32 }, worker));
}

Deno.test("no event that a client was told of is lost by a crash, and the chain stays whole", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/kv.sqlite3`;
  const told: string[] = [];
  let milliseconds = 0;
  for (let round = 0; round < CRASHES; round++) {
    const server = await startServer({ GLASSHOUSE_KV: path });
    const started = performance.now();
    const ids: string[] = [];
    const bombing = bombard(server, round, ids);
    while (ids.length < ROUND_EVENTS && performance.now() - started < 10_000) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await server.kill();
    milliseconds += performance.now() - started;
    await bombing;
    told.push(...ids);
  }
  const kv = await Deno.openKv(path);
  let missing = 0;
  for (const id of told) if (await eventById(kv, "main", id) === undefined) missing++;
  const audit = await verifyRoom(kv, "main");
  kv.close();
  await Deno.remove(folder, { recursive: true });
  equal(missing, 0);
  equal(audit.kind, "whole", JSON.stringify(audit));
  ok(audit.kind === "whole" && audit.events >= new Set(told).size);
  ok(told.length >= ROUND_EVENTS * CRASHES, `only ${told.length} events`);
  console.log(
    `${CRASHES} crashes, ${told.length} events told, ${Math.round(told.length / milliseconds * 1000)} a second`,
  );
});
