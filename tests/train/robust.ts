/**
 * How the model holds against disguises: what each mutation costs, and how often a guided search slips through.
 * Attacks are the rows of our own corpus, which no training sees; thresholds are those of the weights.
 * @module
 */
import { evade } from "../../detectors/anomaly/evade.ts";
import type { MutationRow, RobustnessFigures, SearchRow } from "../../detectors/anomaly/figures.ts";
import { scoreValue } from "../../detectors/anomaly/model.ts";
import { MEASURING, type Mutation, TABLE, TRAINING } from "../../detectors/anomaly/mutate.ts";
import { Random } from "../../detectors/anomaly/random.ts";
import type { Model } from "../../detectors/anomaly/weights.ts";
import { examine } from "../../detectors/engine.ts";
import { requestOf } from "../corpus/carrier.ts";
import type { SampleFile } from "../corpus/sample.ts";

/** Seeds of the search, and queries spent on each. */
const SEEDS = 160;
const QUERIES = 300;

/** False positive rate of the model's threshold, in percent. */
const FPR = 0.5;

/** How often each mutation is drawn for each attack: one draw of the padding is luck. */
const DRAWS = 5;

/** Points that a mutation may cost, and one that pads. */
const BAR = 2;
const PADDING_BAR = 5;

/** How to measure. */
export interface RobustOptions {
  readonly seed: number;
  /** Searches that begin; for a test, fewer. */
  readonly seeds?: number;
  readonly queries?: number;
  readonly progress?: (stage: string, done: number) => void;
}

/** The figures without where they come from. */
export type Robustness = Omit<RobustnessFigures, "date" | "commit" | "command" | "weights">;

/** Files of the classes that the model is for, and whose meaning the operators keep; the rules own the others. */
const FILES = new Set(["sqli.txt", "xpath.txt", "xss.txt"]);

/** The attacks of our own corpus that are disguised. */
export function attacksIn(files: readonly SampleFile[]): string[] {
  return files.filter(({ name }) => FILES.has(name)).flatMap(({ rows }) => rows);
}

/** Measures all. The same weights, attacks and seed give the same figures. */
export function measureRobustness(model: Model, attacks: readonly string[], options: RobustOptions): Robustness {
  const judge = aloneOf(model);
  const threshold = thresholdOf(model);
  const found = (text: string): boolean => judge(text) >= threshold;
  const share = (mutation: Mutation | undefined): number => {
    const random = new Random(options.seed);
    let hits = 0;
    for (let draw = 0; draw < DRAWS; draw++) {
      for (const text of attacks) if (found(mutation ? mutation.apply(text, random) : text)) hits++;
    }
    return 100 * hits / (DRAWS * attacks.length);
  };
  const clean = share(undefined);
  const mutations = TABLE.map((mutation, n): MutationRow => {
    options.progress?.("mutations", n / TABLE.length);
    const tpr = share(mutation);
    const bar = mutation.name.startsWith("pad") ? PADDING_BAR : BAR;
    const known = TRAINING.some(({ name }) => name === mutation.name);
    return { mutation: mutation.name, known, tpr: round(tpr), lost: round(clean - tpr), bar };
  });
  const seeds = new Random(options.seed).shuffle(attacks.filter(found)).slice(0, options.seeds ?? SEEDS);
  const searches = (["known", "new"] as const).map((operators) => {
    const mutations = operators === "known" ? TRAINING : MEASURING;
    return searchRow(model, { operators, mutations, seeds, threshold, options });
  });
  return { attacks: attacks.length, fpr: FPR, clean: round(clean), mutations, searches };
}

interface Search {
  readonly operators: SearchRow["operators"];
  readonly mutations: readonly Mutation[];
  readonly seeds: readonly string[];
  readonly threshold: number;
  readonly options: RobustOptions;
}

function searchRow(model: Model, { operators, mutations, seeds, threshold, options }: Search): SearchRow {
  const { seed, queries = QUERIES, progress } = options;
  const alone = aloneOf(model);
  const both = bothOf(model);
  const spent: number[] = [];
  let evadedBoth = 0;
  seeds.forEach((payload, n) => {
    progress?.(`search, ${operators} operators`, n / seeds.length);
    const tries = slips(payload, { judge: alone, mutations, random: new Random(seed + n), queries, below: threshold });
    if (tries !== undefined) spent.push(tries);
    const limits = { judge: both, mutations, random: new Random(seed + n), queries, below: BLOCKED };
    if (slips(payload, limits) !== undefined) evadedBoth++;
  });
  spent.sort((a, b) => a - b);
  const medianQueries = spent[spent.length >> 1] ?? null;
  const names = mutations.map(({ name }) => name);
  return { operators, names, seeds: seeds.length, queries, evaded: spent.length, medianQueries, evadedBoth };
}

/** Tries until the search was let through; undefined when it never was. */
function slips(payload: string, options: Parameters<typeof evade>[1]): number | undefined {
  let tries = 0;
  for (const step of evade(payload, options)) {
    tries++;
    if (step.logit < options.below) return tries;
  }
  return undefined;
}

/** The model's log-odds, whatever the rules say. */
function aloneOf(model: Model): (text: string) => number {
  return (text) => scoreValue(model, text).logit;
}

/** A request that is blocked scores above this, one that passes below. */
const BLOCKED = 1_000;

/** What an attacker sees of the whole product at best: the log-odds, and whether the request was blocked. */
function bothOf(model: Model): (text: string) => number {
  return (text) => {
    const { score, opinion } = examine(requestOf("query", text, ""), undefined, { model });
    return (score.reached ? 2 * BLOCKED : 0) + (opinion?.logit ?? 0);
  };
}

/** The model's log-odds that `FPR` of the innocent requests of public sources reach, held out. */
function thresholdOf({ header }: Model): number {
  const threshold = header.metrics["threshold05"];
  if (threshold === undefined) throw new RangeError("Cannot measure: the weights do not name their threshold");
  return threshold;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
