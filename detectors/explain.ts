/**
 * A score in words, and what would change it: the sentence of a verdict and its counterfactuals. Pure, so that the
 * page can compute both while a request is being typed.
 * @module
 */
import { type Contribution, DEFAULT_SETTINGS, type Score, scoreOf, type ScoreSettings } from "./score.ts";
import type { Finding, InspectedRequest, Level, RawRequest } from "./types.ts";

/** What the score led to; `would-block` is a block that the mode did not allow. */
export type Outcome = "block" | "would-block" | "pass";

/** One plain sentence that says what was decided and why. */
export function sentenceOf(score: Score, outcome: Outcome = score.reached ? "block" : "pass"): string {
  const deciding = score.contributions.filter(({ state }) => state === "deciding");
  if (deciding.length === 0) return sentenceWithoutPoints(score);
  const reasons = reasonsOf(deciding);
  if (outcome === "block") return `Blocked because ${reasons}.`;
  if (outcome === "would-block") return `Would be blocked because ${reasons}; the guard only observes.`;
  const flagged = `Flagged because ${reasons}: ${score.score} of ${score.threshold} points`;
  const { wouldBlockAtLevel } = score;
  return wouldBlockAtLevel ? `${flagged}; level ${wouldBlockAtLevel} would block it.` : `${flagged}.`;
}

/** The weightiest reason, and one more where it is of another kind. */
function reasonsOf([first, ...others]: readonly Contribution[]): string {
  const { why, category } = first!.finding;
  const other = others.find(({ finding }) => finding.category !== category && finding.why !== why);
  return other ? `${why}, and ${other.finding.why}` : why;
}

function sentenceWithoutPoints({ contributions, wouldBlockAtLevel }: Score): string {
  const excluded = contributions.find(({ state }) => state === "excluded");
  if (excluded) return `Allowed by an exception for ${excluded.finding.rule}: ${excluded.reason ?? "no reason given"}.`;
  const dry = contributions.find(({ state }) => state === "dry-run");
  if (dry) return `Allowed, for ${dry.finding.rule} is on trial: ${dry.finding.why}.`;
  const above = contributions.find(({ state }) => state === "above-level");
  if (above && wouldBlockAtLevel) {
    return `Allowed, but level ${wouldBlockAtLevel} would block it because ${above.finding.why}.`;
  }
  return "Allowed: nothing in it looks like an attack.";
}

/** The score as it would be if one thing were otherwise. */
export interface Counterfactual {
  readonly change:
    | { readonly kind: "level"; readonly level: Level }
    | { readonly kind: "threshold"; readonly threshold: number }
    | { readonly kind: "without-rule"; readonly rule: string };
  readonly score: number;
  readonly reached: boolean;
}

/** Thresholds that are worth asking about: one hit of each severity, two hits, and the default. */
const THRESHOLDS = [3, 5, 8, 10];

/** What would be at each other level, at other thresholds, and without each rule that decided. */
export function counterfactualsOf(
  request: InspectedRequest,
  findings: readonly Finding[],
  settings: ScoreSettings = DEFAULT_SETTINGS,
  now = 0,
): Counterfactual[] {
  const { contributions, threshold } = scoreOf(request, findings, { ...settings, detectLevel: 4 }, now);
  const at = (change: Partial<ScoreSettings>) => {
    const { score, reached } = scoreOf(request, findings, { ...settings, detectLevel: 4, ...change }, now);
    return { score, reached };
  };
  const levels = ([1, 2, 3, 4] as const).filter((level) => level !== settings.level)
    .map((level) => ({ change: { kind: "level" as const, level }, ...at({ level }) }));
  const thresholds = THRESHOLDS.filter((other) => other !== threshold)
    .map((other) => ({ change: { kind: "threshold" as const, threshold: other }, ...at({ threshold: other }) }));
  const rules = new Set(contributions.filter(({ state }) => state === "deciding").map(({ finding }) => finding.rule));
  const without = Array.from(rules, (rule) => {
    const others = findings.filter((finding) => finding.rule !== rule);
    const { score, reached } = scoreOf(request, others, settings, now);
    return { change: { kind: "without-rule" as const, rule }, score, reached };
  });
  return [...levels, ...thresholds, ...without];
}

/**
 * The request without the bytes that a finding marks; examined again it answers "and without this token?".
 * Undefined where the finding marks none.
 */
export function withoutEvidence(raw: RawRequest, request: InspectedRequest, finding: Finding): RawRequest | undefined {
  const field = finding.evidence && request.fields[finding.evidence.field];
  if (!field || !finding.evidence) return undefined;
  const from = field.at + finding.evidence.start;
  const to = field.at + finding.evidence.end;
  const cut = (text: string) => text.slice(0, from) + text.slice(to);
  switch (field.source) {
    case "path":
      return { ...raw, path: cut(raw.path) };
    case "query":
      return { ...raw, query: cut(raw.query) };
    case "body":
      return { ...raw, body: cut(typeof raw.body === "string" ? raw.body : new TextDecoder().decode(raw.body)) };
    default: {
      const name = field.source === "cookie" ? "cookie" : field.name;
      const index = raw.headers.findIndex(([written, value]) =>
        written.toLowerCase() === name && value.startsWith(field.raw, field.at)
      );
      if (index < 0) return undefined;
      return { ...raw, headers: raw.headers.map(([written, value], i) => [written, i === index ? cut(value) : value]) };
    }
  }
}
