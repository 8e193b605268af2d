/**
 * Fields whose purpose is to carry SQL: there a statement is the normal case, and only a break-out is not.
 * @module
 */
import type { Reading } from "./reading.ts";

const STATEMENT_FIELDS = new Set("sql sqlquery sql_query querysql statement n1ql cql soql kql hql".split(" "));

/** Whether a statement is what the field of this name is made for. */
export function isQueryField(name: string, reading: Reading): boolean {
  if (!reading.statement) return false;
  return STATEMENT_FIELDS.has(name.slice(name.lastIndexOf("/") + 1).replace(/^\$/, "").toLowerCase());
}
