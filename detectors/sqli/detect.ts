/**
 * SQL injection: the value is read as SQL from every place in a query where an application may paste it, and the
 * rules look at tokens, not at characters.
 * @module
 */
import { Char } from "../chars.ts";
import { Sql } from "../lex/sql_token.ts";
import { Writing } from "../lex/prose.ts";
import { detectInViews, type Report } from "../report.ts";
import type { Detector, Finding, InspectedField, View } from "../types.ts";
import { checkClause, checkEnds } from "./breakout.ts";
import { checkCall, checkCase, checkCast } from "./calls.ts";
import { checkCondition, checkProduct, checkStart } from "./conditions.ts";
import { maySpeakSql } from "./prefilter.ts";
import { isQueryField } from "./query_field.ts";
import { bracketReadingOf, isValid, type Reading, readingsOf } from "./reading.ts";
import { CUT, FINGERPRINT, KEYWORDS, QUOTE, SQLI_RULES, STATEMENT } from "./rules.ts";
import {
  checkBatch,
  checkName,
  checkStacked,
  checkSubquery,
  checkUnion,
  checkWaitfor,
  isStatementAt,
} from "./statements.ts";

/** An injection has a letter, a quote or an operator of symbols: `1||1=1`, `2*3`. */
const NEEDS = Char.letter | Char.single | Char.double | Char.pipe | Char.ampersand |
  Char.star;

export const sqli: Detector = {
  name: "sqli",
  title: "SQL injection",
  rules: SQLI_RULES,
  detect: (request) => byWeight(detectInViews(request, NEEDS, detectSqli)),
};

/** Variables in which MySQL and SQL Server describe themselves. */
const SYSTEM_VARIABLE =
  /^@@(?:version|global|session|hostname|datadir|basedir|server|tmpdir|secure|lang|spid|identity|rowcount|microsoft|plugin|log|sql_|character|collation|max_|port|socket|dbts|error|trancount|nestlevel|options|procid|have|innodb|system|variable|new|general|read_only|default)/;

const SET_OPERATORS: ReadonlySet<string> = new Set(["union", "except", "intersect", "minus"]);

/** The words alone, in whatever text: level 2. */
const UNION_SELECT = /\bunion\b[\s/*!0-9(]{1,40}(?:(?:all|distinct)[\s/*!0-9(]{1,40})?select\b/;

const WEIGHT: ReadonlyMap<string, number> = new Map(SQLI_RULES.map((rule, index) => [rule.id, index]));

/** The finding that explains most comes first. */
function byWeight(findings: Finding[]): Finding[] {
  return findings.length < 2 ? findings : findings.sort((a, b) => WEIGHT.get(a.rule)! - WEIGHT.get(b.rule)!);
}

function detectSqli(view: View, field: InspectedField, report: Report): void {
  if ((view.chars & Char.single) !== 0) checkQuote(view, report);
  if (!maySpeakSql(view)) return;
  const readings = readingsOf(view);
  const bracketed = field.role === "name" && (view.chars & Char.semicolon) !== 0 ? bracketReadingOf(view) : undefined;
  if (bracketed) readings.push(bracketed);
  const say = shownIn(view, report);
  const [bare] = readings;
  const script = bare !== undefined && bare.statement && isStatementAt(bare.tokens, 0) ? bare : undefined;
  for (const reading of readings) {
    if (script && reading !== script && isOwnString(script, reading)) continue;
    if (reading.quote === undefined && isQueryField(field.name, reading)) {
      report(STATEMENT, 0, view.text.length);
      continue;
    }
    checkReading(reading, say);
  }
  const words = view.lower.includes("union") ? UNION_SELECT.exec(view.lower) : null;
  if (words) report(KEYWORDS, words.index, words.index + words[0].length);
}

/** The quote opens a string of a statement that the value begins with, and the string holds one plain word. */
function isOwnString(script: Reading, { from }: Reading): boolean {
  const string = script.tokens.find(({ kind, start }) => kind === Sql.string && start === from - 1);
  return string !== undefined && !string.open && /^[#<%]?\w[\w.:%@/>-]*$/.test(string.word);
}

/** Nothing but markup, which begins and ends with an element: no value that a query would go on behind. */
const PAGE = /^\s*<[a-z][\s\S]*>\s*$/;

/** What a text for people quotes as code, in Markdown or in HTML, is no more than words in order. */
function shownIn({ text, chars }: View, report: Report): Report {
  if ((chars & (Char.backtick | Char.angle)) === 0) return report;
  if (!text.includes("`") && !text.includes("</code") && !text.includes("</pre")) return report;
  const writing = new Writing(text);
  return (rule, start, end, why) => {
    const shown = rule.level === 1 && (writing.isQuoted(start) ||
      (writing.outsideCode[start] === " " && text[start] !== " " && text.includes("</") &&
        (writing.hasWordsOutside || PAGE.test(text))));
    if (shown) report(KEYWORDS, start, end);
    else report(rule, start, end, why);
  };
}

/** A single quote that has no partner, in a short value. */
function checkQuote(view: View, report: Report): void {
  const at = view.text.indexOf("'");
  if (view.text.length < 64 && view.text.indexOf("'", at + 1) < 0) report(QUOTE, at, at + 1);
}

function checkReading(reading: Reading, report: Report): void {
  const { tokens } = reading;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    switch (token.kind) {
      case Sql.logic:
        checkCondition(reading, at, report);
        break;
      case Sql.clause:
        if (SET_OPERATORS.has(token.word)) checkUnion(reading, at, report);
        else if (token.word === "waitfor") checkWaitfor(reading, at, report);
        else if (token.word === "where" || token.word === "having") checkCondition(reading, at, report);
        else checkClause(reading, at, report);
        break;
      case Sql.semicolon:
        if (!reading.statement && (reading.quote === undefined || reading.broken)) {
          checkStacked(reading, at + 1, report); // a script is a script
        }
        break;
      case Sql.verb:
        if (token.word === "select") checkSubquery(reading, at, report);
        else if (at === (reading.quote === undefined ? 0 : reading.breakAt)) checkBatch(reading, at, report);
        break;
      case Sql.prefix:
        if (token.word === "case") checkCase(reading, at, report);
        else if (token.call) checkCall(reading, at, report);
        break;
      case Sql.word:
        if (token.call) checkCall(reading, at, report);
        checkName(reading, at, report);
        break;
      case Sql.cast:
        checkCast(reading, at, report);
        break;
      case Sql.variable:
        if (
          SYSTEM_VARIABLE.test(token.word) && at > 0 &&
          isValid(reading, at)
        ) {
          report(FINGERPRINT, token.start, token.end);
        }
        break;
    }
  }
  checkEnds(reading, report);
  checkStart(reading, report);
  checkProduct(reading, report);
  if (reading.cut) report(CUT, 0, tokens[tokens.length - 1]!.end);
  else if (reading.statement && isStatementAt(tokens, 0) && isValid(reading, tokens.length - 1)) {
    report(STATEMENT, 0, tokens[tokens.length - 1]!.end);
  }
}
