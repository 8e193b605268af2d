/**
 * GCRA: one timestamp that runs ahead of the clock. Admits a burst `b`, then a steady rate `r`: at most b + r·w in
 * any window w.
 * @module
 */
import type { LimitPolicy } from "../types.ts";
import { decisionOf, type LimitState, type Step } from "./algorithm.ts";

/** State: the theoretical arrival time. */
export function gcra(state: LimitState | undefined, policy: LimitPolicy, now: number, cost: number): Step {
  const { limit, windowMs } = policy;
  const burst = policy.burst ?? limit;
  const interval = windowMs / limit;
  // At most a full burst ahead, also when the clock jumped back.
  const arrival = Math.min(Math.max(state?.[0] ?? now, now), now + burst * interval);
  const next = arrival + cost * interval;
  const wait = next - now - burst * interval;
  // Sums of fractions: a millionth of a unit is not worth a refusal.
  const allowed = wait <= interval * 1e-6;
  const kept = allowed ? next : arrival;
  const left = (burst * interval - (kept - now)) / interval + 1e-6;
  return { decision: decisionOf(allowed, burst, left, wait, allowed ? interval : wait), state: [kept] };
}
