/**
 * `/glass/*`: what our own page reads and writes. Outside the guard and its limits.
 * @module
 */
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { AppDeps, AppEnv } from "../deps.ts";
import { problem } from "../errors.ts";
import type { Lanes } from "../lanes.ts";
import { createRoomInfo } from "../rooms.ts";
import { createEvasions } from "./evasions.ts";
import { createEvents } from "./events.ts";
import { createLessons } from "./lessons.ts";
import { createProfiles } from "./profiles.ts";
import { createParcel, type Dispatch } from "./parcel.ts";
import { createRaw } from "./raw.ts";
import { createRates } from "./rates.ts";
import { createRehearsal } from "./rehearsal.ts";
import { createReadings } from "./readings/mod.ts";
import { createReports } from "./reports.ts";
import { sameOrigin } from "./same_origin.ts";
import { createSettings } from "./settings.ts";
import { createShadow } from "./shadow.ts";
import { createStream } from "./stream.ts";

/** Settings with many exclusions are a few kilobytes. */
const MAX_BODY = 128 * 1024;

/** Ways from `/glass` back into the whole app. */
export interface WaysIn {
  readonly lanes: Lanes;
  readonly dispatch: Dispatch;
}

/** All routes below `/glass`. */
export function createGlass(deps: AppDeps, { lanes, dispatch }: WaysIn): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(async function noStore(c, next) {
    await next();
    if (!c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "no-store");
  });
  app.use(bodyLimit({ maxSize: MAX_BODY, onError: (c) => problem(c, 413, "Body too large") }));
  app.on(["PUT", "DELETE"], "/*", sameOrigin());
  app.on("POST", ["/reset", "/raw", "/parcel", "/readings", "/shadow", "/rehearsal/*", "/profiles/*"], sameOrigin());
  app.get("/snapshot", async (c) => c.json(await deps.snapshot(c.get("room"))));
  app.post("/reset", async (c) => {
    await deps.store.reset(c.get("room"));
    for (const reset of deps.onReset) await reset(c.get("room"));
    return c.json({ reset: true });
  });
  app.route("/stream", createStream(deps));
  app.route("/events", createEvents(deps));
  app.route("/evasions", createEvasions());
  app.route("/lessons", createLessons(deps.lessons));
  app.route("/settings", createSettings(deps));
  app.route("/room", createRoomInfo(deps));
  app.route("/raw", createRaw(deps, lanes));
  app.route("/parcel", createParcel(deps, dispatch));
  app.route("/readings", createReadings(deps.now));
  app.route("/shadow", createShadow(deps));
  app.route("/rehearsal", createRehearsal(deps));
  app.route("/profiles", createProfiles(deps));
  app.route("/rates", createRates(deps));
  app.route("/csp-report", createReports());
  return app;
}
