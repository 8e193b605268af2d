/**
 * SQL injection. Placeholder order of work: lexer, start contexts, rules.
 * @module
 */
import { Char, QUOTES } from "../chars.ts";
import { detectInViews } from "../report.ts";
import type { Detector, Rule } from "../types.ts";

const UNION: Rule = {
  id: "sqli.union",
  category: "sqli",
  severity: "critical",
  level: 1,
  title: "UNION SELECT",
  why: "UNION SELECT adds a second query whose rows are returned with the first",
};

export const sqli: Detector = {
  name: "sqli",
  title: "SQL injection",
  rules: [UNION],
  detect: (request) =>
    detectInViews(request, QUOTES | Char.space, (view, _field, report) => {
      const at = view.lower.indexOf("union select");
      if (at >= 0) report(UNION, at, at + 12);
    }),
};
