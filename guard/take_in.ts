/**
 * Takes a request in: one bounded read of the body, or why it could not be read.
 * @module
 */
import type { Context } from "hono";
import type { RawRequest } from "../detectors/types.ts";
import type { Refusal } from "./decide.ts";
import { rawRequestOf, type SentHeaders } from "./raw_request.ts";
import { type BodyLimits, type BodyRead, readBody } from "./read_body.ts";
import { GUARD_RULES } from "./rules.ts";
import type { MaybePromise } from "./types.ts";

/** A request as far as it could be taken in. */
export interface TakenIn {
  readonly raw: RawRequest;
  /** The body could not be read. */
  readonly refusal?: Refusal;
}

/**
 * Reads; a method that has no body is not asked for one, for asking makes a stream of it. Handlers that read again
 * through `c.req` (`json()`, `parseBody()`, …) get the bytes that were read here; `c.req.raw` is spent, so that nobody
 * reads others by mistake.
 */
export function takeIn(c: Context, headers: SentHeaders, limits: BodyLimits): MaybePromise<TakenIn> {
  const request = c.req.raw;
  const { method } = request;
  return method === "GET" || method === "HEAD"
    ? { raw: rawRequestOf(request, headers, undefined) }
    : withBody(c, headers, limits);
}

async function withBody(c: Context, headers: SentHeaders, limits: BodyLimits): Promise<TakenIn> {
  const request = c.req.raw;
  const read = await readBody(request, limits);
  // Hono keeps a promise there, whatever its type says.
  if (read.kind === "read") Object.assign(c.req.bodyCache, { arrayBuffer: Promise.resolve(read.bytes.buffer) });
  const raw = rawRequestOf(request, headers, read.kind === "read" ? read.bytes : undefined);
  const refusal = unreadable(read);
  return refusal ? { raw, refusal } : { raw };
}

function unreadable(read: BodyRead): Refusal | undefined {
  switch (read.kind) {
    case "too-large": {
      const why = `the body is larger than ${read.limit} bytes`;
      return { kind: "refusal", status: 413, rule: GUARD_RULES.bodyTooLarge, why };
    }
    case "too-slow": {
      const why = `the body did not arrive within ${read.deadlineMs / 1000} s`;
      return { kind: "refusal", status: 408, rule: GUARD_RULES.bodyTooSlow, why };
    }
    case "broken":
      return { kind: "refusal", status: 400, rule: GUARD_RULES.bodyBroken };
    default:
      return undefined;
  }
}
