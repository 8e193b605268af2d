/**
 * Template injection: expressions that a template engine on the server would evaluate.
 * @module
 */
import { Char } from "../chars.ts";
import { isEscapedInRichText, Writing } from "../lex/prose.ts";
import { detectInViews } from "../report.ts";
import type { Detector, InspectedField, Rule, View } from "../types.ts";
import { eachExpression, type Expression } from "./marks.ts";
import {
  ARITHMETIC,
  BLOCK,
  CODE,
  CONTEXT_DUMP,
  DIRECTIVE,
  EXPRESSION,
  FREEMARKER,
  LATEX,
  OBJECT_WALK,
  POLYGLOT,
  QUOTED_EXPRESSION,
  RULES,
  SMARTY,
  VELOCITY,
} from "./rules.ts";
import { BACKTICK_COMMAND, COMMANDS, DUMP, STATEMENT, SUM, WALKS, WORKFLOW } from "./words.ts";

type Say = (rule: Rule, from: number, to: number) => void;

/** Marks that need one of these; Velocity, FreeMarker and LaTeX are looked for by their own signs. */
const MARKS = Char.brace | Char.percent | Char.at | Char.hash | Char.dollar | Char.backslash;

/** Characters of an expression that are judged. */
const INNER_WINDOW = 2_000;

export const ssti: Detector = {
  name: "ssti",
  title: "Template injection",
  rules: RULES,
  detect: (request) =>
    detectInViews(request, MARKS, (view, field, report) => {
      const { chars, lower, text } = view;
      const writing = new Writing(text);
      const escaped = isEscapedInRichText(view, field);
      const said = new Set<Rule>();
      const say: Say = (rule, from, to) => {
        if (said.has(rule)) return;
        const shown = rule.level === 1 && (escaped || isShown(writing, from)) ? QUOTED_EXPRESSION : rule;
        said.add(shown);
        report(shown, from, to);
      };
      if (hasMarks(chars)) {
        const from = text.length - text.trimStart().length;
        const whole: Whole = { from, to: text.trimEnd().length, isDeep: isDeep(field) };
        eachExpression(lower, (expression) => detectExpression(lower, expression, { whole, say }));
        detectPolyglot(lower, say);
      }
      if ((chars & Char.brace) !== 0) detectSingleBrace(lower, (chars & Char.digit) !== 0, say);
      detectStatements(view, say);
    }),
};

/** The text without white space around it. */
interface Whole {
  readonly from: number;
  readonly to: number;
  readonly isDeep: boolean;
}

/** In a list or an object within a JSON body: a document, such as a configuration or a dashboard. */
function isDeep({ source, name }: InspectedField): boolean {
  return source === "body" && name.startsWith("/") && name.includes("/", 1);
}

/** Quoted as code, in Markdown or in HTML. */
function isShown(writing: Writing, at: number): boolean {
  if (writing.isQuoted(at)) return true;
  return writing.text.includes("</") && writing.outsideCode[at] === " " && writing.hasWordsOutside;
}

function hasMarks(chars: number): boolean {
  if ((chars & Char.brace) !== 0) return true;
  if ((chars & Char.at) !== 0 && (chars & Char.paren) !== 0) return true;
  return (chars & Char.percent) !== 0 && (chars & Char.angle) !== 0;
}

function detectExpression(lower: string, expression: Expression, context: { whole: Whole; say: Say }): void {
  const { whole, say } = context;
  const { marks, from, innerFrom, innerTo, to, closed } = expression;
  const inner = lower.slice(innerFrom, Math.min(innerTo, innerFrom + INNER_WINDOW));
  const rule = ruleOf(marks, inner);
  if (rule && (closed || rule !== ARITHMETIC)) {
    say(rule, from, to);
    return;
  }
  const alone = closed && from === whole.from && to === whole.to;
  if (alone && (marks === "${}" || marks === "#{}") && SCOPE.test(inner)) say(CONTEXT_DUMP, from, to);
  else if (alone && marks !== "${}" && DUMP.test(inner)) say(CONTEXT_DUMP, from, to);
  else if (marks === "{%%}" && /^-?\s{0,9}debug\s{0,9}-?$/.test(inner)) say(CONTEXT_DUMP, from, to);
  else if (alone && marks === "{%%}" && STATEMENT.test(inner)) say(DIRECTIVE, from, to);
  else if (alone && !whole.isDeep && (marks === "{{}}" || marks === "{%%}" || marks === "<%%>")) say(BLOCK, from, to);
  else if (closed) say(EXPRESSION, from, to);
}

