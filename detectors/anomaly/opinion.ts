/**
 * The model's opinion of a request as it enters the verdict: a probability, and a finding worth the points that the
 * policy table gives to its band. The table is short, and every band names the false positive rate it was measured at.
 * @module
 */
import { Writing } from "../lex/prose.ts";
import { evidenceOf, findingOf } from "../report.ts";
import type { Finding, InspectedRequest, Rule, Severity } from "../types.ts";
import { fusedLogit } from "./fuse.ts";
import { explainValue, type RequestScore, scoreRequest, sigmoid } from "./model.ts";
import type { Band, Model } from "./weights.ts";

/** Rules of the model: one a band. */
export const MODEL_RULES: Readonly<Record<Band["name"], Rule>> = {
  certain: rule(
    "certain",
    "critical",
    1,
    "Model: almost certainly an attack",
    "the model finds it almost certainly an attack",
  ),
  likely: rule("likely", "warning", 1, "Model: likely an attack", "the model finds it likely an attack"),
  suspicious: rule("suspicious", "notice", 1, "Model: suspicious", "the model finds it suspicious"),
  strict: rule(
    "strict",
    "critical",
    2,
    "Model: an attack by the strict reading",
    "the model's strict reading finds an attack",
  ),
};

/** What the model thinks of a request, together with the rules that matched. */
export interface Opinion {
  /** Probability of an attack, from the model and the rules together, at even odds beforehand; 0 to 1. */
  readonly probability: number;
  /** Log-odds of the model alone. */
  readonly modelLogit: number;
  /** Log-odds with the rules, shared among the windows that were read. */
  readonly logit: number;
  /** What a profile added to `logit`, where one did. */
  readonly lift?: number;
  /** The field that decided, index into `request.fields`; -1 when all values were plain. */
  readonly field: number;
  /** Findings of the bands that were reached: at most one a level. */
  readonly findings: readonly Finding[];
}

const NO_RULES: readonly string[] = [];

/** Judges a request whose rules have spoken. */
export function opinionOf(model: Model, request: InspectedRequest, findings: readonly Finding[]): Opinion {
  const score = scoreRequest(model, request);
  const rules = findings.length === 0 ? NO_RULES : findings.map(({ rule }) => rule);
  const logit = fusedLogit(model.header.fusion, { logit: score.logit, length: score.length, rules });
  const { field } = score;
  const own = field < 0 ? [] : bandFindings(model, request, { logit, score, findings });
  return { probability: sigmoid(logit), modelLogit: score.logit, logit, field, findings: own };
}

/**
 * The opinion with what a profile adds to the log-odds. That confirms a suspicion that the model had by itself, by one
 * band: without one the notice of the profile already says all, and the bands that block are the model's alone.
 */
export function liftedOpinion({ header }: Model, opinion: Opinion, lift: number): Opinion {
  const logit = opinion.logit + lift;
  const likely = header.bands.find(({ name }) => name === "likely");
  const findings = opinion.findings.map((finding) =>
    finding.rule === MODEL_RULES.suspicious.id && likely && logit >= likely.logit
      ? findingOf(MODEL_RULES.likely, finding.evidence, `${MODEL_RULES.likely.why}, and the profile agrees`)
      : finding
  );
  return { ...opinion, logit, probability: sigmoid(logit), lift, findings };
}

/** Bands that block by themselves. */
const BLOCKING: ReadonlySet<Band["name"]> = new Set(["certain", "strict"]);

/** What a request was found to be, by the model and by the rules. */
interface Found {
  readonly logit: number;
  readonly score: RequestScore;
  readonly findings: readonly Finding[];
}

/**
 * Bands go from high to low: the first of each level is the one that counts. What is only told of never reaches a band
 * that blocks: the model has learned what attacks look like, not whether anything would run them.
 */
function bandFindings(model: Model, request: InspectedRequest, found: Found): Finding[] {
  const { logit, score } = found;
  const own = new Map<number, Finding>();
  let told: boolean | undefined;
  for (const band of model.header.bands) {
    if (logit < band.logit) continue;
    if (BLOCKING.has(band.name) && (told ??= isToldOf(model, request, found))) continue;
    const { [band.name]: bandRule } = MODEL_RULES;
    if (own.has(bandRule.level)) continue;
    own.set(bandRule.level, findingOf(bandRule, evidenceOf(request, score.field, 0, score.start, score.end)));
  }
  return [...own.values()];
}

/** Whether most of the suspicion lies in quoted code, or in a sentence in which the rules found an attack mentioned. */
function isToldOf(model: Model, request: InspectedRequest, { score, findings }: Found): boolean {
  const { field, start, end } = score;
  const { text } = request.fields[field]!.views[0]!;
  const writing = new Writing(text);
  if (!writing.isProse) return false;
  if (findings.some(({ rule, evidence }) => evidence?.field === field && rule.endsWith(".mention"))) return true;
  if (!text.includes("`")) return false;
  const { contributions } = explainValue(model, text);
  let quoted = 0, beside = 0;
  for (let at = start; at < end; at++) {
    const share = Math.max(0, contributions[at]!);
    if (writing.isQuoted(at)) quoted += share;
    else beside += share;
  }
  return quoted > beside;
}

function rule(name: string, severity: Severity, level: 1 | 2, title: string, why: string): Rule {
  return { id: `anomaly.model-${name}`, category: "anomaly", severity, level, title, why };
}
