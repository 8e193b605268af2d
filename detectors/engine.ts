/**
 * The engine: a request goes in, findings and a score come out. The same code runs in the guard, in the
 * evaluation and in the browser, where it judges a request while it is being typed.
 * @module
 */
import { type Opinion, opinionOf } from "./anomaly/opinion.ts";
import type { Model } from "./anomaly/weights.ts";
import { DETECTORS } from "./mod.ts";
import { inspect } from "./request/mod.ts";
import { DEFAULT_SETTINGS, type Score, scoreOf, type ScoreSettings } from "./score.ts";
import type { Detector, Finding, InspectedRequest, RawRequest } from "./types.ts";

/** What all detectors said. A detector that threw is named in `failed`; the request is judged without it. */
export interface Detection {
  readonly findings: readonly Finding[];
  readonly failed: readonly string[];
  /** The model's word, where a model took part; its findings are among `findings`. */
  readonly opinion?: Opinion;
}

/** The whole way of one request. */
export interface Examination extends Detection {
  readonly request: InspectedRequest;
  readonly score: Score;
}

/** What may stand beside the rules. */
export interface DetectOptions {
  readonly detectors?: readonly Detector[];
  readonly model?: Model | undefined;
}

/** Runs the detectors over a request that was taken apart, then the model, which knows what they found. */
export function detect(request: InspectedRequest, options: DetectOptions = {}): Detection {
  const { detectors = DETECTORS, model } = options;
  const findings: Finding[] = [];
  let failed: string[] | undefined;
  for (const detector of detectors) {
    try {
      for (const finding of detector.detect(request)) findings.push(finding);
    } catch {
      (failed ??= []).push(detector.name);
    }
  }
  if (!model) return { findings, failed: failed ?? [] };
  const opinion = opinionOf(model, request, findings);
  return { findings: findings.concat(opinion.findings), failed: failed ?? [], opinion };
}

/** `now`: milliseconds since the epoch, for exclusions that expire. */
export interface ExamineOptions extends DetectOptions {
  readonly now?: number;
}

/** Takes a request apart, runs every detector, adds up. */
export function examine(
  raw: RawRequest,
  settings: ScoreSettings = DEFAULT_SETTINGS,
  options: ExamineOptions = {},
): Examination {
  const request = inspect(raw);
  const detection = detect(request, options);
  return { ...detection, request, score: scoreOf(request, detection.findings, settings, options.now ?? 0) };
}
