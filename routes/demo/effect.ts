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

/** What the endpoint did to its database, and what its correct twin would have done with the same input. */
export interface SqlEffect {
  readonly kind: "sql";
  readonly statements: readonly SqlStatement[];
  /** Rows that the correct twin returns for the same input. */
  readonly expectedRows: number;
  /** One sentence: "5 rows instead of 0: the users table leaked". */
  readonly summary: string;
  /** The attack had an effect that the correct endpoint does not allow. */
  readonly harmful: boolean;
}

/** The parts of the fake world that an endpoint can act on, beside the database. */
export type WorldKind =
  /** A page that a browser renders. */
  | "page"
  /** Who may see which object. */
  | "access"
  /** The fake file tree. */
  | "files"
  /** The fake internal network. */
  | "network"
  /** The fake shell. */
  | "shell"
  /** A collection of documents with query operators. */
  | "documents"
  /** A JavaScript object and its prototype. */
  | "object"
  /** The template engine. */
  | "template";

/** One thing that happened, in order: "file opened: /etc/passwd". */
export interface WorldStep {
  readonly label: string;
  readonly text: string;
}

/** What the endpoint did to a part of the fake world. Nothing of it reaches the host. */
export interface WorldEffect {
  readonly kind: WorldKind;
  /** What happened inside, in order. */
  readonly steps: readonly WorldStep[];
  /** What the correct twin answers to the same input, one sentence. */
  readonly expected: string;
  readonly summary: string;
  readonly harmful: boolean;
}

/** What a demo endpoint did: shown in the pane "House". */
export type Effect = SqlEffect | WorldEffect;
