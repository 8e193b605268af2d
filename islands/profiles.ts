/**
 * What the server has learned of the room's traffic, kept current while the page is in sight, in words.
 * @module
 */
import { effect, signal } from "@preact/signals";
import type { ParameterSummary, Progress, RouteSummary } from "../detectors/anomaly/profile/summary.ts";
import type { ProfilesReport } from "../routes/glass/profiles.ts";
import { totals } from "./feed.ts";
import { plural } from "./words.ts";

/** The last report; undefined until one came. */
export const profiles = signal<ProfilesReport | undefined>(undefined);
/** What the server said to a change that it refused. */
export const refusal = signal<string | undefined>(undefined);

/** Milliseconds between two looks at most: traffic comes in floods. */
const PAUSE = 2_000;

/** Looks now, and again whenever requests were counted; returns what ends it. */
export function followProfiles(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = -Infinity;
  const look = () => {
    timer = undefined;
    last = performance.now();
    void tell("GET", "");
  };
  const dispose = effect(() => {
    if (!totals.value) return;
    timer ??= setTimeout(look, Math.max(300, last + PAUSE - performance.now()));
  });
  return () => {
    dispose();
    clearTimeout(timer);
  };
}

/** Begins to learn anew. */
export function resetProfiles(): Promise<void> {
  return tell("POST", "/reset", {});
}

/** Returns to a snapshot. */
export function rollBackProfiles(at: number): Promise<void> {
  return tell("POST", "/rollback", { at });
}

async function tell(method: "GET" | "POST", path: string, body?: unknown): Promise<void> {
  const change = body === undefined
    ? {}
    : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  try {
    const response = await fetch(`/glass/profiles${path}`, { method, ...change });
    if (response.ok) profiles.value = await response.json();
    if (body !== undefined) {
      refusal.value = response.ok ? undefined : `The server refused the change (${response.status}).`;
    }
  } catch {
    // The stream says itself that the server is away.
  }
}

/** How far the warm-up is: "learning: 37 of 200 requests, 2 of 3 clients". */
export function progressText({ state, requests, neededRequests, clients, neededClients }: Progress): string {
  if (state === "known") return `known from ${plural(requests, "request")}`;
  const done = (have: number, need: number) => `${Math.min(have, need)} of ${need}`;
  return `learning: ${done(requests, neededRequests)} requests, ${done(clients, neededClients)} clients`;
}

/** One line for all: the endpoint that is nearest to being known, and how many are. */
export function statusText(report: ProfilesReport | undefined): string {
  const routes = report?.routes ?? [];
  if (routes.length === 0) return "Nothing learned yet: quiet requests teach what is usual for each parameter.";
  const learning = routes.filter(({ progress }) => progress.state === "learning");
  const known = routes.length - learning.length;
  const next = learning.toSorted((a, b) => doneShare(b) - doneShare(a))[0];
  const sum = `${known} of ${plural(routes.length, "endpoint")} known`;
  return next ? `${sum}; ${next.route} ${progressText(next.progress)}` : sum;
}

function doneShare({ progress: { requests, neededRequests, clients, neededClients } }: RouteSummary): number {
  return Math.min(1, requests / neededRequests) + Math.min(1, clients / neededClients);
}

/** What is usual for a parameter: "a number; 1 to 3 characters". Its warm-up only where it is not that of its route. */
export function usualText(parameter: ParameterSummary, route: Progress): string {
  const { kinds, shortest, longest, characters, values, structures, progress } = parameter;
  const warmUp = progressText(progress);
  if (progress.state === "learning") return warmUp === progressText(route) ? "learning" : warmUp;
  const length = shortest === longest ? plural(longest, "character") : `${shortest} to ${longest} characters`;
  const parts = [kinds.length === 0 ? "each client's own" : kinds.join(" or "), length];
  if (values > 0) parts.push(values === 1 ? "always the same" : `one of ${values} values`);
  if (kinds.includes("text") || kinds.includes("words")) {
    if (values === 0 && structures > 0) parts.push(`put together in ${plural(structures, "way")}`);
    const marks = characters.filter((name) => name !== "letter" && name !== "digit");
    if (marks.length > 0) parts.push(`with ${marks.join(", ")}`);
  }
  return parts.join("; ");
}
