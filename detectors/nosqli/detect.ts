/**
 * NoSQL injection: operators where a value belongs, and code that breaks out of a query built as text.
 * @module
 */
import { Char } from "../chars.ts";
import { detectInViews, evidenceOf, findingOf, type Report } from "../report.ts";
import { Signal } from "../signals.ts";
import type { Detector, Finding, InspectedField, InspectedRequest, Level, Rule, Severity, View } from "../types.ts";
import { findCode, findMember, findShell, findTruth } from "./code.ts";
import { carriesFilter, judgeOperator, type OperatorJudgement, operatorOf } from "./operators.ts";

function rule(name: string, level: Level, severity: Severity, title: string, why: string): Rule {
  return { id: `nosqli.${name}`, category: "nosqli", severity, level, title, why };
}

const SECRET = rule(
  "secret-operator",
  1,
  "critical",
  "Operator for a secret",
  "a query operator stands where a password or token belongs, so that any stored one may match",
);
const IDENTITY = rule(
  "identity-operator",
  1,
  "critical",
  "Operator for a user",
  "a query operator stands where a user, role or id belongs, so that others match too",
);
const ALWAYS_TRUE = rule(
  "always-true",
  1,
  "critical",
  "Always-true operator",
  "a query operator is used in a form that matches every record",
);
const CODE = rule("code", 1, "critical", "Code in a query", "JavaScript is smuggled into a database query");
const TRUTH = rule(
  "tautology",
  1,
  "critical",
  "Always-true JavaScript",
  "a JavaScript condition that is always true was added to a query",
);
const MEMBER = rule(
  "member",
  1,
  "critical",
  "Query member in a value",
  "a value closes the application's query object and adds members of its own",
);
const SHELL = rule("shell", 1, "critical", "MongoDB shell call", "a value is a call of the MongoDB shell");
const OPERATOR = rule("operator", 2, "critical", "Query operator", "a query operator stands where a value belongs");
const FILTER = rule("filter", 3, "warning", "Query operator in a filter", "a filter holds query operators");

const JUDGEMENTS: Readonly<Record<OperatorJudgement, Rule>> = {
  code: CODE,
  secret: SECRET,
  identity: IDENTITY,
  "always-true": ALWAYS_TRUE,
  operator: OPERATOR,
  filter: FILTER,
};

export const nosqli: Detector = {
  name: "nosqli",
  title: "NoSQL injection",
  rules: [SECRET, IDENTITY, ALWAYS_TRUE, CODE, TRUTH, MEMBER, SHELL, OPERATOR, FILTER],
  detect(request) {
    const names = (request.chars & Char.dollar) === 0 ? [] : detectNames(request);
    const values = detectInViews(request, NEEDS, detectValue);
    return names.length === 0 ? values : [...names, ...values];
  },
};

const NEEDS = Char.dollar | Char.pipe | Char.ampersand | Char.semicolon | Char.brace | Char.equals | Char.paren;

/** Names of parameters and JSON keys. */
function detectNames(request: InspectedRequest): Finding[] {
  const findings: Finding[] = [];
  const { fields } = request;
  for (let f = 0; f < fields.length; f++) {
    const field = fields[f]!;
    if (field.role !== "name" || (field.chars & Char.dollar) === 0) continue;
    const use = operatorOf(field.source === "body" || field.name.includes("/") ? field.name : field.views[0]!.text) ??
      operatorOf(field.views[0]!.text);
    if (!use) continue;
    const found = JUDGEMENTS[judgeOperator(use, valueOf(fields, f))];
    findings.push(findingOf(found, evidenceOf(request, f, 0, 0, field.views[0]!.text.length)));
  }
  return findings;
}

/** The value that belongs to the name `fields[index]`, where it is a field: the next one of the same name. */
function valueOf(fields: readonly InspectedField[], index: number): string | undefined {
  const next = fields[index + 1];
  return next?.role === "value" && next.name === fields[index]!.name ? next.views[0]!.text : undefined;
}

function detectValue(view: View, field: InspectedField, report: Report): void {
  if (field.role !== "value") return;
  const { lower, chars, signals } = view;
  if ((chars & Char.dollar) !== 0) {
    if ((chars & Char.bracket) !== 0 && (chars & Char.equals) !== 0) detectPairs(view, report);
    const member = carriesFilter(field.name) ? undefined : findMember(lower);
    if (member) report(MEMBER, member.start, member.end);
  } else if ((chars & Char.brace) !== 0 && (chars & Char.comma) !== 0) {
    const member = findMember(lower);
    if (member) report(MEMBER, member.start, member.end);
  }
  if ((chars & Char.semicolon) !== 0 || (signals & (Signal.logic | Signal.member)) !== 0) {
    const code = findCode(lower);
    if (code) report(CODE, code.start, code.end);
  }
  if ((signals & Signal.logic) !== 0) {
    const truth = findTruth(lower);
    if (truth) report(TRUTH, truth.start, truth.end);
  }
  if ((chars & Char.paren) !== 0 && (signals & Signal.member) !== 0 && lower.includes("db.")) {
    const shell = findShell(lower);
    if (shell) report(SHELL, shell.start, shell.end);
  }
}

const PAIR = /[a-z0-9_.-]{1,40}\[\$[a-z]{2,10}\](?:\[[a-z0-9]{0,8}\])?=/g;

/** `username[$ne]=x` inside a value. */
function detectPairs({ lower }: View, report: Report): void {
  const first = lower.indexOf("[$");
  if (first < 0) return;
  PAIR.lastIndex = Math.max(0, first - 41);
  for (let match = PAIR.exec(lower), n = 0; match && n < 8; match = PAIR.exec(lower), n++) {
    const use = operatorOf(match[0].slice(0, -1));
    if (!use) continue;
    const end = match.index + match[0].length;
    const value = lower.slice(end, end + 64).split("&", 1)[0];
    report(JUDGEMENTS[judgeOperator(use, value)], match.index, end);
  }
}
