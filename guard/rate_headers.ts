/**
 * `RateLimit` and `RateLimit-Policy` as in draft-ietf-httpapi-ratelimit-headers-10.
 * @module
 */
import type { Charged } from "./rate/limiter.ts";
import { sipHash } from "./siphash.ts";
import type { LimitPolicy } from "./types.ts";

const KEYS = 1_000;

/** A client as the headers name it, and what they said last of the policy that it came under. */
interface Partition {
  readonly key: string;
  policy?: LimitPolicy;
  item: string;
  /** How the item of what is left begins. */
  left: string;
}

const encoder = new TextEncoder();

/** Makes partition keys: a hash of the client under a key of this process, so that the header names nobody. */
export class PartitionKeys {
  readonly #known = new Map<string, Partition>();
  readonly #secret = crypto.getRandomValues(new Uint32Array(4));

  /** With a key of eight bytes in Base64. */
  of(client: string): Partition {
    return this.#known.get(client) ?? this.#make(client);
  }

  #make(client: string): Partition {
    const key = btoa(String.fromCharCode(...sipHash(this.#secret, encoder.encode(client))));
    if (this.#known.size >= KEYS) this.#known.clear();
    const partition = { key, item: "", left: "" };
    this.#known.set(client, partition);
    return partition;
  }
}

/** The two header values. */
export interface RateHeaders {
  readonly policy: string;
  readonly limit: string;
}

/** Makes them: a list each, one item a policy. */
export function rateHeadersOf(charged: readonly Charged[], partitions: PartitionKeys): RateHeaders {
  let headers: RateHeaders | undefined;
  for (let i = 0; i < charged.length; i++) {
    headers = joined(headers, charged[i]!, partitions.of(charged[i]!.owner));
  }
  return headers ?? { policy: "", limit: "" };
}

/** The headers with one item more. */
function joined(before: RateHeaders | undefined, { policy, decision }: Charged, partition: Partition): RateHeaders {
  if (partition.policy !== policy) {
    const { name, limit, windowMs } = policy;
    partition.policy = policy;
    partition.item = `"${name}";q=${limit};w=${Math.round(windowMs / 1000)};pk=:${partition.key}:`;
    partition.left = `"${name}";r=`;
  }
  const next = Math.ceil((decision.allowed ? decision.resetMs : decision.retryMs) / 1000);
  const left = `${partition.left}${decision.remaining};t=${next}`;
  if (!before) return { policy: partition.item, limit: left };
  return { policy: `${before.policy}, ${partition.item}`, limit: `${before.limit}, ${left}` };
}
