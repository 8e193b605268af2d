/**
 * Refusals as RFC 9457 problem details.
 * @module
 */
import type { Verdict } from "./types.ts";

/** Types of the draft on RateLimit headers. */
const TYPES = "https://iana.org/assignments/http-problem-types#";

const TITLES: Readonly<Record<number, string>> = {
  400: "Bad request",
  403: "Request blocked",
  405: "Method not allowed",
  408: "Request too slow",
  413: "Body too large",
  415: "Unsupported body",
  429: "Too many requests",
  503: "Temporarily unavailable",
};

/** What the body says beside the verdict. */
export interface ProblemContext {
  /** Path of the request. */
  readonly instance: string;
  /** Tell the client what gave it away. Teaching only: an attacker learns from it. */
  readonly teaching: boolean;
  /** Names of the policies that a 429 violates. */
  readonly policies?: readonly string[];
}

/** Body of a refusal, all but the ids of request and event; media type `application/problem+json`. */
export function problemOf(verdict: Verdict, context: ProblemContext): Record<string, unknown> {
  const { instance, teaching, policies = [] } = context;
  const status = verdict.status ?? 403;
  const deciding = verdict.contributions.filter((contribution) => contribution.state === "deciding");
  const category = deciding[0]?.finding.category;
  return {
    type: typeOf(status, policies),
    title: TITLES[status] ?? "Refused",
    status,
    detail: teaching || status !== 403 ? verdict.sentence : "The request looks like an attack.",
    instance,
    ...(category ? { category } : {}),
    ...(policies.length > 0 ? { "violated-policies": policies } : {}),
    ...(teaching && status === 403
      ? {
        score: verdict.score,
        threshold: verdict.threshold,
        rules: deciding.map(({ finding, points }) => ({ rule: finding.rule, points, why: finding.why })),
      }
      : {}),
  };
}

/** The body as text: what is the same for each such request, and the ids of this one. */
export function withIds(problem: string, requestId: string, eventId: string | undefined): string {
  const event = eventId === undefined ? "" : `"eventId":${JSON.stringify(eventId)},`;
  return `{"requestId":${JSON.stringify(requestId)},${event}${problem.slice(1)}`;
}

/** A quota is spent; a counter is down; or, as with guessed passwords, the use itself is wrong. */
function typeOf(status: number, policies: readonly string[]): string {
  if (status === 503) return `${TYPES}temporary-reduced-capacity`;
  if (status !== 429) return "about:blank";
  return policies.length > 0 ? `${TYPES}quota-exceeded` : `${TYPES}abnormal-usage-detected`;
}
