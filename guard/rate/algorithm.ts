/**
 * What the three rate-limit algorithms share: a pure step from a state and a hit to a decision and a state.
 * @module
 */
import type { Decision, LimitPolicy } from "../types.ts";

/** State of one key: numbers whose meaning the algorithm knows, so that any store can keep them. */
export type LimitState = readonly number[];

/** A decision with the state that follows it; a refused hit leaves the state as it was. */
export interface Step {
  readonly decision: Decision;
  readonly state: LimitState;
}

/** One algorithm. `state` is undefined for a key never seen; `cost` is a positive whole number. */
export type Algorithm = (state: LimitState | undefined, policy: LimitPolicy, now: number, cost: number) => Step;

/** A decision; remaining and times are never negative. */
export function decisionOf(allowed: boolean, limit: number, left: number, retryMs: number, resetMs: number): Decision {
  return {
    allowed,
    limit,
    remaining: Math.max(0, Math.floor(left)),
    retryMs: allowed ? 0 : Math.max(1, Math.ceil(retryMs)),
    resetMs: Math.max(0, Math.ceil(resetMs)),
  };
}
