/**
 * The rate-limit algorithms by name.
 * @module
 */
import type { LimitPolicy } from "../types.ts";
import type { Algorithm } from "./algorithm.ts";
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
