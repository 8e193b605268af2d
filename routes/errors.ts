/**
 * Errors to statuses: one pure function, and the handler that uses it.
 * @module
 */
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";

/** Status and words of an error; what is not meant for clients says nothing. */
export function statusOf(error: unknown): { readonly status: number; readonly title: string } {
  if (error instanceof HTTPException) return { status: error.status, title: error.message || "Request refused" };
  return { status: 500, title: "Internal error" };
}

/** Answers with problem details. */
export function handleError(error: unknown, c: Context): Response {
  const { status, title } = statusOf(error);
  if (status >= 500) {
    const time = new Date().toISOString();
    console.error(
      JSON.stringify({ time, level: "error", event: "request.failed", path: c.req.path, error: String(error) }),
    );
  }
  return problem(c, status, title);
}

/** A problem that is no verdict of the guard. */
export function problem(c: Context, status: number, title: string, detail?: string): Response {
  const body = { type: "about:blank", title, status, instance: c.req.path, ...(detail ? { detail } : {}) };
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/problem+json" } });
}
