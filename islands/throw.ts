/**
 * One request of the page's own lane: what `fetch()` is given, and what its answer says of the guard. No signals, so
 * that a worker labels and reads as the page does.
 * @module
 */
import type { Action } from "../guard/types.ts";
import { bodyOf, type Draft, isForbiddenHeader } from "./request.ts";

/** What a request was meant to be, for the confusion matrix. */
export interface Label {
  readonly id: string;
  readonly truth?: "attack" | "benign";
}

/** Options of `fetch()` for a draft, with the launcher's bookkeeping that no detector sees. */
export function initOf(current: Draft, label: Label): RequestInit {
  const headers = new Headers();
  for (const [name, value] of current.headers) {
    if (!isForbiddenHeader(name)) appendIfValid(headers, name, value);
  }
  for (const [name, value] of labelHeaders(label)) headers.set(name, value);
  const bodiless = current.method === "GET" || current.method === "HEAD" || current.body === "";
  return {
    method: current.method,
    headers,
    cache: "no-store",
    referrerPolicy: "no-referrer",
    ...(bodiless ? {} : { body: bodyOf(current) }),
  };
}

/** What the launcher says of a request; no detector sees it. */
export function labelHeaders({ id, truth }: Label): readonly (readonly [name: string, value: string])[] {
  return [["x-glass-attack", id], ...(truth ? [["x-glass-truth", truth] as const] : [])];
}

/** A name or value that no header may have is left out, as the browser would. */
function appendIfValid(headers: Headers, name: string, value: string): void {
  try {
    headers.append(name, value);
  } catch {
    // The editor shows the line; the "as sent" list does not.
  }
}

/** What the guard did, as far as the response tells: a flag only its event knows. */
export function actionOf(status: number, type: string, hasEvent: boolean): Action {
  if (status === 429) return "limit";
  return status >= 400 && type.startsWith("application/problem+json") && hasEvent ? "block" : "allow";
}
