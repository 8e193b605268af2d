/**
 * The pages.
 * @module
 */
import { type Context, Hono } from "hono";
import { renderToString } from "preact-render-to-string";
import type { Attack } from "../../attacks/types.ts";
import type { Entry } from "../../islands/draft.ts";
import type { AppDeps, AppEnv } from "../deps.ts";
import baseline from "../../tests/baseline.json" with { type: "json" };
import { readGaps } from "./accuracy/gaps.ts";
import { Accuracy } from "./accuracy/Accuracy.tsx";
import peers from "./accuracy/peers.json" with { type: "json" };
import { createLearn } from "./learn/mod.tsx";
import { createModel } from "./model/mod.tsx";
import { NotFound } from "./NotFound.tsx";
import { Play } from "./Play.tsx";

/** Events that the page is born with: what one sees without scrolling. */
const FIRST_EVENTS = 20;

/** Builds the pages; they stand outside the guard. */
export function createPages(deps: AppDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const attacks = deps.attacks.map(entryOf);
  const play = async (c: Context<AppEnv>) => {
    const snapshot = await deps.snapshot(c.get("room"));
    const props = { snapshot: { ...snapshot, events: snapshot.events.slice(0, FIRST_EVENTS) }, attacks };
    c.header("cache-control", "no-store");
    return c.html(`<!doctype html>${renderToString(<Play {...props} path={c.req.path} />)}`);
  };
  app.get("/", (c, next) => wantsPage(c.req.header("accept")) ? play(c) : next());
  app.get("/test", play);
  app.get("/accuracy", async (c) => {
    const snapshot = { ...await deps.snapshot(c.get("room")), events: [] };
    const props = { baseline, peers, model: deps.model?.header, gaps: await readGaps(), snapshot };
    c.header("cache-control", "no-store");
    return c.html(`<!doctype html>${renderToString(<Accuracy {...props} />)}`);
  });
  app.route("/learn", createLearn(deps, attacks));
  app.route("/model", createModel(deps));
  return app;
}

/** An attack without its lesson, which no island shows. */
function entryOf({ text: _, ...entry }: Attack): Entry {
  return entry;
}

/** The page for an address where nothing is. */
export function notFoundPage(path: string): string {
  return `<!doctype html>${renderToString(<NotFound path={path} />)}`;
}

/** Browsers name HTML before anything else; an API client that asks for JSON gets the status behind the guard. */
export function wantsPage(accept: string | undefined): boolean {
  if (accept === undefined) return true;
  const html = accept.indexOf("text/html");
  const json = accept.indexOf("application/json");
  return json < 0 || (html >= 0 && html < json);
}
