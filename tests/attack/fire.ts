/**
 * Sends one request and says what became of it.
 * @module
 */
import type { HttpRequest } from "../../attacks/types.ts";
import type { Shot } from "./plan.ts";

/** What became of a request. */
export type Outcome = "passed" | "blocked" | "limited" | "error";

/** Longest that one answer may take. */
export const TIMEOUT_MS = 10_000;

/** Thrown when nobody listens at the target. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

/** One answered request. */
export interface Hit {
  readonly outcome: Outcome;
  readonly ms: number;
}

/** Sends a shot. A refusal of the guard carries a request id in its body; what the API itself refuses, passed. */
export async function fire(target: URL, shot: Shot): Promise<Hit> {
  const { request, attack, address } = shot;
  const headers = new Headers(request.headers.map(([name, value]): [string, string] => [name, value]));
  headers.set("x-glass-attack", attack.id);
  headers.set("x-glass-truth", attack.truth);
  headers.set("x-demo-ip", address);
  const started = performance.now();
  try {
    const response = await fetch(target.origin + request.target, {
      method: request.method,
      headers,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(request.body === undefined || isBodiless(request.method) ? {} : { body: bodyOf(request) }),
    });
    const text = await response.text();
    return { outcome: outcomeOf(response, text), ms: performance.now() - started };
  } catch (error) {
    throwIfUnreachable(error, target);
    return { outcome: "error", ms: performance.now() - started };
  }
}

function isBodiless(method: string): boolean {
  return method === "GET" || method === "HEAD";
}

function bodyOf({ body = "", latin1 }: HttpRequest): string | Uint8Array<ArrayBuffer> {
  return latin1 ? Uint8Array.from(body, (char) => char.charCodeAt(0)) : body;
}

/** Reads an answer. */
export function outcomeOf(response: Response, text: string): Outcome {
  if (response.status < 400) return "passed";
  if (!(response.headers.get("content-type") ?? "").startsWith("application/problem+json")) {
    return response.status >= 500 ? "error" : "passed";
  }
  // What an endpoint refuses by itself names no request, and is no affair of the guard.
  if (!hasRequestId(text)) return "passed";
  return response.status === 429 ? "limited" : "blocked";
}

function hasRequestId(text: string): boolean {
  try {
    const problem: unknown = JSON.parse(text);
    return typeof problem === "object" && problem !== null && "requestId" in problem;
  } catch {
    return false;
  }
}

/** Turns "nobody is there" and "may not go there" into one clear line. */
export function throwIfUnreachable(error: unknown, target: URL): void {
  if (error instanceof Deno.errors.NotCapable) {
    const command = `deno run --allow-net=${target.host} --allow-read=attacks tests/attack/main.ts`;
    throw new UnreachableError(`the task may only reach this machine; for ${target.host} run: ${command} …`);
  }
  if (
    error instanceof TypeError &&
    /connection refused|dns error|connect error|client error \(Connect\)|Requests to port \d+ are blocked/i.test(
      text(error),
    )
  ) {
    throw new UnreachableError(`nobody answers at ${target.origin}; is the server running?`);
  }
}

/** An error and its cause as one text. */
function text(error: TypeError): string {
  return `${error} ${error.cause ?? ""}`;
}
