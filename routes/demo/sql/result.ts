/**
 * What a database answers.
 * @module
 */
import { EFFECT_SAMPLE } from "../limits.ts";
import type { SqlStatement } from "../effect.ts";

/** A value as it is bound. */
export type SqlParam = string | number | null;

/** A value as it is read; a blob is written as `x'…'`. */
export type SqlCell = string | number | null;

/** One row, by column name. */
export type SqlRow = Readonly<Record<string, SqlCell>>;

/** Why the sandbox, not SQL itself, ended a statement. */
export type SqlRefusal = "deadline" | "forbidden" | "limit";

/** One statement that ran, or tried to. */
export interface StatementResult {
  /** The text as the database got it. */
  readonly sql: string;
  readonly params: readonly SqlParam[];
  readonly rows: readonly SqlRow[];
  /** Rows that an INSERT, UPDATE or DELETE touched. */
  readonly changes: number;
  readonly error?: string;
  readonly refusal?: SqlRefusal;
  /** There were more rows than are read. */
  readonly truncated: boolean;
  readonly ms: number;
}

/** Everything that one text did. */
export interface SqlResult {
  readonly statements: readonly StatementResult[];
  /** Rows of the first statement that returned any columns. */
  readonly rows: readonly SqlRow[];
  /** Rows written over all statements, tables dropped counted as one. */
  readonly changes: number;
  readonly error?: string;
  readonly refusal?: SqlRefusal;
}

/** A statement as an effect tells it. */
export function toSqlStatement(result: StatementResult): SqlStatement {
  return {
    sql: result.sql,
    ...(result.params.length > 0 ? { params: result.params.map(String) } : {}),
    rows: result.rows.length || result.changes,
    sample: result.rows.slice(0, EFFECT_SAMPLE),
    ...(result.error === undefined ? {} : { error: result.error }),
    ms: Math.round(result.ms * 100) / 100,
  };
}
