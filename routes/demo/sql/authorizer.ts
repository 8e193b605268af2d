/**
 * What SQL may do inside a demo database. A list of what is allowed: everything the list does not name is refused,
 * so a feature of a later SQLite is shut until someone opens it.
 * @module
 */
import { SQL_AUTHORIZER_CALLS, SQL_FUNCTION_COST } from "../limits.ts";

/** SQLite's action codes that occur in the policy (sqlite3.h, "Authorizer Action Codes"). */
const ACTION = { DELETE: 9, DROP_TABLE: 11, INSERT: 18, READ: 20, SELECT: 21, UPDATE: 23, FUNCTION: 31, RECURSIVE: 33 };

/** Names of the other codes, for messages. */
const REFUSED: Readonly<Record<number, string>> = {
  1: "CREATE INDEX",
  2: "CREATE TABLE",
  3: "CREATE TEMP INDEX",
  4: "CREATE TEMP TABLE",
  5: "CREATE TEMP TRIGGER",
  6: "CREATE TEMP VIEW",
  7: "CREATE TRIGGER",
  8: "CREATE VIEW",
  10: "DROP INDEX",
  12: "DROP TEMP INDEX",
  13: "DROP TEMP TABLE",
  14: "DROP TEMP TRIGGER",
  15: "DROP TEMP VIEW",
  16: "DROP TRIGGER",
  17: "DROP VIEW",
  19: "PRAGMA",
  22: "BEGIN, COMMIT or ROLLBACK",
  24: "ATTACH",
  25: "DETACH",
  26: "ALTER TABLE",
  27: "REINDEX",
  28: "ANALYZE",
  29: "CREATE VIRTUAL TABLE",
  30: "DROP VIRTUAL TABLE",
  32: "SAVEPOINT",
};

/** Readable beside the seed's tables: every lesson on UNION asks the schema for its tables. */
const SCHEMA_TABLES = new Set(["sqlite_master", "sqlite_schema"]);

/** Virtual tables that SQLite offers without CREATE. */
const BUILT_IN_TABLES = ["sqlite_", "pragma_", "dbstat", "bytecode", "tables_used", "fts5"];

/** Functions that are linear in their arguments, or aggregate one row at a time. */
const CHEAP = ("-> ->> abs avg ceil ceiling changes char coalesce concat concat_ws count current_date current_time " +
  "current_timestamp date datetime exp floor group_concat hex if ifnull iif json json_array " +
  "json_array_length json_extract json_group_array json_group_object json_object json_quote json_type json_valid " +
  "julianday last_insert_rowid length likelihood likely ln log lower max median min mod nullif octet_length pi pow " +
  "power quote random round sign sqlite_version sqrt strftime string_agg substr substring sum time total " +
  "total_changes trunc typeof unhex unicode unixepoch unlikely upper").split(" ");

/** What a call costs, by name; a function that is missing here is refused. */
const FUNCTION_COST: ReadonlyMap<string, number> = new Map([
  ...CHEAP.map((name): [string, number] => [name, 1]),
  ["like", 4],
  ["glob", 4],
  ["instr", 16],
  ["replace", 16],
  ["trim", 16],
  ["ltrim", 16],
  ["rtrim", 16],
]);

/** Judges one statement while it is compiled. */
export class Authorizer {
  readonly #tables: ReadonlySet<string>;
  #calls = 0;
  #cost = 0;
  /** Why the statement was refused, once it was. */
  refusal: string | undefined;

  /** `tables`: names of the seed's tables, in lower case. */
  constructor(tables: ReadonlySet<string>) {
    this.#tables = tables;
  }

  /** Forgets the statement before. */
  reset(): void {
    this.#calls = 0;
    this.#cost = 0;
    this.refusal = undefined;
  }

  /** True where the action is allowed; `first` and `second` are SQLite's two arguments to it. */
  allows(action: number, first: string, second: string): boolean {
    this.#calls++;
    const refusal = this.#calls > SQL_AUTHORIZER_CALLS
      ? "the statement is too complex"
      : this.#judge(action, first, second);
    if (refusal === undefined) return true;
    this.refusal ??= refusal;
    return false;
  }

  #judge(action: number, first: string, second: string): string | undefined {
    switch (action) {
      case ACTION.SELECT:
      case ACTION.RECURSIVE:
        return undefined;
      case ACTION.READ:
        return this.#mayRead(first.toLowerCase(), second) ? undefined : `no access to the table ${first}`;
      case ACTION.INSERT:
        return this.#isTable(first) ? undefined : `no writing to the table ${first}`;
      case ACTION.UPDATE:
      case ACTION.DELETE:
        // DROP TABLE writes to the schema table; SQLite's defensive mode refuses whoever names that table himself.
        return this.#isTable(first) || first === "sqlite_master" ? undefined : `no writing to the table ${first}`;
      case ACTION.DROP_TABLE:
        return this.#isTable(first) ? undefined : `no dropping of the table ${first}`;
      case ACTION.FUNCTION:
        return this.#judgeFunction(second.toLowerCase());
      default:
        return `${REFUSED[action] ?? `action ${action}`} is not allowed here`;
    }
  }

  #mayRead(table: string, column: string): boolean {
    if (this.#isTable(table) || SCHEMA_TABLES.has(table)) return true;
    // count(*) over a WITH clause reads "no column" of a table that only the statement knows.
    return column === "" && !BUILT_IN_TABLES.some((prefix) => table.startsWith(prefix));
  }

  #judgeFunction(name: string): string | undefined {
    const cost = FUNCTION_COST.get(name);
    if (cost === undefined) return `the function ${name}() is not allowed here`;
    this.#cost += cost;
    return this.#cost > SQL_FUNCTION_COST ? "too many function calls in one statement" : undefined;
  }

  #isTable(name: string): boolean {
    return this.#tables.has(name.toLowerCase());
  }
}
