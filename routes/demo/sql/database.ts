/**
 * One room's database: real SQLite in memory, which can be broken into but not out of. A deadline, limits and an
 * authorizer hold whatever text arrives.
 * @module
 */
import {
  SQL_COLUMNS,
  SQL_COMPOUND_SELECTS,
  SQL_DEADLINE_MS,
  SQL_EXPRESSION_DEPTH,
  SQL_FREE_OPS,
  SQL_HARD_DEADLINE_MS,
  SQL_LIKE_BYTES,
  SQL_MEMORY_BYTES,
  SQL_PAGES,
  SQL_PROGRESS_OPS,
  SQL_RESULT_CHARS,
  SQL_ROWS,
  SQL_STATEMENTS,
  SQL_TEXT_BYTES,
  SQL_VALUE_BYTES,
} from "../limits.ts";
import { Authorizer } from "./authorizer.ts";
import type { Sqlite } from "./engine.ts";
import type { SqlCell, SqlParam, SqlRefusal, SqlResult, SqlRow, StatementResult } from "./result.ts";

/** What fills a new database. */
export interface Seed {
  /** Names of the tables that statements may touch. */
  readonly tables: readonly string[];
  /** Trusted statements, with the rows to bind. */
  readonly statements: readonly { readonly sql: string; readonly rows: readonly (readonly SqlParam[])[] }[];
}

/** Options of a run. */
export interface RunOptions {
  readonly params?: readonly SqlParam[];
  /** Runs every statement of the text; otherwise only the first, as most drivers do. */
  readonly stacked?: boolean;
}

const encoder = new TextEncoder();

/** A database in memory. `clock` counts milliseconds and never goes back. */
export class Database {
  readonly #sqlite: Sqlite;
  readonly #clock: () => number;
  readonly #db: number;
  readonly #authorizer: Authorizer;
  readonly #memory: number;
  #started = Infinity;
  #ticks = 0;
  #isOpen = true;

  constructor(sqlite: Sqlite, seed: Seed, clock: () => number) {
    const { capi, wasm } = sqlite;
    this.#sqlite = sqlite;
    this.#clock = clock;
    this.#authorizer = new Authorizer(new Set(seed.tables));
    this.#memory = wasm.alloc(8);
    const out = wasm.alloc(8);
    const code = capi.sqlite3_open_v2(":memory:", out, capi.SQLITE_OPEN_READWRITE | capi.SQLITE_OPEN_CREATE, 0);
    this.#db = Number(wasm.peekPtr(out));
    wasm.dealloc(out);
    if (code !== capi.SQLITE_OK) throw new Error(`Cannot open the demo database: code ${code}`);
    this.#fill(seed);
    this.#lock();
  }

