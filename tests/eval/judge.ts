/**
 * One record through the engine, as the guard runs it: default settings, no limiters, no profiles.
 * @module
 */
import type { Model } from "../../detectors/anomaly/weights.ts";
import { examine } from "../../detectors/engine.ts";
import { DEFAULT_SETTINGS, type ScoreSettings } from "../../detectors/score.ts";
import type { Level, RawRequest } from "../../detectors/types.ts";
import { weigh, type Weighed } from "./odds.ts";

/** What the engine said. */
export interface Judgement {
  readonly blocked: boolean;
  readonly score: number;
  /** Of the model; null where none took part. */
  readonly probability: number | null;
  /** Ids of the rules that counted at this level, each once. */
  readonly rules: readonly string[];
  /** Detectors that threw. */
  readonly failed: readonly string[];
  /** Rules and model apart, where a model took part. */
  readonly weighed?: Weighed | undefined;
}

/** The middleware's default settings at another level. */
export function settingsAt(level: Level): ScoreSettings {
  const detectLevel = level > DEFAULT_SETTINGS.detectLevel ? level : DEFAULT_SETTINGS.detectLevel;
  return { ...DEFAULT_SETTINGS, level, detectLevel };
}

/** Times of one request, in microseconds. */
export interface JudgementTimes {
  /** Of the first run: code and tables have to be fetched from memory where other requests used other ones. */
  readonly first: number;
  /** Of the quickest of three runs in a row, as `deno task bench` repeats its loads: what the engine itself does. */
  readonly least: number;
}

/** How often a request is examined. */
const RUNS = 3;

/** Examines a request and returns what was said with the time it took. */
export function judge(
  request: RawRequest,
  settings: ScoreSettings,
  model?: Model,
): Judgement & { readonly times: JudgementTimes } {
  let begin = performance.now();
  const examination = examine(request, settings, { model });
  const first = (performance.now() - begin) * 1000;
  let least = first;
  for (let run = 1; run < RUNS; run++) {
    begin = performance.now();
    examine(request, settings, { model });
    least = Math.min(least, (performance.now() - begin) * 1000);
  }
  const times = { first, least };
  const { score, failed, opinion } = examination;
  const rules = new Set<string>();
  for (const { finding, state } of score.contributions) {
    if (state === "deciding" || state === "also-matched") rules.add(finding.rule);
  }
  const probability = opinion ? opinion.probability : null;
  const weighed = weigh(model, examination.request, examination, settings);
  return { blocked: score.reached, score: score.score, probability, rules: [...rules], failed, weighed, times };
}
