/**
 * The id that ties a response, an event and a problem body together.
 * @module
 */
import type { HeaderSource } from "./client.ts";
import { MAX_REQUEST_ID } from "./limits.ts";

/** Takes over an incoming `X-Request-Id` of at most 255 word characters, `-` or `=`; otherwise makes one. */
export function requestIdOf(headers: HeaderSource): string {
  const incoming = headers.get("x-request-id");
  if (incoming !== null && incoming.length <= MAX_REQUEST_ID && /^[\w\-=]+$/.test(incoming)) return incoming;
  return crypto.randomUUID();
}
