/**
 * The verdict: one pure function over what the limiter, the reader and the detectors said.
 * @module
 */
import { sentenceOf } from "../detectors/explain.ts";
import type { Contribution, Score } from "../detectors/score.ts";
import type { Level, Rule } from "../detectors/types.ts";
import { guardContribution } from "./rules.ts";
import type { Action, Mode, Verdict } from "./types.ts";

/** A request that cannot be taken in at all: too large, malformed, of an unknown type. */
export interface Refusal {
  readonly kind: "refusal";
  readonly status: 400 | 408 | 413 | 415;
  readonly rule: Rule;
  /** Replaces the rule's own sentence. */
  readonly why?: string;
}

/** A limiter that says no. */
export interface LimitHit {
  readonly kind: "limit";
  readonly rule: Rule;
  readonly why: string;
  readonly retryMs: number;
  /** 503 where the store is down and the policy refuses; 429 otherwise. */
  readonly status?: 429 | 503;
}

/** What `decide` looks at. */
export interface Evidence {
  readonly mode: Mode;
  readonly level: Level;
  readonly threshold: number;
  readonly limit?: LimitHit | undefined;
  readonly refusal?: Refusal;
  readonly score?: Score;
  /** What the request's history makes of it: worth an event, no refusal. */
  readonly signals?: readonly Rule[];
  readonly opinion?: { readonly probability: number; readonly lift?: number } | undefined;
  readonly failed?: readonly string[];
  readonly failedOpen?: boolean;
}

const NONE: readonly [number, number, number, number] = [0, 0, 0, 0];

/**
 * Decides. A limit comes first, then a request that cannot be read, then the score. In observe mode only what
 * cannot be read is refused: there is no input to hand on.
 */
export function decide(evidence: Evidence): Verdict {
  const { limit, refusal, score, mode } = evidence;
  if (limit && mode === "block") return limited(evidence, limit);
  if (refusal) return refused(evidence, refusal);
  return scored(evidence, score);
}

/** The verdict on a request whose outcome made an attack plain: it has passed, and is worth an event. */
export function alarmed(verdict: Verdict, rule: Rule): Verdict {
  const isQuiet = verdict.wouldBe === "allow" || verdict.wouldBe === "flag";
  return {
    ...verdict,
    action: verdict.action === "allow" ? "flag" : verdict.action,
    wouldBe: isQuiet ? "flag" : verdict.wouldBe,
    sentence: `Flagged because ${rule.why}.`,
    contributions: [guardContribution(rule), ...verdict.contributions],
    decidedBy: rule.category,
  };
}

function limited(evidence: Evidence, limit: LimitHit): Verdict {
  const retryAfter = Math.max(1, Math.ceil(limit.retryMs / 1000));
  return {
    ...base(evidence, [guardContribution(limit.rule, limit.why)]),
    action: "limit",
    wouldBe: "limit",
    status: limit.status ?? 429,
    sentence: `Limited because ${limit.why}; try again in ${durationOf(retryAfter)}.`,
    decidedBy: limit.rule.category,
    retryAfter,
  };
}

function durationOf(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7_200 ? `${Math.ceil(seconds / 60)} min` : `${Math.ceil(seconds / 3_600)} h`;
}

function refused(evidence: Evidence, refusal: Refusal): Verdict {
  const why = refusal.why ?? refusal.rule.why;
  return {
    ...base(evidence, [guardContribution(refusal.rule, why)]),
    action: "block",
    wouldBe: "block",
    status: refusal.status,
    sentence: `Refused because ${why}.`,
    decidedBy: "protocol",
  };
}

function scored(evidence: Evidence, score: Score | undefined): Verdict {
  const { limit, mode, signals = [], opinion } = evidence;
  const suspicious = signals.length > 0 || isSuspicious(score);
  const wouldBe: Action = limit ? "limit" : score?.reached ? "block" : suspicious ? "flag" : "allow";
  const blocked = wouldBe === "block" && mode === "block";
  const action: Action = blocked ? "block" : wouldBe === "allow" ? "allow" : "flag";
  const history = signals.map((signal) => guardContribution(signal));
  const own = limit ? [guardContribution(limit.rule, limit.why), ...history] : history;
  const { contributions = [], wouldBlockAtLevel } = score ?? {};
  return {
    ...base(evidence, own.length === 0 ? contributions : [...own, ...contributions]),
    action,
    wouldBe,
    sentence: inWords(action, wouldBe, evidence),
    decidedBy: limit?.rule.category ?? (wouldBe === "flag" ? signals[0]?.category : undefined) ?? "score",
    ...(score ? { score: score.score, atLevel: score.atLevel } : {}),
    ...(wouldBlockAtLevel ? { wouldBlockAtLevel } : {}),
    ...(opinion ? { model: modelOf(opinion) } : {}),
    ...(blocked ? { status: 403 } : {}),
  };
}

function modelOf({ probability, lift }: NonNullable<Evidence["opinion"]>): NonNullable<Verdict["model"]> {
  return lift ? { probability, lift } : { probability };
}

/** Points below the threshold, or a higher level that would block: worth a look, not a refusal. */
function isSuspicious(score: Score | undefined): boolean {
  return score !== undefined && (score.score > 0 || score.wouldBlockAtLevel !== undefined);
}

function inWords(action: Action, wouldBe: Action, { limit, score, signals }: Evidence): string {
  if (limit) return `Would be limited because ${limit.why}; the guard only observes.`;
  const [signal] = signals ?? [];
  if (signal && wouldBe === "flag") return `Flagged because ${signal.why}.`;
  if (!score) return "Allowed: nothing in it looks like an attack.";
  return sentenceOf(score, action === "block" ? "block" : wouldBe === "block" ? "would-block" : "pass");
}

function base(evidence: Evidence, contributions: readonly Contribution[]) {
  const { failed, failedOpen, threshold, level } = evidence;
  return {
    score: 0,
    threshold,
    level,
    contributions,
    atLevel: NONE,
    ...(failed && failed.length > 0 ? { failed } : {}),
    ...(failedOpen ? { failedOpen } : {}),
  };
}
