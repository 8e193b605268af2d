/**
 * Limiters over KV, exact over all processes that share the database: hits of one key queue up in the process and
 * are decided together in one compare-and-swap. A refusal needs no write, and holds until its time is up.
 * @module
 */
import { peeked } from "../guard/memory/counters.ts";
import { ALGORITHMS, type LimitState } from "../guard/rate/mod.ts";
import type { CounterStore, Decision, LimitPolicy } from "../guard/types.ts";
import { limitKey, type StoredLimit } from "./keys.ts";
import { MAX_ATTEMPTS, MAX_LIMIT_KEYS } from "./limits.ts";

interface Hit {
  readonly policy: LimitPolicy;
  readonly now: number;
  readonly cost: number;
  readonly resolve: (decision: Decision) => void;
}

interface Known {
  readonly state: LimitState | undefined;
  readonly versionstamp: string | null;
}

interface KeyQueue {
  readonly room: string;
  readonly key: string;
  waiting: Hit[];
  known: Known | undefined;
  running: boolean;
}

/** Counters that several processes can share. */
export class KvCounters implements CounterStore {
  readonly #queues = new Map<string, KeyQueue>();
  #failures = 0;

  constructor(readonly kv: Deno.Kv, readonly random: () => number = Math.random) {}

  /** Hits that the policy decided since the start, because the database did not answer. */
  get failures(): number {
    return this.#failures;
  }

  hit(room: string, key: string, policy: LimitPolicy, now: number, cost = 1): Promise<Decision> {
    const queue = this.#queue(room, key);
    const refusal = queue.known && !queue.running ? refusalOf(queue.known.state, policy, now, cost) : undefined;
    if (refusal) return Promise.resolve(refusal);
    return new Promise((resolve) => {
      queue.waiting.push({ policy, now, cost, resolve });
      if (!queue.running) void this.#drain(queue);
    });
  }

  async peek(room: string, key: string, policy: LimitPolicy, now: number): Promise<Decision> {
    const { value } = await this.kv.get<StoredLimit>(limitKey(room, key));
    return peeked(liveState(value, now), policy, now);
  }

  async clear(room: string, key: string): Promise<void> {
    this.#queues.delete(`${room}\n${key}`);
    await this.kv.delete([...limitKey(room, key)]);
  }

  async #drain(queue: KeyQueue): Promise<void> {
    queue.running = true;
    while (queue.waiting.length > 0) {
      const hits = queue.waiting;
      queue.waiting = [];
      try {
        await this.#decide(queue, hits);
      } catch {
        queue.known = undefined;
        this.#failures += hits.length;
        for (const { policy, resolve } of hits) resolve(byPolicy(policy));
      }
    }
    queue.running = false;
  }

  async #decide(queue: KeyQueue, hits: readonly Hit[]): Promise<void> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const known = queue.known ??= await this.#read(queue, hits[0]!.now);
      let state = known.state;
      let changed = false;
      const decisions: Decision[] = [];
      for (const { policy, now, cost } of hits) {
        const step = ALGORITHMS[policy.algorithm](state, policy, now, cost);
        decisions.push(step.decision);
        if (!step.decision.allowed) continue;
        state = step.state;
        changed = true;
      }
      const versionstamp = changed ? await this.#write(queue, hits, state ?? [], known) : known.versionstamp;
      if (versionstamp !== undefined) {
        queue.known = { state, versionstamp };
        for (const [i, { resolve }] of hits.entries()) resolve(decisions[i]!);
        return;
      }
      queue.known = undefined;
      // Two processes that collide must not collide again at once.
      await new Promise((resolve) => setTimeout(resolve, this.random() * 2 ** attempt));
    }
    throw new Error(`Cannot count a hit: ${MAX_ATTEMPTS} attempts collided`);
  }

  async #read({ room, key }: KeyQueue, now: number): Promise<Known> {
    const { value, versionstamp } = await this.kv.get<StoredLimit>(limitKey(room, key));
    return { state: liveState(value, now), versionstamp };
  }

  /** The new versionstamp, or undefined when another process was quicker. */
  async #write(
    { room, key }: KeyQueue,
    hits: readonly Hit[],
    state: LimitState,
    { versionstamp }: Known,
  ): Promise<string | undefined> {
    const { policy, now } = hits[hits.length - 1]!;
    const at = limitKey(room, key);
    const expires = now + policy.windowMs * 2;
    const result = await this.kv.atomic()
      .check({ key: at, versionstamp })
      .set(at, { state, expires } satisfies StoredLimit, { expireIn: policy.windowMs * 2 })
      .commit();
    return result.ok ? result.versionstamp : undefined;
  }

  #queue(room: string, key: string): KeyQueue {
    const id = `${room}\n${key}`;
    const known = this.#queues.get(id);
    if (known) return known;
    const queue: KeyQueue = { room, key, waiting: [], known: undefined, running: false };
    this.#queues.set(id, queue);
    if (this.#queues.size > MAX_LIMIT_KEYS) this.#evict();
    return queue;
  }

  #evict(): void {
    for (const [id, queue] of this.#queues) {
      if (queue.running) continue;
      this.#queues.delete(id);
      return;
    }
  }
}

/**
 * A refusal from memory. Others can only have spent more since, never less, so a key that was exhausted stays so
 * until its time is up; only an admission has to be agreed on.
 */
function refusalOf(
  state: LimitState | undefined,
  policy: LimitPolicy,
  now: number,
  cost: number,
): Decision | undefined {
  const { decision } = ALGORITHMS[policy.algorithm](state, policy, now, cost);
  return decision.allowed ? undefined : decision;
}

/** KV deletes late, so the value says itself when it is void. */
function liveState(value: StoredLimit | null, now: number): LimitState | undefined {
  return value && value.expires > now ? value.state : undefined;
}

function byPolicy({ limit, windowMs, onFailure }: LimitPolicy): Decision {
  const open = onFailure === "open";
  return { allowed: open, limit, remaining: 0, retryMs: open ? 0 : windowMs, resetMs: windowMs, failedOpen: true };
}
