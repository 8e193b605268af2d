/**
 * Compares what a weak endpoint answered with what its correct twin answers: the difference is the damage.
 * @module
 */
import type { SqlEffect } from "./effect.ts";
import { DemoProblem } from "./problem.ts";
import type { Database } from "./sql/database.ts";
import { type SqlResult, type SqlRow, toSqlStatement } from "./sql/result.ts";

/** Columns that must never leave the database, with the word for a summary. */
const SECRETS: readonly (readonly [column: string, plural: string])[] = [
  ["password", "passwords"],
  ["password_hash", "password hashes"],
  ["api_key", "API keys"],
  ["email", "e-mail addresses"],
];

/** The effect of a reading statement. `expected`: rows of the correct twin for the same input. */
export function effectOf(database: Database, result: SqlResult, expected: readonly SqlRow[]): SqlEffect {
  const extra = extraRows(result.rows, expected);
  const harmful = extra.length > 0 || result.changes > 0 || result.refusal === "deadline";
  return {
    kind: "sql",
    statements: result.statements.map(toSqlStatement),
    expectedRows: expected.length,
    summary: summaryOf(database, result, extra, expected.length),
    harmful,
  };
}

/** Turns what the sandbox stopped into an error; what SQL itself refused is the endpoint's business. */
export function refuse(result: SqlResult, effect: SqlEffect): void {
  if (result.refusal === undefined) return;
  throw new DemoProblem(result.refusal === "deadline" ? 503 : 500, `${result.error ?? "refused"}`, effect);
}

/** Rows of `rows` that the twin did not return; a row that stands twice counts twice. */
export function extraRows(rows: readonly SqlRow[], expected: readonly SqlRow[]): SqlRow[] {
  const left = expected.map((row) => JSON.stringify(row));
  return rows.filter((row) => {
    const at = left.indexOf(JSON.stringify(row));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function summaryOf(database: Database, result: SqlResult, extra: readonly SqlRow[], expected: number): string {
  if (result.refusal === "deadline") return "The query kept the database busy until its deadline stopped it.";
  if (result.changes > 0) {
    const count = result.changes === 1 ? "1 row or table" : `${result.changes} rows or tables`;
    return `A second statement ran: ${count} changed by a request that should only read.`;
  }
  if (result.error !== undefined) return `The input broke the query: ${result.error}. Nothing leaked.`;
  if (extra.length === 0) return `${rowsOf(expected)}, as the correct twin returns.`;
  const leaked = leakedSecrets(database, extra);
  const what = leaked.length > 0 ? `${leaked.join(" and ")} leaked` : "rows that nobody asked for came back";
  return `${rowsOf(result.rows.length)} instead of ${expected}: ${what}.`;
}

function rowsOf(count: number): string {
  return count === 1 ? "1 row" : `${count} rows`;
}

/** Which secrets of the users table stand in the rows. */
function leakedSecrets(database: Database, rows: readonly SqlRow[]): string[] {
  const text = rows.flatMap((row) => Object.values(row)).filter((cell) => typeof cell === "string").join("\n");
  const { rows: users } = database.run("SELECT email, password, password_hash, api_key FROM users");
  return SECRETS.filter(([column]) =>
    users.some((user) => {
      const secret = user[column];
      return typeof secret === "string" && text.includes(secret);
    })
  ).map(([, plural]) => plural);
}
