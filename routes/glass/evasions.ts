/**
 * `GET /glass/evasions`: the evasion checklist as it is kept, one JSON object a line.
 * @module
 */
import { Hono } from "hono";
import { loadEvasions } from "../../attacks/load.ts";
import type { AppEnv } from "../deps.ts";

/** Read when somebody first asks. */
export function createEvasions(): Hono<AppEnv> {
  let text: Promise<string> | undefined;
  const app = new Hono<AppEnv>();
  app.get("/", async (c) => {
    text ??= loadEvasions();
    return c.body(await text, 200, { "content-type": "application/jsonl; charset=utf-8", "cache-control": "no-cache" });
  });
  return app;
}
