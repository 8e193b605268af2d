/**
 * `RateLimit` and `RateLimit-Policy` as in draft-ietf-httpapi-ratelimit-headers-10.
 * @module
 */
import type { Charged } from "./rate/limiter.ts";

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

/** The two header values: a list each, one item a policy. */
export async function rateHeadersOf(charged: readonly Charged[], partitions: PartitionKeys) {
  const policies: string[] = [];
  const limits: string[] = [];
  for (const { policy: { name, limit, windowMs }, decision, owner } of charged) {
    const window = Math.round(windowMs / 1000);
    const next = Math.ceil((decision.allowed ? decision.resetMs : decision.retryMs) / 1000);
    policies.push(`"${name}";q=${limit};w=${window};pk=:${await partitions.of(owner)}:`);
    limits.push(`"${name}";r=${decision.remaining};t=${next}`);
  }
  return { policy: policies.join(", "), limit: limits.join(", ") };
}
