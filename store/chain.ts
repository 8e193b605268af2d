/**
 * The audit chain: each event's hash covers the hash before it, so that an edited, missing or moved record shows.
 * @module
 */
import { createHash } from "node:crypto";

/** Hash before the first event of a room. */
export const CHAIN_BEGIN = "0".repeat(64);

/** Hash of an event that follows `previous`. */
export function chainHash(previous: string, json: string): string {
  return createHash("sha256").update(previous).update("\n").update(json).digest("hex");
}
