/**
 * Lets only our own page write.
 * @module
 */
import type { MiddlewareHandler } from "hono";
import { problem } from "../errors.ts";

/**
 * Refuses writes that another site's page could have caused. A browser names the site of the caller; a client that
 * names nothing (curl) is no browser and carries nobody's session.
 */
export function sameOrigin(): MiddlewareHandler {
  return async function sameOrigin(c, next) {
    const site = c.req.header("sec-fetch-site");
    const origin = c.req.header("origin");
    const host = c.req.header("host") ?? new URL(c.req.url).host;
    const foreignSite = site !== undefined && site !== "same-origin" && site !== "none";
    if (foreignSite || (origin !== undefined && !isOwn(origin, host))) {
      return problem(c, 403, "Cross-origin write refused");
    }
    await next();
  };
}

function isOwn(origin: string, host: string): boolean {
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}
