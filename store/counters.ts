/**
 * Limiters over KV, exact over all processes that share the database: changes of one key queue up in the process and
 * are made together in one compare-and-swap. A refusal needs no write, and holds until its time is up.
 * @module
 */
import { hitOf, peeked } from "../guard/memory/counters.ts";
import type { LimitState } from "../guard/rate/mod.ts";
import type { Change, CounterStore, Decision, LimitPolicy } from "../guard/types.ts";
import { limitKey, type StoredLimit } from "./keys.ts";
import { BREAK_MS, COUNTER_DEADLINE_MS, MAX_ATTEMPTS, MAX_LIMIT_KEYS, REFUSAL_TRUST_MS } from "./limits.ts";

/** A change that waits, its type of result hidden in the closures. */
interface Waiting {
  readonly now: number;
  readonly ttlMs: number;
  /** Applies the change and remembers the result; true when the state is another. */
  apply(state: LimitState | undefined): { readonly state: LimitState; readonly changed: boolean };
  /** The state is agreed on: hands out the result that was remembered. */
  settle(): void;
  fail(error: Error): void;
}

interface Known {
  readonly state: LimitState | undefined;
  readonly versionstamp: string | null;
  readonly at: number;
}

interface KeyQueue {
  readonly room: string;
  readonly key: string;
  waiting: Waiting[];
  known: Known | undefined;
  running: boolean;
}

/** Counters that several processes can share. */
export class KvCounters implements CounterStore {
  readonly #queues = new Map<string, KeyQueue>();
  #failures = 0;
  #downUntil = 0;

  constructor(readonly kv: Deno.Kv, readonly random: () => number = Math.random) {}

  /** Hits that a policy decided since the start, because the database did not answer. */
  get failures(): number {
    return this.#failures;
  }

  step<T>(room: string, key: string, ttlMs: number, now: number, change: Change<T>): Promise<T> {
    if (performance.now() < this.#downUntil) return Promise.reject(new Error("Cannot count: the store is down"));
    const queue = this.#queue(room, key);
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => {
        // Nobody else has to wait as long to learn the same.
        this.#downUntil = performance.now() + BREAK_MS;
        reject(new Error("Cannot count: the store is too slow"));
      }, COUNTER_DEADLINE_MS);
      let result: T;
      queue.waiting.push({
        now,
        ttlMs,
        apply: (before) => {
          const after = change(before);
          result = after.result;
          return { state: after.state, changed: after.unchanged !== true };
        },
        settle: () => {
          clearTimeout(timer);
          resolve(result);
        },
        fail: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      });
      if (!queue.running) void this.#drain(queue);
    });
  }

  async hit(room: string, key: string, policy: LimitPolicy, now: number, cost = 1): Promise<Decision> {
    const { known, running } = this.#queue(room, key);
    // Others can only have spent more since, so what was exhausted a moment ago still is: no need to ask.
    if (known && !running && now - known.at < REFUSAL_TRUST_MS && now >= known.at) {
      const { result } = hitOf(policy, now, cost)(known.state);
      if (!result.allowed) return result;
    }
    try {
      return await this.step(room, key, policy.windowMs * 2, now, hitOf(policy, now, cost));
    } catch {
      this.#failures++;
      return byPolicy(policy);
    }
  }

  async peek(room: string, key: string, policy: LimitPolicy, now: number): Promise<Decision> {
    const { value } = await this.kv.get<StoredLimit>(limitKey(room, key));
    return peeked(liveState(value, now), policy, now);
  }

  async clear(room: string, key: string): Promise<void> {
    const queue = this.#queues.get(`${room}\n${key}`);
    if (queue) queue.known = undefined;
    await this.kv.delete(limitKey(room, key));
  }

  async #drain(queue: KeyQueue): Promise<void> {
    queue.running = true;
    while (queue.waiting.length > 0) {
      const changes = queue.waiting;
      queue.waiting = [];
      try {
        await this.#make(queue, changes);
        for (const change of changes) change.settle();
      } catch (error) {
        queue.known = undefined;
        for (const change of changes) change.fail(error instanceof Error ? error : new Error(String(error)));
      }
    }
    queue.running = false;
  }

  /** Makes all changes in one swap, again and again until nobody came between. */
  async #make(queue: KeyQueue, changes: readonly Waiting[]): Promise<void> {
    const last = changes[changes.length - 1]!;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const known = queue.known ??= await this.#read(queue, last.now);
      let state = known.state;
      let changed = false;
      for (const change of changes) {
        const after = change.apply(state);
        if (!after.changed) continue;
        state = after.state;
        changed = true;
      }
      // What is only remembered may be old; a write would notice, a refusal has to look.
      if (!changed && last.now - known.at >= REFUSAL_TRUST_MS) {
        queue.known = undefined;
        attempt--;
        continue;
      }
      const versionstamp = changed ? await this.#write(queue, last, state ?? [], known) : known.versionstamp;
      if (versionstamp !== undefined) {
        queue.known = { state, versionstamp, at: changed ? last.now : known.at };
        return;
      }
      queue.known = undefined;
      // Two processes that collide must not collide again at once.
      await new Promise((resolve) => setTimeout(resolve, this.random() * 2 ** attempt));
    }
    throw new Error(`Cannot count: ${MAX_ATTEMPTS} attempts collided`);
  }

  async #read({ room, key }: KeyQueue, now: number): Promise<Known> {
    const { value, versionstamp } = await this.kv.get<StoredLimit>(limitKey(room, key));
    return { state: liveState(value, now), versionstamp, at: now };
  }

  /** The new versionstamp, or undefined when another process was quicker. */
  async #write(
    { room, key }: KeyQueue,
    { now, ttlMs }: Waiting,
    state: LimitState,
    { versionstamp }: Known,
  ): Promise<string | undefined> {
    const at = limitKey(room, key);
    const result = await this.kv.atomic()
      .check({ key: at, versionstamp })
      .set(at, { state, expires: now + ttlMs } satisfies StoredLimit, { expireIn: ttlMs })
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

/** KV deletes late, so the value says itself when it is void. */
function liveState(value: StoredLimit | null, now: number): LimitState | undefined {
  return value && value.expires > now ? value.state : undefined;
}

function byPolicy({ limit, windowMs, onFailure }: LimitPolicy): Decision {
  const open = onFailure === "open";
  return { allowed: open, limit, remaining: 0, retryMs: open ? 0 : windowMs, resetMs: windowMs, failedOpen: true };
}
