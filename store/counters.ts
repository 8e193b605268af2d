/**
 * Limiters over KV, exact over all processes that share the database. Among several, changes of one key queue up in the
 * process and are made together in one compare-and-swap. A process that has the database to itself (`solo.ts`) decides
 * in memory and writes what it decided a moment later, many keys in one commit. A refusal needs no write.
 * @module
 */
import { Deadline } from "../guard/deadline.ts";
import { afterHit, hitOf, peeked } from "../guard/memory/counters.ts";
import type { LimitState } from "../guard/rate/mod.ts";
import type { Change, CounterStore, Decision, LimitPolicy, MaybePromise } from "../guard/types.ts";
import { isLocked } from "./locked.ts";
import { limitKey, limitsPrefix, type StoredLimit } from "./keys.ts";
import { BREAK_MS, COUNTER_DEADLINE_MS, MAX_ATTEMPTS, MAX_LIMIT_KEYS, REFUSAL_TRUST_MS } from "./limits.ts";
import { LimitReads } from "./limit_reads.ts";
import { deletePrefix } from "./retention.ts";
import { Solo } from "./solo.ts";
import { WriteBehind } from "./write_behind.ts";

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
  readonly at: Deno.KvKey;
  waiting: Waiting[];
  known: Known | undefined;
  running: boolean;
  expires: number;
  ttlMs: number;
  /** When another process was last quicker, in milliseconds that never go back. */
  contendedAt: number;
}

/** How the counters work. */
export interface KvCountersOptions {
  /** Find out whether this process is alone; never for a database that is elsewhere, where nobody can be sure. */
  readonly solo?: boolean;
  readonly random?: () => number;
  /** Milliseconds that never go back, for the lease. */
  readonly clock?: () => number;
}

