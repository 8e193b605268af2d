/**
 * Errors of the demo API: handlers throw, one place answers.
 * @module
 */
import type { Effect } from "./effect.ts";

/** Statuses of a demo error. */
export type ProblemStatus = 400 | 401 | 403 | 404 | 413 | 415 | 429 | 500 | 503;

const TITLES: Readonly<Record<ProblemStatus, string>> = {
  400: "Bad request",
  401: "Not logged in",
  403: "Forbidden",
  404: "Not found",
  413: "Too large",
  415: "Unsupported body",
  429: "Too many requests",
  500: "The demo API failed",
  503: "The database gave up",
};

/** An answer that is an error; `detail` says what to do about it. */
export class DemoProblem extends Error {
  override readonly name = "DemoProblem";
  readonly status: ProblemStatus;
  /** What the endpoint did before it failed. */
  readonly effect: Effect | undefined;

  constructor(status: ProblemStatus, detail: string, effect?: Effect) {
    super(detail);
    this.status = status;
    this.effect = effect;
  }
}

/** An answer of an endpoint that limits itself: it says when to come back. */
export class TooMany extends DemoProblem {
  readonly retryMs: number;

  constructor(retryMs: number, detail: string, effect: Effect) {
    super(429, detail, effect);
    this.retryMs = retryMs;
  }
}

/** The body of a problem, RFC 9457. */
export function problemBody(problem: DemoProblem, instance: string, teaching: boolean): Record<string, unknown> {
  return {
    type: "about:blank",
    title: TITLES[problem.status],
    status: problem.status,
    detail: problem.message,
    instance,
    ...(teaching && problem.effect ? { effect: problem.effect } : {}),
  };
}
