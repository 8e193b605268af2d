/**
 * A server that is measured from outside, in a process of its own: Hono, bare or behind the guard. Writes its port;
 * answers each line on standard input with the processor time and memory that it has used.
 * @module
 */
import { Hono } from "hono";
import process from "node:process";
import { guard, type GuardVariables } from "../../guard/mod.ts";

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

function guardedApp(): Hono<{ Variables: GuardVariables }> {
  const app = new Hono<{ Variables: GuardVariables }>();
  app.use(guard({ settings: { mode: "block", rateLimit: "off" } }));
  app.get("/api/search", (c) => c.json({ ok: true, q: c.get("guard").input.query.get("q")?.[0] }));
  app.post("/api/orders", (c) => {
    const { body } = c.get("guard").input;
    const value: unknown = body.kind === "json" ? body.value : undefined;
    const items = typeof value === "object" && value !== null && "items" in value ? value.items : [];
    return c.json({ ok: true, items: Array.isArray(items) ? items.length : 0 });
  });
  return app;
}

if (import.meta.main) {
  const app = Deno.args[0] === "guarded" ? guardedApp() : bareApp();
  const onListen = ({ port }: Deno.NetAddr) => console.log(JSON.stringify({ port }));
  Deno.serve({ hostname: "127.0.0.1", port: 0, onListen }, app.fetch);
  for await (const _ of Deno.stdin.readable) {
    const { user, system } = process.cpuUsage();
    const usage: Usage = { cpuUs: user + system, rssBytes: Deno.memoryUsage().rss };
    console.log(JSON.stringify(usage));
  }
  Deno.exit();
}
