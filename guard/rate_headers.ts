/**
 * `RateLimit` and `RateLimit-Policy` as in draft-ietf-httpapi-ratelimit-headers-10.
 * @module
 */
import type { Charged } from "./rate/limiter.ts";
import type { MaybePromise } from "./types.ts";

const KEYS = 1_000;

/** Makes partition keys: a digest of the client under a key of this process, so that the header names nobody. */
export class PartitionKeys {
  readonly #known = new Map<string, string>();
  readonly #salt = crypto.randomUUID();

  /** Base64 of eight bytes; at once for a client that was seen before. */
  of(client: string): MaybePromise<string> {
    return this.#known.get(client) ?? this.#make(client);
  }

  async #make(client: string): Promise<string> {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(this.#salt + client));
    const key = btoa(String.fromCharCode(...new Uint8Array(digest, 0, 8)));
    if (this.#known.size >= KEYS) this.#known.clear();
    this.#known.set(client, key);
    return key;
  }
}

/** The two header values. */
export interface RateHeaders {
  readonly policy: string;
  readonly limit: string;
}

/** Makes them: a list each, one item a policy. */
export function rateHeadersOf(charged: readonly Charged[], partitions: PartitionKeys): MaybePromise<RateHeaders> {
  const keys: string[] = [];
  for (const { owner } of charged) {
    const key = partitions.of(owner);
    if (key instanceof Promise) return withNewKeys(charged, partitions);
    keys.push(key);
  }
  return headersOf(charged, keys);
}

async function withNewKeys(charged: readonly Charged[], partitions: PartitionKeys): Promise<RateHeaders> {
  return headersOf(charged, await Promise.all(charged.map(({ owner }) => partitions.of(owner))));
}

function headersOf(charged: readonly Charged[], keys: readonly string[]): RateHeaders {
  let [policies, limits] = ["", ""];
  for (let i = 0; i < charged.length; i++) {
    const { policy: { name, limit, windowMs }, decision } = charged[i]!;
    const window = Math.round(windowMs / 1000);
    const next = Math.ceil((decision.allowed ? decision.resetMs : decision.retryMs) / 1000);
    const comma = i === 0 ? "" : ", ";
    policies += `${comma}"${name}";q=${limit};w=${window};pk=:${keys[i]}:`;
    limits += `${comma}"${name}";r=${decision.remaining};t=${next}`;
  }
  return { policy: policies, limit: limits };
}
