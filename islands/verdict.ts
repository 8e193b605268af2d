/**
 * The page's own verdict on a request, from the same engine that the guard runs.
 * @module
 */
import { explainValue } from "../detectors/anomaly/model.ts";
import { type Model, readWeights } from "../detectors/anomaly/weights.ts";
import { type Examination, examine } from "../detectors/engine.ts";
import { type Counterfactual, counterfactualsOf, sentenceOf, withoutEvidence } from "../detectors/explain.ts";
import { inspect } from "../detectors/request/mod.ts";
import type { ScoreSettings } from "../detectors/score.ts";
import type { RawRequest } from "../detectors/types.ts";
import type { Action, Mode, SecurityEvent } from "../guard/types.ts";
import { deviationOf } from "./deviation.ts";

export { consequencesOf, placesOf } from "./exclusion.ts";

/** What the engine says of a request, and what follows from it. */
export interface Trace {
  readonly raw: RawRequest;
  readonly examination: Examination;
  /** What happens to it under the mode. */
  readonly action: Action;
  /** What `block` would do. */
  readonly wouldBe: Action;
  readonly sentence: string;
}

/** What stands beside the settings: the mode, the time in milliseconds since the epoch, the model where there is one. */
export interface Circumstances {
  readonly mode: Mode;
  readonly now: number;
  readonly model?: Model | undefined;
  /** What the server made of the request, for what only it can know. */
  readonly event?: SecurityEvent | undefined;
}

/** Fetches the model of this server; undefined where it runs without one. Throws where the answer does not come. */
export async function loadModel(): Promise<Model | undefined> {
  const response = await fetch("/model/weights.bin");
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`the weights were answered with ${response.status}`);
  return await readWeights(await response.bytes());
}

/** Examines a request as the guard would, but for what needs its memory: limits and logins. */
export function traceOf(raw: RawRequest, settings: ScoreSettings, { mode, now, model, event }: Circumstances): Trace {
  const deviation = event?.findings.some(({ rule }) => rule.startsWith("anomaly.profile"))
    ? deviationOf(inspect(raw), event)
    : undefined;
  const examination = examine(raw, settings, { now, model, deviation });
  const { score } = examination;
  const suspicious = score.score > 0 || score.wouldBlockAtLevel !== undefined;
  const wouldBe: Action = score.reached ? "block" : suspicious ? "flag" : "allow";
  const action: Action = wouldBe === "block" && mode === "observe" ? "flag" : wouldBe;
  const outcome = action === "block" ? "block" : wouldBe === "block" ? "would-block" : "pass";
  return { raw, examination, action, wouldBe, sentence: sentenceOf(score, outcome) };
}

/** What would be at other levels and thresholds, and without one of the rules. */
export function otherwise({ examination }: Trace, settings: ScoreSettings, now: number): readonly Counterfactual[] {
  return counterfactualsOf(examination.request, examination.findings, settings, now);
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
    const cut = withoutEvidence(raw, examination.request, finding);
    if (!cut || !finding.evidence) return [];
    const { field, start, end } = finding.evidence;
    const { score, reached } = examine(cut, settings, { now, model }).score;
    return [{ text: examination.request.fields[field]?.raw.slice(start, end) ?? "", score, reached }];
  });
}

/** Characters of a value whose heat is shown. */
const MAX_HEAT = 2_000;

/** The value that the model judged, with the share of every character in its judgement. */
export interface Heat {
  readonly where: string;
  readonly text: string;
  readonly logit: number;
  readonly bias: number;
  /** Log-odds of each UTF-16 unit; they and the bias add up to `logit`. */
  readonly shares: readonly number[];
}

/** How the model came to its word; undefined where it had nothing to judge. */
export function heatOf({ examination }: Trace, model: Model | undefined): Heat | undefined {
  const field = examination.request.fields[examination.opinion?.field ?? -1];
  const text = field?.views[0]?.text;
  if (!model || !field || !text || text.length > MAX_HEAT) return undefined;
  const { logit, bias, contributions } = explainValue(model, text);
  return { where: `${field.source} ${field.name}`.trim(), text, logit, bias, shares: [...contributions] };
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

/**
 * The settings under which an event was judged, as far as they are known: of today's exceptions only those that the
 * event itself tells of, for the others came later.
 */
export function settingsOf(event: SecurityEvent, current: ScoreSettings): ScoreSettings {
  const { level, threshold, findings } = event;
  const excused = new Set(findings.filter(({ state }) => state === "excluded").map(({ rule }) => rule));
  const exclusions = current.exclusions.filter(({ rule }) => excused.has(rule));
  const detectLevel = current.detectLevel < level ? level : current.detectLevel;
  return { ...current, level, threshold, detectLevel, exclusions };
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
