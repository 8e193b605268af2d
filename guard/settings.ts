/**
 * Settings of a room, and the policies that follow from them.
 * @module
 */
import { DEFAULT_SETTINGS } from "../detectors/score.ts";
import { DEFAULT_LOGIN } from "./login/types.ts";
import { MAX_SLIDING_LOG } from "./limits.ts";
import type { LimitPolicy, RoomSettings } from "./types.ts";

/** What holds where nothing is set: block, level 1, 100 requests a minute per client. */
export const DEFAULT_ROOM_SETTINGS: RoomSettings = {
  ...DEFAULT_SETTINGS,
  mode: "block",
  rateLimit: 100,
  algorithm: "sliding-log",
  login: DEFAULT_LOGIN,
  teaching: false,
};

/** Name of the policy that counts a client's requests. */
export const CLIENT_POLICY = "client";

/** The policy that counts a client's requests; undefined when it is off. A sliding log of thousands becomes GCRA. */
export function clientPolicyOf({ rateLimit, algorithm }: RoomSettings): LimitPolicy | undefined {
  if (rateLimit === "off") return undefined;
  const chosen = algorithm === "sliding-log" && rateLimit > MAX_SLIDING_LOG ? "gcra" : algorithm;
  return { name: CLIENT_POLICY, algorithm: chosen, limit: rateLimit, windowMs: 60_000, onFailure: "open" };
}
