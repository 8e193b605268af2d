/**
 * `GET /health`: alive, and ready or why not.
 * @module
 */
import { Hono } from "hono";
import type { AppDeps } from "./deps.ts";

/** Liveness is that it answers; readiness is in the body and the status. */
export function createHealth({ store }: AppDeps): Hono {
  const app = new Hono();
  app.get("/", (c) => {
    const health = store.health();
    const ready = health.state === "ok";
    c.header("cache-control", "no-store");
    return c.json({
      status: ready ? "ok" : "degraded",
      live: true,
      ready,
      ...(health.reason ? { reasons: [health.reason] } : {}),
      waitingEvents: store.events.waiting,
      streams: store.hub.clients,
    }, ready ? 200 : 503);
  });
  return app;
}
