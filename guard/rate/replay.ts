/**
 * What an algorithm would have said to hits at given times.
 * @module
 */
import type { LimitPolicy } from "../types.ts";
import type { LimitState } from "./algorithm.ts";
import { ALGORITHMS } from "./mod.ts";

/** The decisions on a row of hits. */
export interface Replay {
  readonly allowed: readonly boolean[];
  /** Units left after each hit. */
  readonly left: readonly number[];
  /** Units left at each of the times that were asked for. */
  readonly samples: readonly number[];
  /** Most hits that were let through in any window of the policy's length. */
  readonly most: number;
}

/** Plays hits at `times` (milliseconds, ascending) to a key never seen before; looks at it at `looks`. */
export function replay(policy: LimitPolicy, times: readonly number[], looks: readonly number[] = []): Replay {
  const algorithm = ALGORITHMS[policy.algorithm];
  const [allowed, left, passed, samples]: [boolean[], number[], number[], number[]] = [[], [], [], []];
  let state: LimitState | undefined;
  const look = (until: number) => {
    for (let at = looks[samples.length]; at !== undefined && at < until; at = looks[samples.length]) {
      // A hit that is not kept says what one would be told.
      const { decision } = algorithm(state, policy, at, 1);
      samples.push(decision.allowed ? decision.remaining + 1 : decision.remaining);
    }
  };
  for (const now of times) {
    look(now);
    const step = algorithm(state, policy, now, 1);
    state = step.state;
    allowed.push(step.decision.allowed);
    left.push(step.decision.remaining);
    if (step.decision.allowed) passed.push(now);
  }
  look(Infinity);
  return { allowed, left, samples, most: mostInAny(policy.windowMs, passed) };
}

/** The fullest window that ends at one of the times. */
function mostInAny(windowMs: number, times: readonly number[]): number {
  let [most, first] = [0, 0];
  for (const [last, time] of times.entries()) {
    while (time - times[first]! >= windowMs) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
