/**
 * `RateLimit` and `RateLimit-Policy` as in draft-ietf-httpapi-ratelimit-headers-10.
 * @module
 */
import type { Charged } from "./rate/limiter.ts";
import type { LimitPolicy, MaybePromise } from "./types.ts";

const KEYS = 1_000;

/** A client as the headers name it, and what they said last of the policy that it came under. */
interface Partition {
  readonly key: string;
  policy?: LimitPolicy;
  item: string;
}

/** Makes partition keys: a digest of the client under a key of this process, so that the header names nobody. */
export class PartitionKeys {
  readonly #known = new Map<string, Partition>();
  readonly #salt = crypto.randomUUID();

  /** With a key of eight bytes in Base64; at once for a client that was seen before. */
  of(client: string): MaybePromise<Partition> {
    return this.#known.get(client) ?? this.#make(client);
  }

  async #make(client: string): Promise<Partition> {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(this.#salt + client));
    const key = btoa(String.fromCharCode(...new Uint8Array(digest, 0, 8)));
    if (this.#known.size >= KEYS) this.#known.clear();
    const partition = { key, item: "" };
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
export function rateHeadersOf(charged: readonly Charged[], partitions: PartitionKeys): MaybePromise<RateHeaders> {
  const known: Partition[] = [];
  for (const { owner } of charged) {
    const partition = partitions.of(owner);
    if (partition instanceof Promise) return withNewKeys(charged, partitions);
    known.push(partition);
  }
  return headersOf(charged, known);
}

async function withNewKeys(charged: readonly Charged[], partitions: PartitionKeys): Promise<RateHeaders> {
  return headersOf(charged, await Promise.all(charged.map(({ owner }) => partitions.of(owner))));
}

function headersOf(charged: readonly Charged[], partitions: readonly Partition[]): RateHeaders {
  let [policies, limits] = ["", ""];
  for (let i = 0; i < charged.length; i++) {
    const { policy, decision } = charged[i]!;
    const next = Math.ceil((decision.allowed ? decision.resetMs : decision.retryMs) / 1000);
    const comma = i === 0 ? "" : ", ";
    policies += `${comma}${itemOf(policy, partitions[i]!)}`;
    limits += `${comma}"${policy.name}";r=${decision.remaining};t=${next}`;
  }
  return { policy: policies, limit: limits };
}

function itemOf(policy: LimitPolicy, partition: Partition): string {
  if (partition.policy !== policy) {
    const { name, limit, windowMs } = policy;
    partition.policy = policy;
    partition.item = `"${name}";q=${limit};w=${Math.round(windowMs / 1000)};pk=:${partition.key}:`;
  }
  return partition.item;
}
