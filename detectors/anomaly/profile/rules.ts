/**
 * What a profile may say, and how far its word reaches: a notice, and a bounded share of the model's log-odds.
 * @module
 */
import type { Finding, Rule } from "../../types.ts";

/** Rules of the profiles: at most one of them speaks in a request. */
export const PROFILE_RULES = {
  value: {
    id: "anomaly.profile",
    category: "anomaly",
    severity: "notice",
    level: 1,
    title: "Profile: unusual here",
    why: "this value is unusual here",
  },
  client: {
    id: "anomaly.profile-client",
    category: "anomaly",
    severity: "notice",
    level: 1,
    title: "Profile: unusual client",
    why: "this client behaves as no other",
  },
} as const satisfies Record<string, Rule>;

/** How a request departs from what is usual. */
export interface Deviation {
  readonly finding: Finding;
  /** What it adds to the model's log-odds, from 0 to `MAX_LIFT`. */
  readonly lift: number;
}

/** Log-odds for each unit of surprise, and the most that a profile adds: a bit more than four to one. */
const LIFT = 0.25;
export const MAX_LIFT = 1.5;

/** What a surprise adds to the model's log-odds. */
export function liftOf(surprise: number): number {
  return Math.min(MAX_LIFT, surprise * LIFT);
}
