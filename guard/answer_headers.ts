/**
 * The headers of an answer: request id, quota, and what a refusal or an event adds.
 * @module
 */
import type { Context } from "hono";
import type { RateHeaders } from "./rate_headers.ts";
import type { Verdict } from "./types.ts";

/** What an answer says in its headers. */
export interface Told {
  readonly requestId: string;
  readonly timing: string | undefined;
  readonly quota: RateHeaders | undefined;
  readonly verdict: Verdict;
  readonly eventId: string | undefined;
  readonly cookie: string | undefined;
}

/** Sets headers of the answer: after the handler, for headers that are set before make each answer a slow one. */
export function tell(c: Context, told: Told): void {
  try {
    setHeaders(c.res.headers, told);
  } catch {
    // An answer from elsewhere, as `fetch` gives it, cannot be changed; Hono makes another.
    c.header("x-request-id", told.requestId);
    setHeaders(c.res.headers, told);
  }
}

function setHeaders(headers: Headers, { requestId, timing, quota, verdict, eventId, cookie }: Told): void {
  headers.set("x-request-id", requestId);
  if (timing !== undefined) headers.set("server-timing", timing);
  if (quota) {
    headers.set("ratelimit-policy", quota.policy);
    headers.set("ratelimit", quota.limit);
  }
  if (verdict.status !== undefined) headers.set("cache-control", "no-store");
  if (verdict.retryAfter !== undefined) headers.set("retry-after", String(verdict.retryAfter));
  if (eventId) headers.set("x-event-id", eventId);
  if (cookie) headers.append("set-cookie", cookie);
}
