/**
 * Fields whose purpose is to carry a query: there a clean query is the normal case, and only a break-out is not.
 * @module
 */
import { Sql } from "../lex/sql_token.ts";
import type { Reading } from "./reading.ts";

const STATEMENT_FIELDS = new Set("sql sqlquery sql_query querysql statement n1ql cql soql kql hql".split(" "));
const FILTER_FIELDS = new Set(
  "filter filters where jql expr expression criteria condition predicate having orderby order_by".split(" "),
);

/** Whether a bare reading in the field of this name is what the field is made for. */
export function isQueryField(name: string, reading: Reading): boolean {
  const plain = name.slice(name.lastIndexOf("/") + 1).replace(/^\$/, "").toLowerCase();
  if (STATEMENT_FIELDS.has(plain)) return reading.statement;
  if (!FILTER_FIELDS.has(plain)) return false;
  // a filter begins with a column, a call or a parenthesis, not with a constant
  const first = reading.tokens.find((token) => token.kind !== Sql.open && token.word !== "not");
  return first?.kind === Sql.word && !reading.brokenWord;
}
