/**
 * The attacker's side: a guided search for a disguise that the model does not see. Training feeds on what it finds;
 * the model page lets a learner step through it.
 * @module
 */
import type { Mutation } from "./mutate.ts";
import type { Random } from "./random.ts";

/** One try of the search. */
export interface EvasionStep {
  readonly mutation: string;
  readonly text: string;
  readonly logit: number;
  /** The text became the new starting point. */
  readonly kept: boolean;
}

/** Bounds of a search. */
export interface EvasionOptions {
  /** Scores a candidate; lower is better for the attacker. */
  readonly judge: (text: string) => number;
  readonly mutations: readonly Mutation[];
  readonly random: Random;
  /** Candidates to try. */
  readonly queries: number;
  /** The search ends when a candidate scores below this. */
  readonly below: number;
}

/** Longest text the search makes: mutations may grow a payload without end. */
const LONGEST = 2_000;

/** Climbs down from `payload`, one mutation at a time; yields every try. */
export function* evade(payload: string, options: EvasionOptions): Generator<EvasionStep, string> {
  const { judge, mutations, random, queries, below } = options;
  let text = payload;
  let logit = judge(payload);
  for (let query = 0; query < queries && logit >= below; query++) {
    const mutation = random.pick(mutations);
    const candidate = mutation.apply(text, random);
    if (candidate.length > LONGEST || candidate === text) continue;
    const score = judge(candidate);
    const kept = score < logit;
    yield { mutation: mutation.name, text: candidate, logit: score, kept };
    if (kept) {
      text = candidate;
      logit = score;
    }
  }
  return text;
}

/** The last text of a search, without its steps. */
export function evaded(payload: string, options: EvasionOptions): string {
  const search = evade(payload, options);
  for (let step = search.next();; step = search.next()) if (step.done) return step.value;
}
