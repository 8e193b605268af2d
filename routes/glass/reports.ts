/**
 * `POST /glass/csp-report`: counts what the page's policy stopped. Browsers send these; nothing of them is kept.
 * @module
 */
import { Hono } from "hono";
import type { AppEnv } from "../deps.ts";

/** Counts reports; `GET` tells how many came. */
export function createReports(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  let count = 0;
  app.post("/", (c) => {
    count++;
    return c.body(null, 204);
  });
  app.get("/", (c) => c.json({ count }));
  return app;
}
