/**
 * The course: `GET /glass/lessons` is its table of contents, `GET /glass/lessons/:id` one lesson with the source of
 * the two functions that it compares.
 * @module
 */
import { Hono } from "hono";
import type { LoadedLesson } from "../../attacks/load.ts";
import type { AppEnv } from "../deps.ts";
import { problem } from "../errors.ts";

/** Routes below `/glass/lessons`. */
export function createLessons(lessons: readonly LoadedLesson[]): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const byId = new Map(lessons.map((lesson) => [lesson.id, lesson]));
  const contents = lessons.map(({ id, order, title, minutes, attack, goals }) => ({
    id,
    order,
    title,
    minutes,
    attack,
    goals,
  }));
  app.get("/", (c) => c.json(contents));
  app.get("/:id", (c) => {
    const lesson = byId.get(c.req.param("id"));
    return lesson === undefined ? problem(c, 404, "No such lesson") : c.json(lesson);
  });
  return app;
}
