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
  const hash = createHash("sha256").update(previous);
  // Piece by piece: to join them first would make a copy of them all.
  for (const json of jsons) hash.update("\n").update(json);
  return hash.digest("hex");
}
