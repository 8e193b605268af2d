/**
 * The pages.
 * @module
 */
import { Hono } from "hono";
import type { AppDeps, AppEnv } from "../deps.ts";

/** Builds the pages; they stand outside the guard. */
export function createPages(_deps: AppDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get("/", (c) => c.text("Glasshouse"));
  return app;
}
