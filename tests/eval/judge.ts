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

/** Examines a request and returns what was said with the time it took, in microseconds. */
export function judge(
  request: RawRequest,
  settings: ScoreSettings,
  model?: Model,
): Judgement & { readonly micros: number } {
  const begin = performance.now();
  const examination = examine(request, settings, { model });
  const micros = (performance.now() - begin) * 1000;
  const { score, failed, opinion } = examination;
  const rules = new Set<string>();
  for (const { finding, state } of score.contributions) {
    if (state === "deciding" || state === "also-matched") rules.add(finding.rule);
  }
  const probability = opinion ? opinion.probability : null;
  const weighed = weigh(model, examination.request, examination, settings);
  return { blocked: score.reached, score: score.score, probability, rules: [...rules], failed, weighed, micros };
}
