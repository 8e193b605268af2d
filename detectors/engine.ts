/**
 * The engine: a request goes in, findings and a score come out. The same code runs in the guard, in the
 * evaluation and in the browser, where it judges a request while it is being typed.
 * @module
 */
import { liftedOpinion, type Opinion, opinionOf } from "./anomaly/opinion.ts";
import type { Deviation } from "./anomaly/profile/rules.ts";
import type { Model } from "./anomaly/weights.ts";
import { DETECTORS } from "./mod.ts";
import { QuietPaths } from "./quiet.ts";
import { inspectParsed, parseRequest } from "./request/mod.ts";
import { DEFAULT_SETTINGS, type Score, scoreOf, type ScoreSettings } from "./score.ts";
import type { Detector, Finding, InspectedRequest, RawRequest } from "./types.ts";

/** What all detectors said. A detector that threw is named in `failed`; the request is judged without it. */
export interface Detection {
  readonly findings: readonly Finding[];
  readonly failed: readonly string[];
  /** The model's word, where a model took part; its findings are among `findings`. */
  readonly opinion?: Opinion | undefined;
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
  /** How the request departs from what is usual, where profiles are kept. */
  readonly deviation?: Deviation | undefined;
}

const QUIET = new QuietPaths();

/** Those of the shipped detectors; a detector of somebody else may look beyond the path before it speaks of it. */
export function quietPathsOf(detectors: readonly Detector[]): QuietPaths | undefined {
  return detectors === DETECTORS ? QUIET : undefined;
}

/** Runs the detectors over a request that was taken apart, then the model, which knows what they found. */
export function detect(request: InspectedRequest, options: DetectOptions = {}): Detection {
  const { detectors = DETECTORS, model, deviation } = options;
  const findings: Finding[] = [];
  let failed: string[] | undefined;
  for (const detector of detectors) {
    try {
      for (const finding of detector.detect(request)) findings.push(finding);
    } catch {
      (failed ??= []).push(detector.name);
    }
  }
  if (!failed) quietPathsOf(detectors)?.learn(request, findings);
  if (!model) return withDeviation({ findings, failed: failed ?? [] }, deviation);
  const opinion = opinionOf(model, request, findings);
  const detection = { findings: findings.concat(opinion.findings), failed: failed ?? [], opinion };
  return withDeviation(detection, deviation, model);
}

/** What was said once the profiles were heard too: their notice, and the model's opinion with their share. */
export function withDeviation(detection: Detection, deviation: Deviation | undefined, model?: Model): Detection {
  if (!deviation) return detection;
  const { findings, opinion } = detection;
  if (!opinion || !model) return { ...detection, findings: [...findings, deviation.finding] };
  const lifted = liftedOpinion(model, opinion, deviation.lift);
  const others = findings.filter((finding) => !opinion.findings.includes(finding));
  return { ...detection, findings: [...others, ...lifted.findings, deviation.finding], opinion: lifted };
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
  const { detectors = DETECTORS, model, deviation, now = 0 } = options;
  const request = inspectParsed(parseRequest(raw), quietPathsOf(detectors));
  const { findings, failed, opinion } = detect(request, { detectors, model, deviation });
  return { request, findings, failed, opinion, score: scoreOf(request, findings, settings, now) };
}
