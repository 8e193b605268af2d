/**
 * The rules of SQL injection. Level 1 rules demand a fragment that SQL grammar allows from its first character on;
 * what only looks like SQL waits at higher levels.
 * @module
 */
import type { Level, Rule, Severity } from "../types.ts";

function rule(name: string, level: Level, severity: Severity, title: string, why: string): Rule {
  return { id: `sqli.${name}`, category: "sqli", severity, level, title, why };
}

export const UNION = rule(
  "union",
  1,
  "critical",
  "UNION SELECT",
  "UNION SELECT adds a second query whose rows are returned together with the first",
);
export const TAUTOLOGY = rule(
  "tautology",
  1,
  "critical",
  "Always-true condition",
  "a condition that is always true was added, so that the query matches every row",
);
export const CONSTANT = rule(
  "constant-condition",
  1,
  "critical",
  "Condition between constants",
  "a comparison of constants was added, as a tester does who watches whether the answer changes",
);
export const CONDITION = rule(
  "condition",
  1,
  "critical",
  "Condition behind a closed quote",
  "a quote closes the application's string and a further condition follows",
);
export const BLIND = rule(
  "blind",
  1,
  "critical",
  "Blind condition",
  "a condition asks the database about itself or its data, one answer per request",
);
export const COMMENT = rule(
  "comment",
  1,
  "critical",
  "Quote and comment",
  "a quote ends the application's string and a comment hides the rest of its query",
);
export const BREAK_OUT = rule(
  "break-out",
  1,
  "critical",
  "Break-out with comment",
  "the value leaves its place in the query, adds SQL and hides the rest behind a comment",
);
export const SPLICE = rule(
  "splice",
  1,
  "critical",
  "String closed and opened again",
  "a quote closes the application's string, an operator follows, and another quote opens it again",
);
export const STACKED = rule("stacked", 1, "critical", "Second statement", "a second SQL statement follows the first");
export const TIME = rule(
  "time",
  1,
  "critical",
  "Time delay",
  "a function makes the database wait, so that the answer's time carries information",
);
export const HEAVY = rule(
  "heavy-query",
  1,
  "critical",
  "Heavy query",
  "a query that takes the database seconds stands in for a delay",
);
export const ERROR = rule(
  "error",
  1,
  "critical",
  "Error that carries data",
  "a function is called so that the database's error message carries data",
);
export const CONDITIONAL = rule(
  "conditional",
  1,
  "critical",
  "Conditional expression",
  "an IF or CASE over constants turns one bit of data into a different answer",
);
export const SUBQUERY = rule("subquery", 1, "critical", "Subquery in a value", "a value holds a query of its own");
export const ORDER_BY = rule(
  "order-by",
  1,
  "critical",
  "Column count probe",
  "ORDER BY or HAVING behind the value finds out how many columns the query has",
);
export const FILE = rule("file", 1, "critical", "File access", "the database is told to read or write a file");
export const PROCEDURE = rule(
  "procedure",
  1,
  "critical",
  "System procedure",
  "a procedure that reaches outside the database is called",
);
export const SCHEMA = rule(
  "schema",
  1,
  "critical",
  "System tables",
  "a table is read in which the database describes itself: tables, columns, users",
);
export const FINGERPRINT = rule(
  "fingerprint",
  1,
  "critical",
  "Database fingerprint",
  "the database is asked for its version, user or name",
);
export const STRING_BUILDING = rule(
  "string-building",
  1,
  "critical",
  "Text built from codes",
  "text is built from character codes, which hides it from filters",
);

export const STATEMENT = rule("statement", 3, "critical", "SQL statement", "the value is a complete SQL statement");
export const NUMBER_CONDITION = rule(
  "number-condition",
  2,
  "critical",
  "Condition behind a number",
  "a condition follows a number",
);
export const KEYWORDS = rule(
  "keywords",
  2,
  "error",
  "SQL keywords in order",
  "keywords stand in the order of a query, although the text around them is not SQL",
);
export const FUNCTION = rule("function", 2, "error", "SQL function", "the value calls a function that databases know");
export const ARITHMETIC = rule(
  "arithmetic",
  2,
  "warning",
  "Arithmetic probe",
  "arithmetic in place of a value shows whether the database calculates it",
);
export const CUT = rule(
  "too-long",
  2,
  "notice",
  "Too long to read as SQL",
  "the value has more SQL tokens than the engine reads",
);
export const QUOTE = rule(
  "quote",
  3,
  "warning",
  "Unbalanced quote",
  "a single quote without a partner provokes a syntax error where input is pasted into a query",
);

/** Every rule; the one that says most comes first, and decides among rules of equal points. */
export const SQLI_RULES: readonly Rule[] = [
  UNION,
  STACKED,
  TIME,
  HEAVY,
  FILE,
  PROCEDURE,
  SCHEMA,
  ERROR,
  TAUTOLOGY,
  CONDITIONAL,
  SUBQUERY,
  BLIND,
  STRING_BUILDING,
  FINGERPRINT,
  CONSTANT,
  CONDITION,
  ORDER_BY,
  COMMENT,
  SPLICE,
  BREAK_OUT,
  STATEMENT,
  NUMBER_CONDITION,
  KEYWORDS,
  FUNCTION,
  ARITHMETIC,
  CUT,
  QUOTE,
];
