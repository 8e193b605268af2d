/**
 * `RateLimit` and `RateLimit-Policy` as in draft-ietf-httpapi-ratelimit-headers-10.
 * @module
 */
import type { Decision, LimitPolicy } from "./types.ts";

const KEYS = 1_000;

/** Makes partition keys: a digest of the client under a key of this process, so that the header names nobody. */
export class PartitionKeys {
  readonly #known = new Map<string, string>();
  readonly #salt = crypto.randomUUID();

  /** Base64 of eight bytes. */
  async of(client: string): Promise<string> {
    const known = this.#known.get(client);
    if (known !== undefined) return known;
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(this.#salt + client));
    const key = btoa(String.fromCharCode(...new Uint8Array(digest, 0, 8)));
    if (this.#known.size >= KEYS) this.#known.clear();
    this.#known.set(client, key);
    return key;
  }
}

/** The two header values. */
export function rateHeadersOf(policy: LimitPolicy, decision: Decision, partition: string) {
  const window = Math.round(policy.windowMs / 1000);
  const next = Math.ceil((decision.allowed ? decision.resetMs : decision.retryMs) / 1000);
  return {
    policy: `"${policy.name}";q=${policy.limit};w=${window};pk=:${partition}:`,
    limit: `"${policy.name}";r=${decision.remaining};t=${next}`,
  };
}
