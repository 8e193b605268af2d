/**
 * Mutate until it slips: the guided search of the training, one step at a time. Pure and seeded.
 * @module
 */
import { evade } from "../../detectors/anomaly/evade.ts";
import { MEASURING, type Mutation, TRAINING } from "../../detectors/anomaly/mutate.ts";
import { sigmoid } from "../../detectors/anomaly/model.ts";
import { Random } from "../../detectors/anomaly/random.ts";
import type { Model } from "../../detectors/anomaly/weights.ts";
import { DEFAULT_THRESHOLD } from "../../detectors/score.ts";
import { judgeRequest, modelAlone } from "./judge.ts";
import { MAX_TRIES } from "./limits.ts";
import { type Place, requestOf } from "./place.ts";

/** Whom the text has to get past. */
export type Against = "model" | "both";

/** Which operators may be used. */
export type Operators = "known" | "new" | "all";

/** How to search. */
export interface SearchOptions {
  readonly model: Model;
  readonly text: string;
  readonly place: Place;
  readonly against: Against;
  readonly operators: Operators;
  readonly seed: number;
}

/** A text and what is said of it. */
export interface Standing {
  readonly text: string;
  readonly points: number;
  readonly logit: number;
  readonly probability: number;
}

/** One try. */
export interface Try extends Standing {
  /** Number of the try, from 1; those that changed nothing are counted and not shown. */
  readonly number: number;
  readonly mutation: string;
  /** Training used this operator. */
  readonly known: boolean;
  /** It became the new starting point. */
  readonly kept: boolean;
}

/** How a search ended. */
export interface Outcome {
  /** `harmless`: nothing was held against the text to begin with. */
  readonly end: "slipped" | "held" | "harmless";
  readonly tries: number;
  readonly best: Standing;
}

/** What is said of a text at the start. */
export function standingOf({ model, against, place }: SearchOptions, text: string): Standing {
  const raw = requestOf(text, place);
  if (against === "model") {
    const { logit, points } = modelAlone(model, raw);
    return { text, points, logit, probability: sigmoid(logit) };
  }
  const { score, logit, probability } = judgeRequest(model, raw);
  return { text, points: score, logit, probability };
}

/** Fewer points than this, and the text has slipped: the model is silent, or the guard no longer blocks. */
export function goalOf(against: Against): number {
  return against === "model" ? 1 : DEFAULT_THRESHOLD;
}

/** Searches; yields every try that changed the text. */
export function* search(options: SearchOptions): Generator<Try, Outcome> {
  const { text, against, operators, seed } = options;
  const known = new Set(TRAINING.map(({ name }) => name));
  const chosen = operators === "known" ? TRAINING : operators === "new" ? MEASURING : [...TRAINING, ...MEASURING];
  let tries = 0;
  const mutations: Mutation[] = chosen.map(({ name, apply }) => ({
    name,
    apply: (payload, random) => {
      tries++;
      return fits(name, payload) ? apply(payload, random) : payload;
    },
  }));
  const standings = new Map<string, Standing>();
  const judge = (candidate: string): number => {
    const standing = standingOf(options, candidate);
    standings.set(candidate, standing);
    return standing.points + between(standing.logit);
  };
  const below = goalOf(against);
  let best = standingOf(options, text);
  if (best.points < below) return { end: "harmless", tries, best };
  const steps = evade(text, { judge, mutations, random: new Random(seed), queries: MAX_TRIES, below });
  for (;;) {
    const { value, done } = steps.next();
    if (done) return { end: best.points < below ? "slipped" : "held", tries, best };
    const standing = standings.get(value.text)!;
    standings.clear();
    if (value.kept) best = standing;
    yield { ...standing, number: tries, mutation: value.mutation, known: known.has(value.mutation), kept: value.kept };
  }
}

/** Operators that write around a payload and leave its escapes whole. */
const AROUND = new Set(["tail", "pad-before", "pad-behind", "prose-before", "prose-around"]);

/** Operators that mean something to SQL only. */
const OF_SQL = new Set(["space", "comment", "number", "tautology", "logic", "versioned", "like"]);

/**
 * Whether an operator leaves this payload what it is. Each keeps an attack alive by itself; one upon another they can
 * break it: a number changed inside `%27`, a full-width `%`, a third layer of escapes that nobody undoes.
 */
function fits(operator: string, payload: string): boolean {
  if (OF_SQL.has(operator) && payload.includes("<")) return false;
  // A stray `%` is an escape that was split: escaping it again makes one layer too many.
  if (operator === "percent") return !/%25|%(?![0-9a-f]{2})/i.test(payload);
  return AROUND.has(operator) || !/%[0-9a-f]{2}|&#\d|\\x[0-9a-f]{2}/i.test(payload);
}

/** Points come first, log-odds decide between equal ones: squeezed between 0 and 1, both left out. */
function between(logit: number): number {
  return 0.5 + 0.499 * logit / (1 + Math.abs(logit));
}
