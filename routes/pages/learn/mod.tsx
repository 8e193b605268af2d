/**
 * `/learn` and `/learn/:id`.
 * @module
 */
import { Hono } from "hono";
import { renderToString } from "preact-render-to-string";
import type { Entry } from "../../../islands/draft.ts";
import type { AppDeps, AppEnv } from "../../deps.ts";
import { Learn } from "./Learn.tsx";
import { LessonPage } from "./LessonPage.tsx";

/** The pages of the course; `attacks` is the library. */
export function createLearn(deps: AppDeps, attacks: readonly Entry[]): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const byId = new Map(attacks.map((attack) => [attack.id, attack]));
  app.get("/", async (c) => {
    const snapshot = { ...await deps.snapshot(c.get("room")), events: [], series: [] };
    c.header("cache-control", "no-store");
    const page = <Learn lessons={deps.lessons} attacks={byId} snapshot={snapshot} />;
    return c.html(`<!doctype html>${renderToString(page)}`);
  });
  app.get("/:id", async (c, next) => {
    const lesson = deps.lessons.find(({ id }) => id === c.req.param("id"));
    const attack = byId.get(lesson?.attack ?? "");
    if (!lesson || !attack) return await next();
    const snapshot = { ...await deps.snapshot(c.get("room")), events: [], series: [] };
    const entries = [attack, ...[...lesson.catch, ...lesson.pass].flatMap((id) => byId.get(id) ?? [])];
    c.header("cache-control", "no-store");
    const page = (
      <LessonPage
        lesson={lesson}
        attack={attack}
        entries={[...new Set(entries)]}
        lessons={deps.lessons.map(({ id, title }) => ({ id, title }))}
        snapshot={snapshot}
      />
    );
    return c.html(`<!doctype html>${renderToString(page)}`);
  });
  return app;
}
