/**
 * Would it have worked? Asks the server to run a refused request against a fresh copy of the demo world.
 * @module
 */
import type { Effect } from "../routes/demo/effect.ts";
import { parseEffect } from "./effect.ts";
import type { Draft } from "./request.ts";

/** What came of it. */
export type ShadowRun =
  | { readonly kind: "ran"; readonly status: number; readonly effect: Effect | undefined }
  /** Why it could not run, one sentence. */
  | { readonly kind: "not run"; readonly reason: string };

/** Runs a request in the shadow. Never throws. */
export async function runShadow({ method, target, headers, body, latin1 }: Draft): Promise<ShadowRun> {
  if (latin1) return { kind: "not run", reason: reasonOf(400) };
  try {
    const response = await fetch("/glass/shadow", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ method, target, headers, ...(body === "" ? {} : { body }) }),
    });
    return response.ok ? parseShadow(await response.text()) : { kind: "not run", reason: reasonOf(response.status) };
  } catch {
    return { kind: "not run", reason: "The server does not answer." };
  }
}

function reasonOf(status: number): string {
  if (status === 404) {
    return "No endpoint of the demo API has this path: without the guard it would have found nothing.";
  }
  if (status === 429) return "Too many shadow runs: try again in a minute.";
  return "This request cannot be run without its exact bytes.";
}

/** Reads the server's answer. */
export function parseShadow(text: string): ShadowRun {
  const answer: unknown = JSON.parse(text);
  if (typeof answer !== "object" || answer === null || !("status" in answer) || typeof answer.status !== "number") {
    return { kind: "not run", reason: "The server's answer cannot be read." };
  }
  const { status } = answer;
  const effect = "body" in answer ? parseEffect(JSON.stringify(answer.body)) : undefined;
  return { kind: "ran", status, effect };
}
