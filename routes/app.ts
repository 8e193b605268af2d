/**
 * The whole app: what is mounted where, and what stands behind the guard.
 * @module
 */
import { Hono } from "hono";
import { EnumerationWatch } from "../guard/enumeration.ts";
import { guard } from "../guard/middleware.ts";
import { createDemo } from "./demo/mod.ts";
import type { AppDeps, AppEnv } from "./deps.ts";
import { handleError, problem } from "./errors.ts";
import { createGlass } from "./glass/mod.ts";
import type { Lanes } from "./lanes.ts";
import { createHealth } from "./health.ts";
import { demoLogin } from "./login_fields.ts";
import { demoLimits } from "./limits.ts";
import { createPages, notFoundPage, wantsPage } from "./pages/mod.tsx";
import { rooms } from "./rooms.ts";
import { pageHeaders } from "./security_headers.ts";
import { createStaticFiles } from "./static_files.ts";

/**
 * Builds the app. Pages, `/static`, `/glass` and `/health` stand outside the guard; everything else, known or not,
 * is the demo API and goes through it.
 */
export function createApp(deps: AppDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const { store, config } = deps;
  const enumeration = new EnumerationWatch();
  const lanes: Lanes = new Map();
  const login = demoLogin(deps.secret);
  store.onReset((room) => {
    deps.worlds.reset(room);
    enumeration.forget(room);
  });
  app.onError(handleError);
  app.use(rooms(deps, lanes));
  app.use(pageHeaders());
  app.route("/static", createStaticFiles(deps.staticDir));
  const dispatch = (request: Request, env: unknown) => app.fetch(request, env);
  app.route("/glass", createGlass(deps, { lanes, dispatch }));
  app.all("/glass/*", (c) => problem(c, 404, "No such route"));
  app.route("/health", createHealth(deps));
  app.route("/", createPages(deps));
  app.use(guard({
    room: (c) => c.get("room"),
    settings: (room) => store.settings.get(room),
    counters: store.counters,
    events: store.events,
    profiles: store.profiles,
    trustProxy: config.trustProxy,
    demoAddress: true,
    now: deps.now,
    login,
    limits: demoLimits(config),
    enumeration,
    ...(deps.model ? { model: deps.model } : {}),
  }));
  const { worlds, now } = deps;
  const stats = (room: string) => Promise.resolve(store.stats.totals(room));
  app.route("/", createDemo({ worlds, stats, now, login }));
  app.notFound((c) => {
    const accept = c.req.header("accept");
    // Only who goes there by hand names HTML; the launcher and other programs are answered as the API answers.
    const isPerson = accept !== undefined && accept.includes("text/html") && wantsPage(accept);
    return isPerson ? c.html(notFoundPage(c.req.path), 404) : problem(c, 404, "No such route");
  });
  return app;
}
