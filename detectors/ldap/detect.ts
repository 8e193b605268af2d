/**
 * LDAP injection: a value closes its part of a search filter and opens another one.
 * @module
 */
import { Char } from "../chars.ts";
import { detectInViews, type Report } from "../report.ts";
import { Signal } from "../signals.ts";
import type { Detector, InspectedField, Level, Rule, Severity, View } from "../types.ts";
import { readFilter } from "./filter.ts";

function rule(name: string, level: Level, severity: Severity, title: string, why: string): Rule {
  return { id: `ldap.${name}`, category: "ldap", severity, level, title, why };
}

const BREAK_OUT = rule(
  "break-out",
  1,
  "critical",
  "Filter break-out",
  "a parenthesis closes the application's LDAP filter and another condition opens",
);
const FILTER = rule(
  "filter",
  1,
  "critical",
  "LDAP filter in a value",
  "a value holds an LDAP filter with operators of its own",
);
const WHOLE = rule(
  "whole-filter",
  3,
  "critical",
  "Whole LDAP filter",
  "the value is an LDAP filter of its own",
);
const CUT_OFF = rule(
  "cut-off",
  1,
  "critical",
  "Filter cut off",
  "a wildcard closes the LDAP filter and a zero byte hides the rest",
);
const ESCAPE = rule(
  "escape",
  2,
  "warning",
  "Escaped filter character",
  "a parenthesis or wildcard is written as an LDAP escape",
);
const WILDCARD = rule(
  "wildcard",
  2,
  "warning",
  "Wildcard",
  "wildcards and parentheses of LDAP filters stand where a name belongs",
);

export const ldap: Detector = {
  name: "ldap",
  title: "LDAP injection",
  rules: [BREAK_OUT, FILTER, CUT_OFF, WHOLE, ESCAPE, WILDCARD],
  detect: (request) => detectInViews(request, Char.paren | Char.backslash, detectLdap),
};

const CARRIES_FILTER =
  /(?:^|[/_.-])(?:filter|ldap|ldapfilter|searchfilter|search_filter|userfilter|user_filter|basedn)$/i;

/** `\28`, `\29`, `\2a`, `\5c`, `\00`. */
const ESCAPED = /\\(?:28|29|2a|00)(?![0-9a-f])/;

function detectLdap(view: View, field: InspectedField, report: Report): void {
  const { lower, chars, signals } = view;
  // Beyond a short value only parentheses in a row, or one beside an operator, are those of a filter.
  const may = (signals & Signal.ldap) !== 0 || (chars & (Char.control | Char.backslash)) !== 0 || lower.length <= 16;
  if ((chars & Char.paren) !== 0 && may) {
    const found = readFilter(lower);
    if (found?.kind === "break-out") report(BREAK_OUT, found.start, found.end);
    else if (found?.kind === "filter" && !CARRIES_FILTER.test(field.name)) report(FILTER, found.start, found.end);
    else if (found?.kind === "whole" && !CARRIES_FILTER.test(field.name)) report(WHOLE, found.start, found.end);
    const cut = cutOff(lower);
    if (cut >= 0) report(CUT_OFF, cut, lower.length);
    if (lower.length <= 16 && (chars & Char.star) !== 0 && /^[\s()*|&!'"]*\*[\s()*|&!'"]*$/.test(lower)) {
      report(WILDCARD, 0, lower.length);
    }
  }
  if ((chars & Char.backslash) !== 0 && lower.length < 200) {
    const match = ESCAPED.exec(lower);
    if (match) report(ESCAPE, match.index, match.index + match[0].length);
  }
}

/** `user*))` and a zero byte, decoded or not: the directory's C library stops there. */
function cutOff(lower: string): number {
  const end = lower.endsWith("%00")
    ? lower.length - 3
    : lower.endsWith("\\x00")
    ? lower.length - 4
    : lower.lastIndexOf("\0");
  if (end < 2 || end < lower.length - 4) return -1;
  let at = end;
  while (at > 0 && lower[at - 1] === ")") at--;
  return at < end && lower[at - 1] === "*" ? at - 1 : -1;
}
