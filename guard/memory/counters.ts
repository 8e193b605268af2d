/**
 * Counters in memory: exact within one process, which is all that a library user without a store needs.
 * @module
 */
import { MAX_KEYS } from "../limits.ts";
import { ALGORITHMS, isAhead, type LimitState } from "../rate/mod.ts";
import type { Change, CounterStore, Decision, LimitPolicy, MaybePromise } from "../types.ts";

/** A counter store that forgets with the process; the least recently hit of `maxKeys` keys goes first. */
export class MemoryCounters implements CounterStore {
  readonly #states = new Map<string, LimitState>();

  constructor(readonly maxKeys: number = MAX_KEYS) {}

  /** How many keys are kept. */
  get size(): number {
    return this.#states.size;
  }

  step<T>(room: string, key: string, _ttlMs: number, _now: number, change: Change<T>): Promise<T> {
    return Promise.resolve(this.#step(room, key, change));
  }

  hit(room: string, key: string, policy: LimitPolicy, now: number, cost = 1): MaybePromise<Decision> {
    return this.#step(room, key, hitOf(policy, now, cost));
  }

  #step<T>(room: string, key: string, change: Change<T>): T {
    const id = `${room}\n${key}`;
    const { state, result } = change(this.#states.get(id));
    this.#states.delete(id);
    this.#states.set(id, state);
    if (this.#states.size > this.maxKeys) {
      const oldest = this.#states.keys().next();
      if (!oldest.done) this.#states.delete(oldest.value);
    }
    return result;
  }

  peek(room: string, key: string, policy: LimitPolicy, now: number): Promise<Decision> {
    return Promise.resolve(peeked(this.#states.get(`${room}\n${key}`), policy, now));
  }

  clear(room: string, key: string): Promise<void> {
    this.#states.delete(`${room}\n${key}`);
    return Promise.resolve();
  }
}

/** A hit as a change of state. */
export function hitOf(policy: LimitPolicy, now: number, cost: number): Change<Decision> {
  return (before) => afterHit(before, policy, now, cost);
}

/**
 * What a hit makes of a state; a refused one changes nothing. Unless the clock has jumped back: then the state is kept
 * as it reads now, or a minute's limit would last until the clock is where it was.
 */
export function afterHit(
  before: LimitState | undefined,
  policy: LimitPolicy,
  now: number,
  cost: number,
): ReturnType<Change<Decision>> {
  const { decision, state } = ALGORITHMS[policy.algorithm](before, policy, now, cost);
  return decision.allowed || isAhead(policy, before, now)
    ? { state, result: decision }
    : { state: before ?? state, result: decision, unchanged: true };
}

/** What a hit of one unit would be told, with nothing spent. */
export function peeked(state: LimitState | undefined, policy: LimitPolicy, now: number): Decision {
  const { decision } = ALGORITHMS[policy.algorithm](state, policy, now, 1);
  return decision.allowed ? { ...decision, remaining: decision.remaining + 1 } : decision;
}
