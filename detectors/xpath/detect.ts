/**
 * XPath injection: a value closes a string or predicate of an XPath expression and goes on with one of its own.
 * What looks the same in SQL (`' or '1'='1`) is found by the SQL detector.
 * @module
 */
import { Char } from "../chars.ts";
import { detectInViews, type Report } from "../report.ts";
import { Signal } from "../signals.ts";
import type { Detector, Level, Rule, Severity, View } from "../types.ts";

function rule(name: string, level: Level, severity: Severity, title: string, why: string): Rule {
  return { id: `xpath.${name}`, category: "xpath", severity, level, title, why };
}

const BREAK_OUT = rule(
  "break-out",
  1,
  "critical",
  "XPath break-out",
  "a quote or bracket closes the application's XPath expression and another path follows",
);
const FUNCTION = rule(
  "function",
  1,
  "critical",
  "XPath question",
  "a condition asks for the shape of the XML document: names, counts, lengths",
);
const TAUTOLOGY = rule(
  "tautology",
  1,
  "critical",
  "Always-true predicate",
  "a predicate of an XPath expression holds for every node",
);
const PATH = rule("path", 2, "error", "XPath expression", "the value is an XPath expression");

export const xpath: Detector = {
  name: "xpath",
  title: "XPath injection",
  rules: [BREAK_OUT, FUNCTION, TAUTOLOGY, PATH],
  detect: (request) => detectInViews(request, Char.paren | Char.slash, detectXpath),
};

/** `'] | //user/*[1]`, `x']|//*|/a['`, `')] | //password`. */
const UNION =
  /['"\]]\s{0,4}[)\]]{0,4}\s{0,4}\|\s{0,4}\.{0,2}\/{1,2}(?:[a-z*@(]|\.\.)|['"]\s{0,4}\]\s{0,4}\/{1,2}(?:(?:parent|child|ancestor|following|preceding|self)::|\*|\.\.)[^\n|]{0,80}\|/g;

/** A condition behind a closed string or a number: `' or count(//*)=`, `1 and string-length(name())>`. */
const CONDITION =
  /(?:['"]|^[0-9]{0,9})\s{0,4}[)\]]{0,4}\s{0,4}\b(?:or|and)\s{1,4}(?:not\s?\()?(?:count\(\s?(?:\/|\.|\*|@|child|parent|ancestor)|string-length\(|(?:local-)?name\(|position\(\)|last\(\)|starts-with\(|contains\(\s?(?:\/|\.|@|(?:name|local-name|text|string|child|node)(?![\w.])|\*)|substring\(\s?(?:\/|name\(|local-name|\.|@|text\(|string\()|text\(\)|node\(\)|doc\(|unparsed-text|normalize-space\(|\/\/|\/\*|@\*|(?:parent|ancestor|child|self|following|preceding|attribute)::)/g;

/** `//user[name='' or '1'='1']`. */
const PREDICATE = /[a-z*]\[[^\]]{0,80}\bor\s{1,4}(?:'([a-z0-9]{0,8})'\s?=\s?'\1'|([0-9]{1,8})\s?=\s?\2)/g;

/** An expression that counts or names nodes as the whole value: `count(/child::node())`. */
const WHOLE =
  /^\s{0,4}(?:count|string|name|local-name|string-length|sum|boolean|not)\(\s{0,4}(?:\/{1,2}|\.\.?\/)(?:[a-z*@]|child|comment)[a-z0-9:*@/()[\]. ='"-]{0,200}\)|^\s{0,4}doc\(\s{0,4}["'](?:https?|ftp|file):/;

/** `//*`, `//user[1]/password`, `/child::node()` as the whole value. */
const EXPRESSION =
  /^\s{0,4}(?:\/{2}\*|\/{1,2}[a-z]{1,30}\[(?:[0-9]{1,4}|position\(|last\(|@)|\/{1,2}(?:child|parent|ancestor|attribute|descendant|self)::)/;

function detectXpath(view: View, _field: unknown, report: Report): void {
  const { lower, chars, signals } = view;
  if (lower.length < 3 || !mayHold(chars, signals)) return;
  if ((chars & Char.pipe) !== 0 && (chars & Char.slash) !== 0) search(UNION, lower, BREAK_OUT, report);
  if ((chars & (Char.single | Char.double | Char.digit)) !== 0 && hasConjunction(lower)) {
    detectCondition(lower, report);
  }
  if ((chars & Char.paren) !== 0) {
    const match = WHOLE.exec(lower);
    if (match) report(FUNCTION, 0, match[0].length);
  }
  if ((chars & Char.bracket) !== 0 && (chars & Char.equals) !== 0) search(PREDICATE, lower, TAUTOLOGY, report);
  const path = (chars & Char.slash) !== 0 ? EXPRESSION.exec(lower) : null;
  if (path) report(PATH, 0, path[0].length);
}

/** A condition counts where its quote closes a string that the value did not open itself. */
function detectCondition(lower: string, report: Report): void {
  CONDITION.lastIndex = 0;
  const match = CONDITION.exec(lower);
  if (!match) return;
  const quote = match[0][0]!;
  if ((quote === "'" || quote === '"') && isOpen(lower, match.index, quote)) return;
  report(FUNCTION, match.index, match.index + match[0].length);
}

/** An odd number of such quotes stands before, behind an opening bracket: this one closes a string of the value's own. */
function isOpen(lower: string, until: number, quote: string): boolean {
  let n = 0;
  let first = -1;
  for (let at = lower.indexOf(quote); at >= 0 && at < until; at = lower.indexOf(quote, at + 1)) {
    if (n++ === 0) first = at;
  }
  return n % 2 === 1 && /[(=,[]\s{0,2}$/.test(lower.slice(Math.max(0, first - 3), first));
}

/** Whether any rule could match: one needs a function or an axis, the others a predicate or a union of paths. */
function mayHold(chars: number, signals: number): boolean {
  return (signals & Signal.xpath) !== 0 || (chars & Char.bracket) !== 0 ||
    ((chars & Char.pipe) !== 0 && (chars & Char.slash) !== 0);
}

/** A look before the pattern. */
function hasConjunction(lower: string): boolean {
  return lower.includes("or") || lower.includes("and");
}

function search(pattern: RegExp, lower: string, found: Rule, report: Report): void {
  pattern.lastIndex = 0;
  const match = pattern.exec(lower);
  if (match) report(found, match.index, match.index + match[0].length);
}
