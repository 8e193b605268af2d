/**
 * `GET /glass/events?limit&before` and `GET /glass/events/:id`.
 * @module
 */
import { Hono } from "hono";
import { eventById, eventsPage } from "../../store/event_reader.ts";
import { parseEventId } from "../../store/ids.ts";
import { MAX_PAGE } from "../../store/limits.ts";
import type { AppDeps, AppEnv } from "../deps.ts";
import { problem } from "../errors.ts";

/** The log of the room, newest first. */
export function createEvents({ store }: AppDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get("/", async (c) => {
    const limit = Number(c.req.query("limit") ?? "50");
    const before = c.req.query("before");
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE) {
      return problem(c, 400, "Bad limit", `limit is a whole number from 1 to ${MAX_PAGE}`);
    }
    if (before !== undefined && !parseEventId(before)) return problem(c, 400, "Bad event id", "before is no event id");
    const page = await eventsPage(store.kv, c.get("room"), before === undefined ? { limit } : { limit, before });
    return json(`[${page.join(",")}]`);
  });
  app.get("/:id", async (c) => {
    const id = c.req.param("id");
    const event = parseEventId(id) ? await eventById(store.kv, c.get("room"), id) : undefined;
    return event === undefined ? problem(c, 404, "No such event") : json(event);
  });
  return app;
}

/** Events are stored as JSON and leave as they are. */
function json(text: string): Response {
  return new Response(text, { headers: { "content-type": "application/json", "x-content-type-options": "nosniff" } });
}
