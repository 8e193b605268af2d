/**
 * Fixed window: one number per window of the clock. Kept for the lesson: it admits twice the limit around a boundary.
 * @module
 */
import type { LimitPolicy } from "../types.ts";
import { decisionOf, type LimitState, type Step } from "./algorithm.ts";

/** State: start of the window, units spent in it. */
export function fixedWindow(state: LimitState | undefined, policy: LimitPolicy, now: number, cost: number): Step {
  const { limit, windowMs } = policy;
  const start = Math.floor(now / windowMs) * windowMs;
  // A window that begins after `now` is one the clock jumped back from: its count goes on.
  const spent = state && state[0]! >= start ? state[1]! : 0;
  const allowed = spent + cost <= limit;
  const used = allowed ? spent + cost : spent;
  const end = start + windowMs - now;
  return { decision: decisionOf(allowed, limit, limit - used, end, end), state: [start, used] };
}
