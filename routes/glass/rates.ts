/**
 * `POST /glass/rates`: what each rate-limit algorithm would say to requests at given times, by the code that the
 * guard runs. Pure: no counter of the room moves.
 * @module
 */
import { Hono } from "hono";
import { ALGORITHMS } from "../../guard/rate/mod.ts";
import { replay } from "../../guard/rate/replay.ts";
import type { LimitPolicy } from "../../guard/types.ts";
import type { AppDeps, AppEnv } from "../deps.ts";
import { problem } from "../errors.ts";

/** Requests that are played: a few bursts. */
const MAX_TIMES = 600;
/** Longest span, milliseconds. */
const MAX_TIME = 3_600_000;
/** A sliding log is read anew for each hit; above this a replay would cost too much. */
const MAX_LIMIT = 1_000;
/** Seconds that are looked at after the last request: the window in which everything comes back. */
const AFTER = 60;
/** Most seconds that are looked at. */
const MAX_SECONDS = 300;
/** Where the room has no limit, or one beyond the bound. */
const USUAL_LIMIT = 100;

/** One algorithm's answer. */
export interface RateReplay {
  readonly algorithm: LimitPolicy["algorithm"];
  readonly allowed: readonly boolean[];
  readonly left: readonly number[];
  /** What was left at the beginning of each second. */
  readonly samples: readonly number[];
  readonly most: number;
}

/** Everything about a row of requests. */
export interface RateReplays {
  readonly limit: number;
  readonly windowMs: number;
  readonly replays: readonly RateReplay[];
}

const NAMES: readonly LimitPolicy["algorithm"][] = ["fixed-window", "gcra", "sliding-log"];

/** Routes below `/glass/rates`. */
export function createRates({ store }: AppDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.post("/", async (c) => {
    const times = parseTimes(await c.req.text());
    if (!times) return problem(c, 400, "Bad times", `times: up to ${MAX_TIMES} milliseconds, ascending`);
    const { rateLimit } = store.settings.get(c.get("room"));
    const limit = rateLimit === "off" || rateLimit > MAX_LIMIT ? USUAL_LIMIT : rateLimit;
    const policy = { name: "client", limit, windowMs: 60_000, onFailure: "open" } as const;
    const seconds = Math.min(Math.ceil((times.at(-1) ?? 0) / 1_000) + AFTER, MAX_SECONDS);
    const looks = Array.from({ length: seconds + 1 }, (_, second) => second * 1_000);
    const replays = NAMES.filter((name) => name in ALGORITHMS).map((algorithm) => ({
      algorithm,
      ...replay({ ...policy, algorithm }, times, looks),
    }));
    return c.json({ limit, windowMs: policy.windowMs, replays } satisfies RateReplays);
  });
  return app;
}

function parseTimes(text: string): readonly number[] | undefined {
  try {
    const body: unknown = JSON.parse(text);
    const times: unknown = typeof body === "object" && body !== null && "times" in body ? body.times : undefined;
    if (!Array.isArray(times) || times.length > MAX_TIMES) return undefined;
    let last = 0;
    for (const time of times) {
      if (typeof time !== "number" || !Number.isFinite(time) || time < last || time > MAX_TIME) return undefined;
      last = time;
    }
    return times;
  } catch {
    return undefined;
  }
}
