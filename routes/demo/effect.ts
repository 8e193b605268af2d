/**
 * What a demo endpoint did, told beside its answer in teaching mode, as the property `effect` of the JSON body.
 * @module
 */

/** One SQL statement that ran. */
export interface SqlStatement {
  /** The text as the database got it. */
  readonly sql: string;
  /** Bound parameters, where the endpoint uses them. */
  readonly params?: readonly string[];
  readonly rows: number;
  /** The first rows, at most ten. */
  readonly sample: readonly Readonly<Record<string, unknown>>[];
  /** The database's message, where it refused. */
  readonly error?: string;
  readonly ms: number;
}

/** What the endpoint did, and what its correct twin would have done with the same input. */
export interface Effect {
  readonly kind: "sql";
  readonly statements: readonly SqlStatement[];
  /** Rows that the correct twin returns for the same input. */
  readonly expectedRows: number;
  /** One sentence: "5 rows instead of 0: the users table leaked". */
  readonly summary: string;
  /** The attack had an effect that the correct endpoint does not allow. */
  readonly harmful: boolean;
}
