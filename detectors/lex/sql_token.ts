/**
 * Tokens of SQL, tolerant of dialect: one alphabet for MySQL, PostgreSQL, SQLite, SQL Server and Oracle.
 * @module
 */

/** What a token is. */
export const Sql = {
  number: 0,
  /** A quoted text; `open` when its closing quote is missing. */
  string: 1,
  /** An identifier, qualified names in one piece: `sys.all_tables`. */
  word: 2,
  /** NULL, TRUE, FALSE. */
  literal: 3,
  /** `@x`, `@@version`, `:name`, `$1`. */
  variable: 4,
  /** AND, OR, XOR, `&&`, `||`. */
  logic: 5,
  /** `=`, `<>`, LIKE, IN, IS, BETWEEN, … */
  compare: 6,
  /** `+`, `*`, DIV, `->`, … */
  arithmetic: 7,
  /** A keyword that follows an operand: FROM, WHERE, UNION, … */
  clause: 8,
  /** A keyword that begins a statement. */
  verb: 9,
  /** A keyword that an operand follows: NOT, DISTINCT, CASE, … */
  prefix: 10,
  open: 11,
  close: 12,
  comma: 13,
  semicolon: 14,
  comment: 15,
  /** `::type` of PostgreSQL. */
  cast: 16,
  other: 17,
} as const;

/** The kind of a token; one of the values of `Sql`. */
export type SqlKind = typeof Sql[keyof typeof Sql];

/** One token, with its span in the text. */
export interface SqlToken {
  readonly kind: SqlKind;
  readonly start: number;
  readonly end: number;
  /** Lower-cased text; for strings the content, for comments what follows the marker, trimmed. */
  readonly word: string;
  /** A word or keyword directly before `(`. */
  readonly call: boolean;
  /** A string whose closing quote is missing. */
  readonly open: boolean;
  /**
   * How many places up to and including this token no SQL grammar allows: two operands in a row, two operators
   * in a row. Prose collects them within a few words; an injected fragment must run, so it has none.
   */
  readonly faults: number;
}

/** A reading of a text as SQL from one start context. */
export interface SqlReading {
  readonly tokens: readonly SqlToken[];
  /** Indexes of tokens behind which a comment fills the line and another line follows. */
  readonly lineEnds: ReadonlySet<number>;
  /** True when the text was longer than the bound. */
  readonly cut: boolean;
}
