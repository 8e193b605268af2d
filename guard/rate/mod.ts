/**
 * The rate-limit algorithms by name.
 * @module
 */
import type { LimitPolicy } from "../types.ts";
import type { Algorithm, LimitState } from "./algorithm.ts";
import { fixedWindow } from "./fixed_window.ts";
import { gcra } from "./gcra.ts";
import { slidingLog } from "./sliding_log.ts";

export type { Algorithm, LimitState, Step } from "./algorithm.ts";
export { fixedWindow, gcra, slidingLog };

/** Every algorithm that a policy can name. */
export const ALGORITHMS: Readonly<Record<LimitPolicy["algorithm"], Algorithm>> = {
  "sliding-log": slidingLog,
  gcra,
  "fixed-window": fixedWindow,
};

/** How far the clocks of two requests may differ without anything having jumped, milliseconds. */
const SLACK_MS = 1_000;

/** Whether a state lies in the future: the clock has jumped back since. */
export function isAhead(policy: LimitPolicy, state: LimitState | undefined, now: number): boolean {
  if (!state || state.length === 0) return false;
  switch (policy.algorithm) {
    case "sliding-log":
      return state[state.length - 1]! > now + SLACK_MS;
    case "gcra":
      return state[0]! > now + SLACK_MS + (policy.burst ?? policy.limit) * policy.windowMs / policy.limit;
    case "fixed-window":
      return state[0]! > now + SLACK_MS;
  }
}
