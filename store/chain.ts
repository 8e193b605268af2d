/**
 * The audit chain: the hash of each row of events covers the hash before it, so that an edited, missing or moved event
 * shows. A row is hashed as a whole: JSON has no line breaks of its own, so they keep its events apart.
 * @module
 */
import { createHash } from "node:crypto";

/** Hash before the first event of a room. */
export const CHAIN_BEGIN = "0".repeat(64);

/** Hash of a row of events that follows `previous`. */
export function chainHash(previous: string, jsons: readonly string[]): string {
  return createHash("sha256").update(`${previous}\n${jsons.join("\n")}`).digest("hex");
}
