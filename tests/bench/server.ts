/**
 * A server that is measured from outside, in a process of its own: Hono, bare, behind the guard, or behind the guard
 * with the store on a file (`stored <path>`). Writes its port; answers each line on standard input with the processor
 * time and memory that it has used.
 * @module
 */
import { Hono } from "hono";
import process from "node:process";
import { readWeights } from "../../detectors/anomaly/weights.ts";
import { DEFAULT_ROOM_SETTINGS, guard, type GuardOptions, type GuardVariables } from "../../guard/mod.ts";
import { Store } from "../../store/mod.ts";
import { openKv } from "../../store/open.ts";

/** What the server says about itself. */
export interface Usage {
  /** User and system time since the start, microseconds. */
  readonly cpuUs: number;
  readonly rssBytes: number;
}

function bareApp(): Hono {
  const app = new Hono();
  app.get("/api/search", (c) => c.json({ ok: true, q: c.req.query("q") }));
  app.post("/api/orders", async (c) => {
    const body: { items: unknown[] } = await c.req.json();
    return c.json({ ok: true, items: body.items.length });
  });
  return app;
}

function guardedApp(options: GuardOptions): Hono<{ Variables: GuardVariables }> {
  const app = new Hono<{ Variables: GuardVariables }>();
  app.use(guard(options));
  app.get("/api/search", (c) => c.json({ ok: true, q: c.get("guard").input.query.get("q")?.[0] }));
  app.post("/api/orders", (c) => {
    const { body } = c.get("guard").input;
    const value: unknown = body.kind === "json" ? body.value : undefined;
    const items = typeof value === "object" && value !== null && "items" in value ? value.items : [];
    return c.json({ ok: true, items: Array.isArray(items) ? items.length : 0 });
  });
  return app;
}

/** Every part of the guard that the product has: limiter, counts, events and profiles in a database file, and the model. */
async function storedApp(path: string): Promise<Hono<{ Variables: GuardVariables }>> {
  const kv = await openKv(path);
  const defaults = { ...DEFAULT_ROOM_SETTINGS, mode: "block" as const, rateLimit: 1_000_000 };
  const store = new Store({ kv, defaults, local: true });
  await store.load("main");
  store.maintain();
  const settings = (room: string) => store.settings.get(room);
  const model = await readWeights(await Deno.readFile(new URL("../../detectors/anomaly/weights.bin", import.meta.url)));
  const { counters, events, profiles } = store;
  return guardedApp({ settings, counters, events, profiles, model, demoAddress: true });
}

function appOf([name, path]: readonly string[]) {
  if (name === "stored" && path !== undefined) return storedApp(path);
  return name === "guarded" ? guardedApp({ settings: { mode: "block", rateLimit: "off" } }) : bareApp();
}

if (import.meta.main) {
  const app = await appOf(Deno.args);
  const onListen = ({ port }: Deno.NetAddr) => console.log(JSON.stringify({ port }));
  Deno.serve({ hostname: "127.0.0.1", port: 0, onListen }, app.fetch);
  for await (const _ of Deno.stdin.readable) {
    const { user, system } = process.cpuUsage();
    const usage: Usage = { cpuUs: user + system, rssBytes: Deno.memoryUsage().rss };
    console.log(JSON.stringify(usage));
  }
  Deno.exit();
}
