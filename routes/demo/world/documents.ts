/**
 * A collection of documents with query operators, as document databases have them.
 * @module
 */
import { matchesPattern } from "./pattern.ts";

/** A stored document. */
export type StoredDocument = Readonly<Record<string, string | number>>;

/** A query that the collection does not understand. */
export class QueryError extends Error {
  override readonly name = "QueryError";
}

/** Most elements of an $in list. */
const MOST_LISTED = 100;

/** Documents that fit: every key of the query names a field and a value, or an object of operators. */
export function findDocuments(
  documents: readonly StoredDocument[],
  query: ReadonlyMap<string, unknown>,
): StoredDocument[] {
  return documents.filter((document) => {
    for (const [field, condition] of query) {
      if (!fits(Object.hasOwn(document, field) ? document[field] : undefined, condition)) return false;
    }
    return true;
  });
}

function fits(value: string | number | undefined, condition: unknown): boolean {
  if (typeof condition !== "object" || condition === null) return value === condition;
  if (Array.isArray(condition)) return false;
  return Object.entries(condition).every(([operator, operand]) => fitsOperator(value, operator, operand));
}

function fitsOperator(value: string | number | undefined, operator: string, operand: unknown): boolean {
  switch (operator) {
    case "$eq":
      return value === operand;
    case "$ne":
      return value !== operand;
    case "$gt":
      return isBefore(operand, value);
    case "$gte":
      return value === operand || isBefore(operand, value);
    case "$lt":
      return isBefore(value, operand);
    case "$lte":
      return value === operand || isBefore(value, operand);
    case "$in":
    case "$nin": {
      if (!Array.isArray(operand)) throw new QueryError(`${operator} needs an array`);
      return operand.slice(0, MOST_LISTED).includes(value) === (operator === "$in");
    }
    case "$exists":
      return (value !== undefined) === Boolean(operand);
    case "$not":
      return !fits(value, operand);
    case "$regex":
      if (typeof operand !== "string") throw new QueryError("$regex needs a string");
      return typeof value === "string" && matchesPattern(operand, value);
    case "$where":
      throw new QueryError("$where is off: this server runs no code for its clients");
    default:
      throw new QueryError(`unknown operator ${operator.slice(0, 40)}`);
  }
}

/** Compares within a type only, as document databases do. */
function isBefore(a: unknown, b: unknown): boolean {
  if (typeof a === "string" && typeof b === "string") return a < b;
  return typeof a === "number" && typeof b === "number" && a < b;
}
