/**
 * The demo API: weak on purpose, each weak endpoint beside a correct twin. Mount it behind the guard.
 * @module
 */
import { Hono } from "hono";
import type { Context } from "hono";
import { callOf, type DemoDeps, type DemoEnv, type Reply } from "./context.ts";
import { ROUTES } from "./endpoints.ts";
import { safeGuestbook, weakGuestbook } from "./guestbook.ts";
import { SAFE_POLICY, WEAK_POLICY } from "./page/page.ts";
import { OwnLimitsOf } from "./own_limits.ts";
import { DemoProblem, problemBody, TooMany } from "./problem.ts";

export type { DemoDeps } from "./context.ts";
export type { Effect, SqlEffect, SqlStatement, WorldEffect, WorldKind, WorldStep } from "./effect.ts";
export { apiStatus, ROUTES } from "./endpoints.ts";
export { openWorlds, Worlds } from "./worlds.ts";

/** The app of the demo API, with full paths: `app.route("/", createDemo(deps))`. */
export function createDemo(deps: DemoDeps): Hono<DemoEnv> {
  const app = new Hono<DemoEnv>();
  const limits = new OwnLimitsOf(deps.login);
  for (const { method, path, handle } of ROUTES) {
    app.on(method, path, async (c) => answer(c, await handle(await callOf(c, deps, limits))));
  }
  app.get("/api/data/page", async (c) => page(c, weakGuestbook(await callOf(c, deps, limits)), WEAK_POLICY));
  app.get("/api/safe/data/page", async (c) => page(c, safeGuestbook(await callOf(c, deps, limits)), SAFE_POLICY));
  app.onError((error, c) => {
    if (!(error instanceof DemoProblem)) throw error;
    const { teaching } = c.get("guard").settings;
    return c.body(JSON.stringify(problemBody(error, c.req.path, teaching)), error.status, {
      "content-type": "application/problem+json",
      ...(error instanceof TooMany ? { "retry-after": String(Math.ceil(error.retryMs / 1000)) } : {}),
    });
  });
  return app;
}

/** A reply as JSON; the effect only where the room is there to learn. */
function answer(c: Context<DemoEnv>, reply: Reply): Response {
  const { teaching } = c.get("guard").settings;
  const body = teaching && reply.effect ? { ...reply.body, effect: reply.effect } : reply.body;
  if (reply.cookie !== undefined) c.header("set-cookie", reply.cookie, { append: true });
  return c.json(body, reply.status ?? 200);
}

function page(c: Context<DemoEnv>, html: string, policy: string): Response {
  return c.body(html, 200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
}
