/**
 * `POST /glass/readings`: the inspector's view beside the application's, for a request that is only read, not run.
 * @module
 */
import { Hono } from "hono";
import type { AppEnv } from "../../deps.ts";
import { problem } from "../../errors.ts";
import { readingsOf } from "./compare.ts";
import type { ReadRequest } from "./types.ts";

/** Readings a minute, over all rooms: one a pause in typing, for a classroom. */
const READINGS_A_MINUTE = 1_800;

/** Reads for whoever asks from our own page. */
export function createReadings(now: () => number): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  let [minute, count] = [0, 0];
  app.post("/", async (c) => {
    const current = Math.floor(now() / 60_000);
    [minute, count] = [current, current === minute ? count + 1 : 1];
    if (count > READINGS_A_MINUTE) return problem(c, 429, "Too many readings");
    const request = parseRead(await c.req.json().catch(() => undefined));
    if (!request) return problem(c, 400, "Bad request to read", "expected method, target, headers, body");
    try {
      return c.json({ readings: await readingsOf(request) });
    } catch (error) {
      // A method or a header that fetch does not allow.
      if (error instanceof TypeError) return problem(c, 400, "Bad request to read", error.message);
      throw error;
    }
  });
  return app;
}

function parseRead(value: unknown): ReadRequest | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { method, target, headers, body = "", latin1 }: Record<string, unknown> = { ...value };
  if (typeof method !== "string" || typeof target !== "string" || !target.startsWith("/")) return undefined;
  if (typeof body !== "string" || !Array.isArray(headers) || !headers.every(isHeader)) return undefined;
  const bytes = latin1 === true ? Uint8Array.from(body, (char) => char.charCodeAt(0)) : body;
  return { method, target, headers, body: bytes };
}

function isHeader(value: unknown): value is readonly [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === "string");
}
