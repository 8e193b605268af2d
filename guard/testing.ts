/**
 * A guarded app for tests, without store or server.
 * @module
 */
import { Hono } from "hono";
import { guard, type GuardOptions } from "./mod.ts";
import { MemoryEvents } from "./memory/events.ts";
import type { GuardVariables, Verdict } from "./types.ts";

/** What a test holds in its hands. */
export interface GuardedApp {
  readonly events: MemoryEvents;
  readonly clock: { now: number };
  /** How often the handler ran. */
  readonly handled: () => number;
  fetch(path: string, init?: RequestInit, address?: string): Promise<Response>;
}

/** An app with one handler, which tells what it was given, behind a guard. */
export function guarded(options: GuardOptions = {}): GuardedApp {
  const events = new MemoryEvents();
  const clock = { now: 1_800_000_000_000 };
  let handled = 0;
  const app = new Hono<{ Variables: GuardVariables }>();
  app.use(guard({ events, now: () => clock.now, demoAddress: true, ...options }));
  app.all("*", (c) => {
    handled++;
    const { input } = c.get("guard");
    return c.json({ segments: input.segments, query: Object.fromEntries(input.query), body: input.body });
  });
  const fetch = async (path: string, init?: RequestInit, hostname = "127.0.0.1") =>
    await app.request(path, init, { remoteAddr: { hostname } });
  return { events, clock, handled: () => handled, fetch };
}

/** A POST of a body; `json` sets the type. */
export function post(body: BodyInit, type?: string): RequestInit {
  return { method: "POST", body, ...(type === undefined ? {} : { headers: { "content-type": type } }) };
}

/** The verdict on a request in which nothing was found. */
export const ALLOWED: Verdict = {
  action: "allow",
  wouldBe: "allow",
  sentence: "",
  score: 0,
  threshold: 5,
  level: 1,
  contributions: [],
  atLevel: [0, 0, 0, 0],
  decidedBy: "score",
};