/** Objects that Java's expression language brings: nobody's field is called so. */
const SCOPE =
  /^\s{0,9}(?:(?:application|session|request|page|flow|view|conversation)scope|pagecontext|facescontext|initparam|systemproperties|beanfactory)\s{0,9}(?:$|[.[])/;

/** `{{'a'.toUpperCase()}}`: a method of a text of a letter or two shows whether anything is evaluated. */
const PROBE = /^\s{0,4}['"][a-z0-9]{0,3}['"]\.(?:to[a-z]{2,12}|concat|replace|repeat)\s?\([^)]{0,40}\)\s{0,4}$/;

/** The macros by which XWiki runs a script, or puts its work off. */
const MACRO = /^\/?(?:groovy|async\s{1,4}async\s?=\s?["']?(?:false|true))/;

function ruleOf(marks: Expression["marks"], inner: string): Rule | undefined {
  if (marks === "{{}}" && MACRO.test(inner)) return CODE;
  if (marks === "{{}}" && PROBE.test(inner)) return ARITHMETIC;
  if (marks === "{{}}" && WORKFLOW.test(inner)) return undefined;
  if (SUM.test(inner)) return ARITHMETIC;
  const nested = inner.lastIndexOf("{");
  if (nested >= 0 && SUM.test(inner.slice(nested + 1))) return ARITHMETIC;
  // A razor expression and an entry in a JavaScript call look alike: only the sum counts.
  if (marks === "@()") return COMMANDS.test(inner) ? CODE : undefined;
  if (WALKS.some((walk) => walk.test(inner))) return OBJECT_WALK;
  if (COMMANDS.test(inner) || ((marks === "<%%>" || marks === "#{}") && BACKTICK_COMMAND.test(inner))) return CODE;
  return undefined;
}

/** Opening marks; three kinds within a few characters are a probe. */
const OPENINGS = ["{{", "${", "<%", "{%", "#{", "[%", "%{", "{#", "@(", "*{", "[[", "{*"];

/** Characters within which the marks of a probe stand. */
const POLYGLOT_WINDOW = 24;

function detectPolyglot(lower: string, say: Say): void {
  let at = lower.indexOf("<%");
  let tries = 0;
  while (at >= 0 && tries < 8) {
    const from = Math.max(0, at - POLYGLOT_WINDOW / 2);
    const near = lower.slice(from, at + POLYGLOT_WINDOW / 2);
    let kinds = 0;
    for (const opening of OPENINGS) if (near.includes(opening)) kinds++;
    if (kinds >= 3) {
      say(POLYGLOT, from, Math.min(lower.length, at + POLYGLOT_WINDOW / 2));
      return;
    }
    tries++;
    at = lower.indexOf("<%", at + 2);
  }
}

/** `{7*7}` of Smarty and others, and Smarty's tags. In LaTeX and in patterns a letter or `^` stands before. */
const SINGLE_SUM =
  /(?:^|[^\w^}\\{$#*@%~!])\{=?\s{0,9}(?:\d{1,12}\s{0,9}[*+]\s{0,9}\d{1,12}|\d{3,12}\s{0,9}-\s{0,9}\d{1,12})\s{0,9}\}/;
const BANG_SUM = /\{[!=]{1,2}\s{0,9}\d{1,12}\s{0,9}[*+\-/]\s{0,9}\d{1,12}\s{0,9}[!=]{0,2}\}/;
const SMARTY_TAG =
  /\{\/?php\}|\{(?:system|exec|passthru|shell_exec|phpinfo|eval|fetch)\s?[( ]\s?["'\w]|\{if\s{1,4}(?:phpinfo|system|exec|passthru|shell_exec|readfile)\s?\(|smarty_internal|self::(?:getstreamvariable|clearconfig)|\{\$smarty\.(?:version|template(?:_object)?|env|server|current_dir)|\{include\s{1,4}file\s?=\s?["'](?:\/|\.\.|[a-z]{2,8}:)|\{\$[a-z_]{1,30}->[a-z_]{1,30}\(/;

function detectSingleBrace(lower: string, hasDigit: boolean, say: Say): void {
  const sum = !hasDigit ? null : SINGLE_SUM.exec(lower) ?? BANG_SUM.exec(lower);
  if (sum) say(ARITHMETIC, sum.index, sum.index + sum[0].length);
  const smarty = SMARTY_TAG.exec(lower);
  if (smarty) say(SMARTY, smarty.index, smarty.index + smarty[0].length);
}

/** A template that sets a variable to another one, to a plain text or a number, or goes through a list. */
const PLAIN_VELOCITY =
  /#(?:set|foreach)\s?\(\s?\$!?\{?[a-z][\w-]{0,30}\}?\s{0,4}(?:=|in\s)\s{0,4}(?:\$!?\{?[a-z][\w.-]{1,60}\}?|"[^"$#\n]{1,80}"|\d{1,9})\s?\)/g;
const VELOCITY_STATEMENT =
  /#(?:set|evaluate|include|parse|foreach)\s?\(\s?["']?[$/.]|\$(?:class|rt|chr|str|ex|runtime|request|session|application|response|velocitycount|out|context|esc|i18n|util|date|math)?\.?(?:inspect|class\.forname|getclass)\s?\(|\$[a-z_]{1,20}\.(?:class|getclass\(\))\.(?:forname|inspect|getmethod)/;
const FREEMARKER_BUILTIN =
  /\?new\s?\(\)|freemarker\.template\.utility|\?api\.|[<[]#assign\s[^>\]]{0,80}\?|[<[]#(?:include|import)\s{1,4}["']\/|\?(?:eval|interpret)\b\s?[()}>]/;
const LATEX_COMMAND =
  /\\(?:immediate\\)?write18|\\input\s?\{\s?(?:\||\/|\.\.\/\.\.)|\\(?:include|lstinputlisting|verbatiminput|usepackage)\s?(?:\[[^\]]{0,40}\])?\{\s?(?:\/|\.\.)|\\openin\b|\\openout\b|\\input\s?\|/;

/** Engines whose statements have no closing mark. */
function detectStatements(view: View, say: Say): void {
  const { lower, chars } = view;
  if ((chars & Char.dollar) !== 0) detectVelocity(lower, say);
  if ((chars & Char.mark) !== 0 && (chars & (Char.brace | Char.angle | Char.bracket)) !== 0) {
    sayMatch(FREEMARKER_BUILTIN.exec(lower), FREEMARKER, say);
  }
  if ((chars & Char.backslash) !== 0) sayMatch(LATEX_COMMAND.exec(lower), LATEX, say);
}

function detectVelocity(lower: string, say: Say): void {
  const found = VELOCITY_STATEMENT.exec(lower);
  if (!found) return;
  // Blanked at the same length, so that offsets agree.
  const rest = lower.replace(PLAIN_VELOCITY, (plain) => plain.includes("class") ? plain : " ".repeat(plain.length));
  sayMatch(rest === lower ? found : VELOCITY_STATEMENT.exec(rest), VELOCITY, say);
}

function sayMatch(match: RegExpExecArray | null, rule: Rule, say: Say): void {
  if (match) say(rule, match.index, match.index + match[0].length);
}