  /** Runs a text as it stands. Never throws for what the text does: the answer says it. */
  run(sql: string, options: RunOptions = {}): SqlResult {
    // A reset may come while a handler waits for a password hash.
    if (!this.#isOpen) return { statements: [], rows: [], changes: 0, error: "the room was reset meanwhile" };
    // A C string ends at the first NUL; the effect must show what the database read.
    const end = sql.indexOf("\0");
    let rest = end === -1 ? sql : sql.slice(0, end);
    const statements: StatementResult[] = [];
    this.#started = this.#clock();
    this.#ticks = 0;
    do {
      const { result, tail } = this.#runOne(rest, options.params ?? []);
      if (result) statements.push(result);
      if (result?.error !== undefined) break;
      rest = tail;
    } while (options.stacked === true && rest.trim() !== "" && statements.length < SQL_STATEMENTS);
    const failed = statements.find((statement) => statement.error !== undefined);
    return {
      statements,
      rows: statements[0]?.rows ?? [],
      changes: statements.reduce((sum, statement) => sum + statement.changes, 0),
      ...(failed?.error === undefined ? {} : { error: failed.error }),
      ...(failed?.refusal === undefined ? {} : { refusal: failed.refusal }),
    };
  }

  /** Gives the memory back; the database is gone. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#sqlite.capi.sqlite3_close_v2(this.#db);
    this.#sqlite.wasm.dealloc(this.#memory);
  }

  #fill(seed: Seed): void {
    for (const { sql, rows } of seed.statements) {
      for (const params of rows.length > 0 ? rows : [[]]) {
        const { result } = this.#runOne(sql, params);
        if (result?.error !== undefined) throw new Error(`Cannot seed the demo database: ${result.error}: ${sql}`);
      }
    }
  }

  #lock(): void {
    const { capi } = this.#sqlite;
    this.#runOne(`PRAGMA max_page_count = ${SQL_PAGES}`, []);
    capi.sqlite3_db_config(this.#db, capi.SQLITE_DBCONFIG_DEFENSIVE, 1, 0);
    capi.sqlite3_db_config(this.#db, capi.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, 0);
    capi.sqlite3_limit(this.#db, capi.SQLITE_LIMIT_LENGTH, SQL_VALUE_BYTES);
    capi.sqlite3_limit(this.#db, capi.SQLITE_LIMIT_SQL_LENGTH, SQL_TEXT_BYTES);
    capi.sqlite3_limit(this.#db, capi.SQLITE_LIMIT_COLUMN, SQL_COLUMNS);
    capi.sqlite3_limit(this.#db, capi.SQLITE_LIMIT_EXPR_DEPTH, SQL_EXPRESSION_DEPTH);
    capi.sqlite3_limit(this.#db, capi.SQLITE_LIMIT_COMPOUND_SELECT, SQL_COMPOUND_SELECTS);
    capi.sqlite3_limit(this.#db, capi.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, SQL_LIKE_BYTES);
    capi.sqlite3_limit(this.#db, capi.SQLITE_LIMIT_ATTACHED, 0);
    capi.sqlite3_limit(this.#db, capi.SQLITE_LIMIT_TRIGGER_DEPTH, 1);
    capi.sqlite3_set_authorizer(
      this.#db,
      (_arg, action, first, second) =>
        this.#authorizer.allows(action, first || "", second || "") ? capi.SQLITE_OK : capi.SQLITE_DENY,
      0,
    );
    capi.sqlite3_progress_handler(this.#db, SQL_PROGRESS_OPS, () => this.#isExhausted() ? 1 : 0, 0);
  }

  #isExhausted(): boolean {
    this.#ticks++;
    const elapsed = this.#clock() - this.#started;
    const isFree = this.#ticks * SQL_PROGRESS_OPS <= SQL_FREE_OPS;
    if (elapsed > (isFree ? SQL_HARD_DEADLINE_MS : SQL_DEADLINE_MS)) return true;
    const { capi, wasm } = this.#sqlite;
    capi.sqlite3_status(capi.SQLITE_STATUS_MEMORY_USED, this.#memory, this.#memory + 4, 0);
    return wasm.peek(this.#memory, "i32") > SQL_MEMORY_BYTES;
  }

  /** Compiles and runs the first statement of `sql`; `tail` is what follows it. */
  #runOne(sql: string, params: readonly SqlParam[]): { result?: StatementResult; tail: string } {
    const { capi, wasm } = this.#sqlite;
    const started = this.#clock();
    this.#authorizer.reset();
    const scope = wasm.scopedAllocPush();
    try {
      const bytes = encoder.encode(sql + "\0");
      const text = wasm.scopedAlloc(bytes.length);
      wasm.heap8u().set(bytes, text);
      const out = wasm.scopedAlloc(8);
      const tailAt = wasm.scopedAlloc(8);
      const code = capi.sqlite3_prepare_v2(this.#db, text, bytes.length, out, tailAt);
      const statement = Number(wasm.peekPtr(out));
      const used = code === capi.SQLITE_OK ? Number(wasm.peekPtr(tailAt)) - text : bytes.length - 1;
      const tail = new TextDecoder().decode(bytes.subarray(used, bytes.length - 1));
      const own = new TextDecoder().decode(bytes.subarray(0, used)).trim();
      const base = { sql: own, params, changes: 0, rows: [], truncated: false };
      if (code !== capi.SQLITE_OK) {
        return { result: { ...base, ...this.#failure(code), ms: this.#clock() - started }, tail };
      }
      // Only a comment or nothing at all.
      if (statement === 0) return { tail };
      try {
        this.#bind(statement, params);
        const before = capi.sqlite3_total_changes(this.#db);
        const read = this.#read(statement);
        const dropped = read.code === capi.SQLITE_DONE && /^drop\s/i.test(own) ? 1 : 0;
        const changes = capi.sqlite3_total_changes(this.#db) - before + dropped;
        const failure = read.code === capi.SQLITE_DONE || read.truncated ? {} : this.#failure(read.code);
        const { rows, truncated } = read;
        return { result: { ...base, rows, truncated, changes, ...failure, ms: this.#clock() - started }, tail };
      } finally {
        capi.sqlite3_finalize(statement);
      }
    } finally {
      wasm.scopedAllocPop(scope);
    }
  }

  /** Binds by pointer: the texts live in the caller's allocation scope, which outlives the statement. */
  #bind(statement: number, params: readonly SqlParam[]): void {
    const { capi, wasm } = this.#sqlite;
    params.forEach((value, index) => {
      if (value === null) capi.sqlite3_bind_null(statement, index + 1);
      else if (typeof value === "string") {
        const bytes = encoder.encode(value);
        const text = wasm.scopedAlloc(bytes.length + 1);
        wasm.heap8u().set(bytes, text);
        capi.sqlite3_bind_text(statement, index + 1, text, bytes.length, capi.SQLITE_STATIC);
      } else if (Number.isSafeInteger(value)) capi.sqlite3_bind_int64(statement, index + 1, BigInt(value));
      else capi.sqlite3_bind_double(statement, index + 1, value);
    });
  }

  #read(statement: number): { rows: SqlRow[]; code: number; truncated: boolean } {
    const { capi } = this.#sqlite;
    const width = capi.sqlite3_column_count(statement);
    const names = Array.from({ length: width }, (_, index) => capi.sqlite3_column_name(statement, index));
    const rows: SqlRow[] = [];
    let chars = 0;
    let code: number = capi.sqlite3_step(statement);
    while (code === capi.SQLITE_ROW) {
      if (rows.length >= SQL_ROWS || chars > SQL_RESULT_CHARS) return { rows, code, truncated: true };
      const row: Record<string, SqlCell> = {};
      names.forEach((name, index) => {
        const cell = toCell(capi.sqlite3_column_js(statement, index));
        chars += typeof cell === "string" ? cell.length : 8;
        // A column named __proto__ must be a column.
        Object.defineProperty(row, name, { value: cell, enumerable: true, configurable: true, writable: true });
      });
      rows.push(row);
      code = capi.sqlite3_step(statement);
    }
    return { rows, code, truncated: false };
  }

  #failure(code: number): { error: string; refusal?: SqlRefusal } {
    const { capi } = this.#sqlite;
    if (code === capi.SQLITE_INTERRUPT) {
      return { error: `interrupted: the query ran longer than ${SQL_DEADLINE_MS} ms`, refusal: "deadline" };
    }
    if (this.#authorizer.refusal !== undefined) {
      return { error: `not authorized: ${this.#authorizer.refusal}`, refusal: "forbidden" };
    }
    const error = capi.sqlite3_errmsg(this.#db);
    const limited = code === capi.SQLITE_TOOBIG || code === capi.SQLITE_FULL || code === capi.SQLITE_NOMEM;
    return limited ? { error, refusal: "limit" } : { error };
  }
}

function toCell(value: unknown): SqlCell {
  if (value === null || typeof value === "number" || typeof value === "string") return value;
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Uint8Array) {
    return `x'${Array.from(value, (byte) => byte.toString(16).padStart(2, "0")).join("")}'`;
  }
  return null;
}
