/**
 * Sliding log: remembers when each unit was spent. The only exact one: never more than `limit` in any window.
 * @module
 */
import type { LimitPolicy } from "../types.ts";
import { decisionOf, type LimitState, type Step } from "./algorithm.ts";

/** State: times of the units spent, oldest first. */
export function slidingLog(state: LimitState | undefined, policy: LimitPolicy, now: number, cost: number): Step {
  const { limit, windowMs } = policy;
  const times: number[] = [];
  for (const time of state ?? []) {
    // A clock that jumped back must not turn a minute into an hour: what lies ahead counts as spent now.
    const at = Math.min(time, now);
    if (now - at < windowMs) times.push(at);
  }
  const free = limit - times.length;
  const allowed = cost <= free;
  if (allowed) { for (let i = 0; i < cost; i++) times.push(now); }
  // A unit is returned when its entry leaves the window; a refused hit needs `cost - free` of them.
  const awaited = times[Math.min(cost - free, times.length) - 1] ?? now;
  const oldest = times[0] ?? now;
  const left = limit - times.length;
  return {
    decision: decisionOf(allowed, limit, left, awaited + windowMs - now, oldest + windowMs - now),
    state: times,
  };
}
