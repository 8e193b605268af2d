/**
 * Fields whose purpose is to carry SQL: there a statement is the normal case, and only a break-out is not.
 * @module
 */
import type { Reading } from "./reading.ts";

const STATEMENT_FIELDS = new Set("sql sqlquery sql_query querysql statement n1ql cql soql kql hql".split(" "));
/** Whether a statement is what the field of this name is made for. */
export function isQueryField(name: string, reading: Reading): boolean {
  const plain = name.slice(name.lastIndexOf("/") + 1).replace(/^\$/, "").toLowerCase();
  return reading.statement && STATEMENT_FIELDS.has(plain);
}
