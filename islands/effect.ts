/**
 * What the demo API tells of its own doing, read from a response. Pure.
 * @module
 */
import type { Effect, SqlStatement, WorldStep } from "../routes/demo/effect.ts";

/** The property `effect` of a JSON body; undefined when there is none in the known shape. */
export function parseEffect(body: string): Effect | undefined {
  if (!body.includes('"effect"')) return undefined;
  try {
    const value: unknown = JSON.parse(body);
    const effect = isRecord(value) ? value["effect"] : undefined;
    return isEffect(effect) ? effect : undefined;
  } catch {
    return undefined;
  }
}

function isEffect(value: unknown): value is Effect {
  if (!isRecord(value) || typeof value["summary"] !== "string" || typeof value["harmful"] !== "boolean") return false;
  if (value["kind"] === "sql") {
    return typeof value["expectedRows"] === "number" && Array.isArray(value["statements"]) &&
      value["statements"].every(isStatement);
  }
  return typeof value["kind"] === "string" && typeof value["expected"] === "string" &&
    Array.isArray(value["steps"]) && value["steps"].every(isStep);
}

function isStep(value: unknown): value is WorldStep {
  return isRecord(value) && typeof value["label"] === "string" && typeof value["text"] === "string";
}

function isStatement(value: unknown): value is SqlStatement {
  return isRecord(value) && typeof value["sql"] === "string" && typeof value["rows"] === "number" &&
    Array.isArray(value["sample"]) && value["sample"].every(isRecord);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Shortest injected text that is marked: anything shorter stands in every statement. */
const MIN_INJECTED = 3;

/**
 * Where a value of the request stands in the statement: `[before, injected, after]`, the longest that is found.
 * `values` are the decoded texts of the request.
 */
export function injectedIn(sql: string, values: readonly string[]): readonly [string, string, string] | undefined {
  let best = "";
  for (const value of values) {
    if (value.length >= MIN_INJECTED && value.length > best.length && sql.includes(value)) best = value;
  }
  if (best === "") return undefined;
  const at = sql.indexOf(best);
  return [sql.slice(0, at), best, sql.slice(at + best.length)];
}

/** Columns of sample rows, in the order in which they first appear. */
export function columnsOf(rows: SqlStatement["sample"]): readonly string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

/** A cell as text. */
export function cellText(value: unknown): string {
  return value === null || value === undefined ? "NULL" : typeof value === "string" ? value : JSON.stringify(value);
}
