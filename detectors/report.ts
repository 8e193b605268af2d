/**
 * How a detector walks the views of a request and says what it found.
 * @module
 */
import type { Evidence, Finding, InspectedField, InspectedRequest, Rule, View } from "./types.ts";
import { EVIDENCE_TEXT } from "./limits.ts";

/** Says that a rule matched `view.text` from `start` to `end`; `why` replaces the rule's own sentence. */
export type Report = (rule: Rule, start: number, end: number, why?: string) => void;

/** What a detector wants to see beyond the ordinary. */
export interface ViewOptions {
  /**
   * Documents too: a whole XML or JSON text, the content of an uploaded file. Their texts are fields of their own,
   * and markup or code in a file is no attack in itself.
   */
  readonly documents?: boolean;
  /** Views in which a shell's quotes, escapes and empty variables were removed, which maims any other language. */
  readonly shell?: boolean;
}

/**
 * Runs `detect` over every view that contains one of the character classes in `needs` (0: every view).
 * A rule is reported once a field, for the first view in which it matched.
 */
export function detectInViews(
  request: InspectedRequest,
  needs: number,
  detect: (view: View, field: InspectedField, report: Report) => void,
  { documents = false, shell = false }: ViewOptions = NO_OPTIONS,
): Finding[] {
  if (needs !== 0 && (request.chars & needs) === 0) return NONE;
  const { fields } = request;
  walk.request = request;
  walk.findings = undefined;
  for (let f = 0; f < fields.length; f++) {
    const field = fields[f]!;
    if (needs !== 0 && (field.chars & needs) === 0) continue;
    if ((field.role === "document" && !documents) || field.quiet) continue;
    walk.field = f;
    const { views } = field;
    for (let v = 0; v < views.length; v++) {
      const view = views[v]!;
      if (needs !== 0 && (view.chars & needs) === 0) continue;
      if (v > 0 && !shell && view.steps[view.steps.length - 1]!.decoder === "shell") continue;
      walk.view = v;
      detect(view, field, report);
    }
  }
  const { findings } = walk;
  walk.request = undefined;
  walk.findings = undefined;
  return findings ?? NONE;
}

/**
 * Where the walk stands. One for all: detectors run one after another, and with a closure a detector and request the
 * engine would allocate twenty of them for a request in which nothing matches.
 */
const walk: { request: InspectedRequest | undefined; findings: Finding[] | undefined; field: number; view: number } = {
  request: undefined,
  findings: undefined,
  field: 0,
  view: 0,
};

function report(rule: Rule, start: number, end: number, why?: string): void {
  const { request, field, view } = walk;
  if (!request) throw new Error("Cannot report a finding: no walk over views is under way");
  const findings = walk.findings ??= [];
  // Those of this field stand last, so that a request with many findings costs no more than one with few.
  for (let i = findings.length - 1; i >= 0 && findings[i]!.evidence?.field === field; i--) {
    if (findings[i]!.rule === rule.id) return;
  }
  findings.push(findingOf(rule, evidenceOf(request, field, view, start, end), why));
}

const NONE: Finding[] = [];
const NO_OPTIONS: ViewOptions = {};

/** A finding of the rule; without evidence where it concerns the request as a whole. */
export function findingOf(rule: Rule, evidence?: Evidence, why: string = rule.why): Finding {
  const { id, category, severity, level } = rule;
  return evidence
    ? { rule: id, category, severity, level, why, evidence }
    : { rule: id, category, severity, level, why };
}

/** Maps a span of a view back to the field's raw text. */
export function evidenceOf(
  request: InspectedRequest,
  field: number,
  view: number,
  start: number,
  end: number,
): Evidence {
  const seen = request.fields[field]!.views[view]!;
  return {
    field,
    view,
    start: seen.origin.start(start),
    end: seen.origin.end(end),
    text: seen.text.slice(start, Math.min(end, start + EVIDENCE_TEXT)),
  };
}
