/**
 * The verdict: one pure function over what the limiter, the reader and the detectors said.
 * @module
 */
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
}

/** What `decide` looks at. */
export interface Evidence {
  readonly mode: Mode;
  readonly level: Level;
  readonly threshold: number;
  readonly limit?: LimitHit;
  readonly refusal?: Refusal;
  readonly score?: Score;
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

function limited(evidence: Evidence, limit: LimitHit): Verdict {
  const retryAfter = Math.max(1, Math.ceil(limit.retryMs / 1000));
  return {
    ...base(evidence, [guardContribution(limit.rule, limit.why)]),
    action: "limit",
    wouldBe: "limit",
    status: 429,
    sentence: `Limited because ${limit.why}; the next request passes in ${retryAfter} s.`,
    decidedBy: limit.rule.category,
    retryAfter,
  };
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
  const { limit, mode } = evidence;
  const contributions = score?.contributions ?? [];
  const wouldBe: Action = limit ? "limit" : score?.reached ? "block" : isSuspicious(score) ? "flag" : "allow";
  const blocked = wouldBe === "block" && mode === "block";
  const action: Action = blocked ? "block" : wouldBe === "allow" ? "allow" : "flag";
  const own = limit ? [guardContribution(limit.rule, limit.why), ...contributions] : contributions;
  const verdict: Verdict = {
    ...base(evidence, own),
    action,
    wouldBe,
    sentence: sentenceOf(action, wouldBe, limit, score),
    decidedBy: limit ? limit.rule.category : "score",
    ...(score ? { score: score.score, atLevel: score.atLevel } : {}),
    ...(score?.wouldBlockAtLevel ? { wouldBlockAtLevel: score.wouldBlockAtLevel } : {}),
  };
  return blocked ? { ...verdict, status: 403 } : verdict;
}

/** Points below the threshold, or a higher level that would block: worth a look, not a refusal. */
function isSuspicious(score: Score | undefined): boolean {
  return score !== undefined && (score.score > 0 || score.wouldBlockAtLevel !== undefined);
}

function sentenceOf(action: Action, wouldBe: Action, limit: LimitHit | undefined, score: Score | undefined): string {
  if (limit) return `Would be limited because ${limit.why}; the guard only observes.`;
  const top = score?.contributions.find((contribution) => contribution.state === "deciding") ??
    score?.contributions[0];
  if (!score || !top || action === "allow") return "Allowed: nothing in it looks like an attack.";
  const { why } = top.finding;
  if (action === "block") return `Blocked because ${why}.`;
  if (wouldBe === "block") return `Would be blocked because ${why}; the guard only observes.`;
  if (score.score === 0) return `Allowed, but level ${score.wouldBlockAtLevel} would block it because ${why}.`;
  return `Flagged because ${why}; ${score.score} of ${score.threshold} points.`;
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
