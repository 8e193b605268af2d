/**
 * `GET /glass/stream`: server-sent events. Frames are `StreamFrame` JSON; `events` frames carry an id to resume from.
 * @module
 */
import { Hono } from "hono";
import { clientOf, isLoopback } from "../../guard/client.ts";
import { connectionAddress } from "../../guard/options.ts";
import type { AppDeps, AppEnv } from "../deps.ts";
import { problem } from "../errors.ts";
import { parseEventId } from "../../store/ids.ts";

const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
  // Buffering proxies would hold frames back.
  "x-accel-buffering": "no",
};

/** The stream. `Last-Event-ID`, or `?after=` for the first connection, resumes behind an event. */
export function createStream({ store, config }: AppDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get("/", async (c) => {
    // A HEAD would leave a stream open that nobody reads.
    if (c.req.method === "HEAD") return new Response(null, { headers: HEADERS });
    const room = c.get("room");
    await store.load(room);
    const asked = c.req.header("last-event-id") ?? c.req.query("after");
    const after = asked !== undefined && (asked === "" || parseEventId(asked)) ? asked : undefined;
    const trust = { trustProxy: config.trustProxy, demoAddress: false };
    const client = clientOf(connectionAddress(c), c.req.raw.headers, trust);
    // On this machine everybody has one address; there only the total counts.
    const owner = isLoopback(client.id) ? crypto.randomUUID() : client.id;
    const opened = store.hub.open(room, owner, after, store.firstFrames(room));
    if (opened.kind === "full") {
      c.header("retry-after", "10");
      return problem(c, 503, "Too many streams", "Close another tab, or try again in ten seconds.");
    }
    return new Response(opened.stream, { headers: HEADERS });
  });
  return app;
}
