/**
 * Counters in memory: exact within one process, which is all that a library user without a store needs.
 * @module
 */
import { MAX_KEYS } from "../limits.ts";
import { ALGORITHMS, type LimitState, type Step } from "../rate/mod.ts";
import type { CounterStore, Decision, LimitPolicy } from "../types.ts";

/** A counter store that forgets with the process; the least recently hit of `maxKeys` keys goes first. */
export class MemoryCounters implements CounterStore {
  readonly #states = new Map<string, LimitState>();

  constructor(readonly maxKeys: number = MAX_KEYS) {}

  /** How many keys are kept. */
  get size(): number {
    return this.#states.size;
  }

  hit(room: string, key: string, policy: LimitPolicy, now: number, cost = 1): Promise<Decision> {
    const id = `${room}\n${key}`;
    const { decision, state } = this.#step(id, policy, now, cost);
    this.#states.delete(id);
    this.#states.set(id, state);
    if (this.#states.size > this.maxKeys) {
      const oldest = this.#states.keys().next();
      if (!oldest.done) this.#states.delete(oldest.value);
    }
    return Promise.resolve(decision);
  }

  peek(room: string, key: string, policy: LimitPolicy, now: number): Promise<Decision> {
    return Promise.resolve(peeked(this.#states.get(`${room}\n${key}`), policy, now));
  }

  clear(room: string, key: string): Promise<void> {
    this.#states.delete(`${room}\n${key}`);
    return Promise.resolve();
  }

  #step(id: string, policy: LimitPolicy, now: number, cost: number): Step {
    return ALGORITHMS[policy.algorithm](this.#states.get(id), policy, now, cost);
  }
}

/** What a hit of one unit would be told, with nothing spent. */
export function peeked(state: LimitState | undefined, policy: LimitPolicy, now: number): Decision {
  const { decision } = ALGORITHMS[policy.algorithm](state, policy, now, 1);
  return decision.allowed ? { ...decision, remaining: decision.remaining + 1 } : decision;
}
