/**
 * The engine: a request goes in, findings and a score come out. The same code runs in the guard, in the
 * evaluation and in the browser, where it judges a request while it is being typed.
 * @module
 */
import { DETECTORS } from "./mod.ts";
import { inspect } from "./request/mod.ts";
import { DEFAULT_SETTINGS, type Score, scoreOf, type ScoreSettings } from "./score.ts";
import type { Detector, Finding, InspectedRequest, RawRequest } from "./types.ts";

/** What all detectors said. A detector that threw is named in `failed`; the request is judged without it. */
export interface Detection {
  readonly findings: readonly Finding[];
  readonly failed: readonly string[];
}

/** The whole way of one request. */
export interface Examination extends Detection {
  readonly request: InspectedRequest;
  readonly score: Score;
}

/** Runs the detectors over a request that was taken apart. */
export function detect(request: InspectedRequest, detectors: readonly Detector[] = DETECTORS): Detection {
  const findings: Finding[] = [];
  let failed: string[] | undefined;
  for (const detector of detectors) {
    try {
      for (const finding of detector.detect(request)) findings.push(finding);
    } catch {
      (failed ??= []).push(detector.name);
    }
  }
  return { findings, failed: failed ?? [] };
}

/** Takes a request apart, runs every detector, adds up. `now`: milliseconds since the epoch, for exclusions. */
export function examine(raw: RawRequest, settings: ScoreSettings = DEFAULT_SETTINGS, now = 0): Examination {
  const request = inspect(raw);
  const { findings, failed } = detect(request);
  return { request, findings, failed, score: scoreOf(request, findings, settings, now) };
}
