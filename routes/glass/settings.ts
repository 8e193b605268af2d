/**
 * `GET` and `PUT /glass/settings`: what the room can change while the server runs.
 * @module
 */
import { Hono } from "hono";
import type { AppDeps, AppEnv } from "../deps.ts";
import { problem } from "../errors.ts";
import { parseSettings } from "./parse_settings.ts";

/** Reads and changes the room's settings; a change may name a part of them. */
export function createSettings({ store }: AppDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get("/", async (c) => {
    await store.load(c.get("room"));
    return c.json(store.settings.get(c.get("room")));
  });
  app.put("/", async (c) => {
    const room = c.get("room");
    await store.load(room);
    const change = await c.req.json().catch(() => undefined);
    const parsed = parseSettings(change, store.settings.get(room));
    if (parsed.kind === "error") {
      return problem(c, 400, "Bad settings", `${parsed.field || "body"}: expected ${parsed.expected}`);
    }
    await store.configure(room, parsed.settings);
    return c.json(parsed.settings);
  });
  return app;
}
