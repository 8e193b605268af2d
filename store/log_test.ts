import { deepEqual } from "node:assert/strict";
import { jsonLog, Tally } from "./log.ts";
import { Store } from "./mod.ts";
import { DEFAULT_ROOM_SETTINGS } from "../guard/settings.ts";
import { eventFor, faultyKv, withKv } from "./testing.ts";

Deno.test("jsonLog() writes one line from its level on", () => {
  const lines: string[] = [];
  const log = jsonLog("warn", () => 0, (line) => lines.push(line));
  log("info", "started");
  log("error", "store.degraded", { reason: "line\nbreak" });
  deepEqual(lines, [
    '{"time":"1970-01-01T00:00:00.000Z","level":"error","event":"store.degraded","reason":"line\\nbreak"}',
  ]);
});

Deno.test("Tally() tells how often, once", () => {
  const told: number[] = [];
  const tally = new Tally((count) => told.push(count));
  for (let i = 0; i < 5; i++) tally.add();
  tally.flush();
  tally.flush();
  deepEqual(told, [5]);
});

Deno.test("Store() says when the database fails, when it is back, and who changed settings", async () => {
  await withKv(async (kv) => {
    const events: string[] = [];
    let down = false;
    const store = new Store({
      kv: faultyKv(kv, (call) => down && call === "commit"),
      defaults: DEFAULT_ROOM_SETTINGS,
      log: (level, event) => events.push(`${level} ${event}`),
    });
    await store.load("main");
    down = true;
    const appended = store.events.append(eventFor());
    await new Promise((resolve) => setTimeout(resolve, 30));
    down = false;
    await appended;
    await store.configure("main", { ...DEFAULT_ROOM_SETTINGS, mode: "observe" });
    await store.close();
    deepEqual(events, ["error store.degraded", "info store.recovered", "info settings.changed"]);
  });
});
