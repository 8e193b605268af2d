/**
 * The demo API.
 * @module
 */
import { Hono } from "hono";
import type { AppDeps, AppEnv } from "../deps.ts";

/** Builds the demo API; it runs behind the guard and reads only `c.get("guard")`. */
export function createDemo(_deps: AppDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get("/api/search", (c) => c.json({ q: c.get("guard").input.query.get("q")?.[0] ?? null }));
  return app;
}
