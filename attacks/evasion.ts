/**
 * A row of the evasion checklist (`evasions.jsonl`): the bytes that are sent, what must be said about them, and what an
 * application behind Deno and Hono would see.
 * @module
 */
/** `F`: a page's `fetch()` can send it; `F*`: with limits; `R`: only a raw socket can. */
export type Lane = "F" | "F*" | "R";

/** What must happen at level 1 in block mode. */
export interface RowExpectation {
  readonly caught: boolean;
  /** Beginning of a rule id; `status 415` for a refusal by the guard, `runtime 400` for one by Deno. */
  readonly by?: string;
  /** Some reading of some field contains this, without regard to case. */
  readonly decodedContains?: string;
}

/** One row. */
export interface EvasionRow {
  readonly id: number;
  readonly technique: string;
  readonly lane: Lane;
  readonly method: string;
  /** Request target, byte for byte. */
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  readonly expect: RowExpectation;
  /** The body is bytes, not text: one character of it stands for one byte. */
  readonly latin1: boolean;
  /** Probe → what it answers; see `tests/evasions/probe.ts`. */
  readonly appSees: Readonly<Record<string, string>>;
  /** Several requests in a certain order: `tests/evasions/scenarios.ts` plays them. */
  readonly scenario: boolean;
  /** Why an attack that passes is accepted. */
  readonly gap?: string;
}

/** A row as it is written down: what is left out has its ordinary value. */
interface WrittenRow {
  readonly id: number;
  readonly technique: string;
  readonly lane?: string;
  readonly method?: string;
  readonly target?: string;
  readonly headers?: readonly (readonly string[])[];
  /** UTF-8, or bytes as characters below 256 with `latin1`. `§` is replaced by `fill`. */
  readonly body?: string;
  readonly latin1?: boolean;
  readonly fill?: readonly (string | number)[];
  readonly close?: readonly (string | number)[];
  readonly expect: RowExpectation;
  readonly appSees?: Readonly<Record<string, string | undefined>>;
  readonly scenario?: boolean;
  readonly note?: string;
  readonly gap?: string;
}

/** The rows of a text with one JSON object a line, in order. */
export function parseEvasions(text: string): EvasionRow[] {
  return text.trimEnd().split("\n").map((line) => rowOf(JSON.parse(line)));
}

function rowOf(row: WrittenRow): EvasionRow {
  const { id, technique, lane = "F", method = "GET", target = "/q", scenario = false, gap } = row;
  if (lane !== "F" && lane !== "F*" && lane !== "R") throw new SyntaxError(`Row ${id}: unknown lane "${lane}"`);
  const headers = (row.headers ?? []).map(([name = "", value = ""]) => [name, value] as const);
  const appSees: Record<string, string> = {};
  for (const [probe, answer] of Object.entries(row.appSees ?? {})) if (answer !== undefined) appSees[probe] = answer;
  return {
    id,
    technique,
    lane,
    method,
    target,
    headers,
    body: bodyOf(row),
    latin1: row.latin1 ?? false,
    expect: row.expect,
    appSees,
    scenario,
    ...(gap === undefined ? {} : { gap }),
  };
}

function bodyOf({ body = "", latin1 = false, fill, close }: WrittenRow): Uint8Array {
  const text = body.replace("§", () => repeated(fill) + repeated(close));
  return latin1 ? Uint8Array.from(text, (char) => char.charCodeAt(0)) : new TextEncoder().encode(text);
}

function repeated(fill: readonly (string | number)[] | undefined): string {
  return fill ? String(fill[0]).repeat(Number(fill[1])) : "";
}
