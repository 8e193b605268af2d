/**
 * Constants of SQL and their comparison, as far as the databases agree.
 * @module
 */

/** NULL is null; a value that depends on the database is undefined. */
export type Constant = number | string | boolean | null;

/** The number that a database makes of a constant where it needs one. */
export function numberOf(value: Constant | undefined): number | undefined {
  if (typeof value === "number") return Number.isNaN(value) ? undefined : value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value !== "string") return undefined;
  return /^\s*-?[0-9]{1,15}(?:\.[0-9]{1,15})?\s*$/.test(value) ? Number(value) : undefined;
}

/** Whether a condition that is only this value holds. */
export function isTruthy(value: Constant | undefined): boolean | undefined {
  if (value === null) return false;
  const number = numberOf(value);
  return number === undefined ? undefined : number !== 0;
}

/** Undefined when the databases disagree or the operator is not evaluated. */
export function compareConstants(
  left: Constant | undefined,
  operator: string,
  right: Constant | undefined,
): boolean | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (operator === "is") return left === null ? right === null : right === null ? false : left === right;
  if (operator === "<=>" && (left === null || right === null)) return left === right;
  if (left === null || right === null) return false;
  const a = numberOf(left), b = numberOf(right);
  if (a !== undefined && b !== undefined) return compareOrdered(a, operator, b);
  return typeof left === "string" && typeof right === "string" ? compareOrdered(left, operator, right) : undefined;
}

function compareOrdered<T extends number | string>(a: T, operator: string, b: T): boolean | undefined {
  switch (operator) {
    case "=":
    case "==":
    case "<=>":
    case "in":
      return a === b;
    case "<>":
    case "!=":
    case "^=":
      return a !== b;
    case "<":
      return a < b;
    case ">":
      return a > b;
    case "<=":
      return a <= b;
    case ">=":
      return a >= b;
    case "like":
    case "ilike":
    case "rlike":
    case "regexp":
    case "glob":
    case "sounds":
      return a === b || b === "%" || b === "*" || b === ".*" ? true : undefined;
    default:
      return undefined;
  }
}
