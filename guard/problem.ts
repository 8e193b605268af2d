/**
 * Refusals as RFC 9457 problem details.
 * @module
 */
import type { Verdict } from "./types.ts";

const QUOTA = "https://iana.org/assignments/http-problem-types#quota-exceeded";

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
  readonly requestId: string;
  readonly eventId?: string;
  /** Path of the request. */
  readonly instance: string;
  /** Tell the client what gave it away. Teaching only: an attacker learns from it. */
  readonly teaching: boolean;
  /** Names of the policies that a 429 violates. */
  readonly policies?: readonly string[];
}

/** Body of a refusal; media type `application/problem+json`. */
export function problemOf(verdict: Verdict, context: ProblemContext): Record<string, unknown> {
  const { requestId, eventId, instance, teaching, policies } = context;
  const status = verdict.status ?? 403;
  const deciding = verdict.contributions.filter((contribution) => contribution.state === "deciding");
  const category = deciding[0]?.finding.category;
  return {
    type: status === 429 ? QUOTA : "about:blank",
    title: TITLES[status] ?? "Refused",
    status,
    detail: teaching || status !== 403 ? verdict.sentence : "The request looks like an attack.",
    instance,
    requestId,
    ...(eventId ? { eventId } : {}),
    ...(category ? { category } : {}),
    ...(policies && status === 429 ? { "violated-policies": policies } : {}),
    ...(teaching && status === 403
      ? {
        score: verdict.score,
        threshold: verdict.threshold,
        rules: deciding.map(({ finding, points }) => ({ rule: finding.rule, points, why: finding.why })),
      }
      : {}),
  };
}