/** Counters that several processes can share. */
export class KvCounters implements CounterStore {
  readonly random: () => number;
  readonly solo: Solo | undefined;
  /** By room and key; both are strings that were looked up before, which one put together of them would not be. */
  readonly #rooms = new Map<string, Map<string, KeyQueue>>();
  /** All of them, the oldest first. */
  readonly #queues = new Set<KeyQueue>();
  readonly #writes: WriteBehind<KeyQueue>;
  readonly #reads: LimitReads;
  /** Nobody has to wait as long as the first to learn the same. */
  readonly #deadline = new Deadline(
    COUNTER_DEADLINE_MS,
    undefined,
    () => this.#downUntil = performance.now() + BREAK_MS,
  );
  #failures = 0;
  #downUntil = 0;

  constructor(readonly kv: Deno.Kv, { solo = false, random = Math.random, clock }: KvCountersOptions = {}) {
    this.random = random;
    this.#reads = new LimitReads(kv);
    const listener = { forget: () => this.#forget(), deposed: () => this.#deposed() };
    this.solo = solo ? new Solo(kv, listener, clock) : undefined;
    const own = this.solo;
    this.#writes = new WriteBehind(kv, {
      get fence() {
        return own?.fence;
      },
      stood: (fence) => own?.stood(fence),
      refused: () => void own?.beat().catch(() => {}),
    });
  }

  /** Hits that a policy decided since the start, because the database did not answer. */
  get failures(): number {
    return this.#failures;
  }

  /** States that are decided and not on disk. */
  get unwritten(): number {
    return this.#writes.size;
  }

  step<T>(room: string, key: string, ttlMs: number, now: number, change: Change<T>): Promise<T> {
    const queue = this.#queue(room, key);
    if (this.#isMine(queue)) return Promise.resolve(this.#change(queue, queue.known, { now, ttlMs }, change));
    if (this.#isDown()) return Promise.reject(new Error("Cannot count: the store is down"));
    const made = new Promise<T>((resolve, reject) => {
      let result: T;
      queue.waiting.push({
        now,
        ttlMs,
        apply: (before) => {
          const after = change(before);
          result = after.result;
          return { state: after.state, changed: after.unchanged !== true };
        },
        settle: () => resolve(result),
        fail: reject,
      });
      if (!queue.running) void this.#drain(queue);
    });
    return this.#deadline.within(made);
  }

  hit(room: string, key: string, policy: LimitPolicy, now: number, cost = 1): MaybePromise<Decision> {
    const queue = this.#queue(room, key);
    if (!this.#isMine(queue)) return this.#hitShared(queue, policy, now, cost);
    const after = afterHit(queue.known.state, policy, now, cost);
    if (after.unchanged !== true) this.#remember(queue, after.state, { now, ttlMs: policy.windowMs * 2 });
    return after.result;
  }

  async #hitShared(queue: KeyQueue, policy: LimitPolicy, now: number, cost: number): Promise<Decision> {
    const { room, key, known, running } = queue;
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
    const { known } = this.#queue(room, key);
    if (known && this.solo?.standing === "alone") return peeked(known.state, policy, now);
    const { value } = await this.kv.get<StoredLimit>(limitKey(room, key));
    return peeked(liveState(value, now), policy, now);
  }

  async clear(room: string, key: string): Promise<void> {
    const queue = this.#rooms.get(room)?.get(key);
    await this.#writes.forget(queue);
    if (queue) queue.known = undefined;
    await this.kv.delete(limitKey(room, key));
    if (queue) queue.known = undefined;
  }

  /** Forgets every key of a room. */
  async clearRoom(room: string): Promise<void> {
    const queues = [...this.#rooms.get(room)?.values() ?? []];
    for (const queue of queues) await this.#writes.forget(queue);
    await deletePrefix(this.kv, limitsPrefix(room));
    for (const queue of queues) queue.known = undefined;
  }

  /** Writes what is only in memory, and makes way for the next process. */
  async close(): Promise<void> {
    await this.#writes.flush();
    this.#forget();
    await this.solo?.leave();
  }

  async #drain(queue: KeyQueue): Promise<void> {
    queue.running = true;
    while (queue.waiting.length > 0) {
      const changes = queue.waiting;
      queue.waiting = [];
      try {
        await this.#make(queue, changes);
        for (const change of changes) change.settle();
        // Who has just won lets the other process have its turn.
        if (performance.now() - queue.contendedAt < CONTENDED_MS) await pause(this.random() * YIELD_MS);
      } catch (error) {
        // What was decided in memory is true, and will be written.
        if (!this.#writes.has(queue)) queue.known = undefined;
        for (const change of changes) change.fail(error instanceof Error ? error : new Error(String(error)));
      }
    }
    queue.running = false;
  }

  /** Whether what is known of a key is the truth, so that it can be changed at once. */
  #isMine(queue: KeyQueue): queue is KeyQueue & { readonly known: Known } {
    return queue.known !== undefined && !queue.running && !this.#isDown() && this.solo?.standing === "alone";
  }

  /** Whether a wait for the database was in vain a moment ago. */
  #isDown(): boolean {
    return this.#downUntil > 0 && performance.now() < this.#downUntil;
  }

  /** Changes what this process alone knows. */
  #change<T>(queue: KeyQueue, { state }: Known, when: Pick<Waiting, "now" | "ttlMs">, change: Change<T>): T {
    const after = change(state);
    if (after.unchanged !== true) this.#remember(queue, after.state, when);
    return after.result;
  }

  /** Makes all changes in one swap, again and again until nobody came between. */
  async #make(queue: KeyQueue, changes: Waiting[]): Promise<void> {
    const until = performance.now() + COUNTER_DEADLINE_MS;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      // Whoever came meanwhile comes along.
      changes.push(...queue.waiting.splice(0));
      const last = changes[changes.length - 1]!;
      if (this.solo?.standing === "unsure") await this.solo.sure();
      const known = queue.known ??= await this.#read(queue, last.now);
      const standing = this.solo?.standing ?? "shared";
      // The lease ran out while the state was read.
      if (standing === "unsure") continue;
      let state = known.state;
      let changed = false;
      for (const change of changes) {
        const after = change.apply(state);
        if (!after.changed) continue;
        state = after.state;
        changed = true;
      }
      if (standing === "alone") {
        if (changed) this.#remember(queue, state ?? [], last);
        return;
      }
      // What is only remembered may be old; a write would notice, a refusal has to look.
      if (!changed && last.now - known.at >= REFUSAL_TRUST_MS) {
        queue.known = undefined;
        attempt--;
        continue;
      }
      const versionstamp = changed ? await this.#write(queue, last, state ?? [], known) : known.versionstamp;
      if (versionstamp === "locked") {
        if (performance.now() > until) throw new Error("Cannot count: the database is locked");
        // Nobody came between, so this is no attempt; the other process needs a moment to finish.
        attempt--;
        await pause(1 + this.random() * LOCKED_PAUSE_MS);
        continue;
      }
      if (versionstamp !== undefined) {
        queue.known = { state, versionstamp, at: changed ? last.now : known.at };
        return;
      }
      queue.known = undefined;
      queue.contendedAt = performance.now();
      // Two processes that collide must not collide again at once.
      await pause(this.random() * 2 ** Math.min(attempt, 5));
    }
    throw new Error(`Cannot count: ${MAX_ATTEMPTS} attempts collided`);
  }

  #remember(queue: KeyQueue, state: LimitState, { now, ttlMs }: Pick<Waiting, "now" | "ttlMs">): void {
    queue.known = { state, versionstamp: null, at: now };
    queue.expires = now + ttlMs;
    queue.ttlMs = ttlMs;
    this.#writes.add(queue);
  }

  /** Others may have written to every key. */
  #forget(): void {
    this.#writes.discard();
    for (const queue of this.#queues) queue.known = undefined;
  }

  async #deposed(): Promise<void> {
    await this.#writes.flushUnfenced();
    this.#forget();
  }

  async #read({ at: key }: KeyQueue, now: number): Promise<Known> {
    const { value, versionstamp } = await this.#reads.read(key);
    return { state: liveState(value, now), versionstamp, at: now };
  }

  /** The new versionstamp; undefined when another process was quicker, `locked` when one is writing this moment. */
  async #write(
    { at }: KeyQueue,
    { now, ttlMs }: Waiting,
    state: LimitState,
    { versionstamp }: Known,
  ): Promise<string | undefined> {
    const operation = this.kv.atomic()
      .check({ key: at, versionstamp })
      .set(at, { state, expires: now + ttlMs } satisfies StoredLimit, { expireIn: ttlMs });
    try {
      const result = await operation.commit();
      return result.ok ? result.versionstamp : undefined;
    } catch (error) {
      if (isLocked(error)) return "locked";
      throw error;
    }
  }

  #queue(room: string, key: string): KeyQueue {
    const known = this.#rooms.get(room)?.get(key);
    if (known) return known;
    const at = limitKey(room, key);
    const queue: KeyQueue = {
      room,
      key,
      at,
      waiting: [],
      known: undefined,
      running: false,
      expires: 0,
      ttlMs: 0,
      contendedAt: -Infinity,
    };
    let keys = this.#rooms.get(room);
    if (!keys) this.#rooms.set(room, keys = new Map());
    keys.set(key, queue);
    this.#queues.add(queue);
    if (this.#queues.size > MAX_LIMIT_KEYS) this.#evict();
    return queue;
  }

  #evict(): void {
    for (const queue of this.#queues) {
      if (queue.running || this.#writes.has(queue)) continue;
      this.#queues.delete(queue);
      const keys = this.#rooms.get(queue.room);
      keys?.delete(queue.key);
      if (keys?.size === 0) this.#rooms.delete(queue.room);
      return;
    }
  }
}

/** Milliseconds that a write waits at most for another process's to end. */
const LOCKED_PAUSE_MS = 8;

/** How long a key counts as contended, and how long a winner waits at most before it writes such a key again. */
const CONTENDED_MS = 1_000;
const YIELD_MS = 12;

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** KV deletes late, so the value says itself when it is void. */
function liveState(value: StoredLimit | null, now: number): LimitState | undefined {
  return value && value.expires > now ? value.state : undefined;
}

function byPolicy({ limit, windowMs, onFailure }: LimitPolicy): Decision {
  const open = onFailure === "open";
  return { allowed: open, limit, remaining: 0, retryMs: open ? 0 : windowMs, resetMs: windowMs, failedOpen: true };
}
