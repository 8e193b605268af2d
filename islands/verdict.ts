/**
 * The page's own verdict on a request, from the same engine that the guard runs.
 * @module
 */
import { type Model, readWeights } from "../detectors/anomaly/weights.ts";
import { type Examination, examine } from "../detectors/engine.ts";
import { inspect } from "../detectors/request/mod.ts";
import { type Score, scoreOf, type ScoreSettings } from "../detectors/score.ts";
import type { RawRequest } from "../detectors/types.ts";
import { type Part, partsOf, type Span } from "./marks.ts";
import type { Action, Mode, SecurityEvent } from "../guard/types.ts";

/** What the engine says of a request, and what follows from it. */
export interface Trace {
  readonly raw: RawRequest;
  readonly examination: Examination;
  /** What happens to it under the mode. */
  readonly action: Action;
  /** What `block` would do. */
  readonly wouldBe: Action;
  readonly sentence: string;
  /** The sum at each level, also beyond the level up to which the guard reports. */
  readonly atLevel: readonly [number, number, number, number];
}

/** What stands beside the settings: the mode, the time in milliseconds since the epoch, the model where there is one. */
export interface Circumstances {
  readonly mode: Mode;
  readonly now: number;
  readonly model?: Model | undefined;
}

/** Fetches the model of this server; undefined where it runs without one. */
export async function loadModel(): Promise<Model | undefined> {
  try {
    const response = await fetch("/model/weights.bin");
    return response.ok ? await readWeights(await response.bytes()) : undefined;
  } catch {
    return undefined;
  }
}

/** Examines a request as the guard would, but for what needs its memory: limits and logins. */
export function traceOf(raw: RawRequest, settings: ScoreSettings, { mode, now, model }: Circumstances): Trace {
  const examination = examine(raw, settings, { now, model });
  const { score, findings, request } = examination;
  const { atLevel } = scoreOf(request, findings, { ...settings, detectLevel: 4 }, now);
  const suspicious = score.score > 0 || score.wouldBlockAtLevel !== undefined;
  const wouldBe: Action = score.reached ? "block" : suspicious ? "flag" : "allow";
  const action: Action = wouldBe === "block" && mode === "observe" ? "flag" : wouldBe;
  return { raw, examination, action, wouldBe, sentence: sentenceOf(score, action, wouldBe), atLevel };
}

/** The guard's own words; a test holds the two together. */
function sentenceOf(score: Score, action: Action, wouldBe: Action): string {
  const top = score.contributions.find(({ state }) => state === "deciding") ?? score.contributions[0];
  if (!top || action === "allow") return "Allowed: nothing in it looks like an attack.";
  const { why } = top.finding;
  if (action === "block") return `Blocked because ${why}.`;
  if (wouldBe === "block") return `Would be blocked because ${why}; the guard only observes.`;
  if (score.score === 0) return `Allowed, but level ${score.wouldBlockAtLevel} would block it because ${why}.`;
  return `Flagged because ${why}; ${score.score} of ${score.threshold} points.`;
}

/** What would be without one of the matched stretches. */
export interface Without {
  readonly text: string;
  readonly score: number;
  readonly reached: boolean;
}

/** Stretches that are tried; each costs an examination. */
const MAX_TRIED = 4;

/** The score without each of the stretches that counted, one at a time. */
export function withoutEach(
  trace: Trace,
  settings: ScoreSettings,
  { now, model }: Circumstances,
): readonly Without[] {
  const { raw, examination } = trace;
  const deciding = examination.score.contributions.filter(({ state }) => state === "deciding").slice(0, MAX_TRIED);
  return deciding.flatMap(({ finding }) => {
    const part = partsOf(raw, examination.request, [finding]).find(({ spans }) => spans.length > 0);
    const span = part?.spans[0];
    const cut = part && span && cutOut(raw, part, span);
    if (!part || !span || !cut) return [];
    const { score, reached } = examine(cut, settings, { now, model }).score;
    return [{ text: part.text.slice(span.start, span.end), score, reached }];
  });
}

/** The request without a stretch of one of its parts. */
function cutOut(raw: RawRequest, part: Part, { start, end }: Span): RawRequest | undefined {
  const text = part.text.slice(0, start) + part.text.slice(end);
  switch (part.kind) {
    case "path":
      return { ...raw, path: text };
    case "query":
      return { ...raw, query: text };
    case "body":
      return { ...raw, body: text };
    case "header":
      return {
        ...raw,
        headers: raw.headers.map(([name, value]) =>
          name === part.name && value === part.text ? [name, text] as const : [name, value] as const
        ),
      };
  }
}

/** Every reading of every value of a request: what may turn up in a statement. */
export function readings(raw: RawRequest): readonly string[] {
  return inspect(raw).fields.flatMap(({ views }) => views.map(({ text }) => text));
}

/** The stored request of an event as the engine takes it. */
export function rawOf({ request }: SecurityEvent): RawRequest {
  const { method, path, query, headers, body } = request;
  return body === undefined ? { method, path, query, headers } : { method, path, query, headers, body };
}

/** The settings under which an event was judged, as far as they are known. */
export function settingsOf(event: SecurityEvent, current: ScoreSettings): ScoreSettings {
  const { level, threshold } = event;
  return { ...current, level, threshold, detectLevel: current.detectLevel < level ? level : current.detectLevel };
}

/** Where the page's verdict and the server's part; empty when they agree. */
export function differences(trace: Trace, event: SecurityEvent): readonly string[] {
  const said: string[] = [];
  const { score } = trace.examination;
  if (event.score !== score.score) said.push(`the server counted ${event.score} points, this page ${score.score}`);
  if (event.wouldBe !== trace.wouldBe) said.push(`decided by ${event.decidedBy}, which only the server can know`);
  const [here, there] = [
    new Set(score.contributions.map(({ finding }) => finding.rule)),
    new Set(event.findings.map(({ rule }) => rule)),
  ];
  const only = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...a].filter((rule) => !b.has(rule)).join(", ");
  if (only(there, here)) said.push(`only the server saw ${only(there, here)}`);
  if (only(here, there)) said.push(`only this page saw ${only(here, there)}`);
  return said;
}
