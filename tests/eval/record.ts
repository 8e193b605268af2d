/**
 * Records of a corpus: one JSON object a line, read strictly, so that a typo in a data file is an error with its
 * place and never a silently wrong figure.
 * @module
 */
import type { RawRequest } from "../../detectors/types.ts";

/** One labelled request. */
export interface EvalRecord {
  readonly id: string;
  readonly label: "attack" | "benign";
  readonly class: string;
  readonly source: string;
  /** `weak`: the label is doubtful; headline figures leave such records out. */
  readonly q: "strong" | "weak";
  readonly carrier: string;
  readonly method: string;
  /** Raw, percent-encoded. */
  readonly path: string;
  /** Raw, percent-encoded, without `?`. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Text; sent as UTF-8. */
  readonly body?: string;
  /** Replaces `body` where the body is not text. */
  readonly body64?: string;
  /** The bare payload or innocent value, before it was put into the request. */
  readonly payload?: string;
  /** Why the label is what it is. */
  readonly why?: string;
  /** Which split the record belongs to; not used here. */
  readonly holdout?: string;
}

type Kind = "text" | "name" | "headers" | readonly string[];

const REQUIRED: Readonly<Record<string, Kind>> = {
  id: "name",
  label: ["attack", "benign"],
  class: "name",
  source: "name",
  q: ["strong", "weak"],
  carrier: "name",
  method: "name",
  path: "name",
  query: "text",
  headers: "headers",
};

const OPTIONAL: Readonly<Record<string, Kind>> = {
  body: "text",
  body64: "text",
  payload: "text",
  why: "text",
  holdout: "text",
};

/** Reads one line; throws a SyntaxError that begins with `where` (`file:line`) unless it is a whole, known record. */
export function parseRecord(line: string, where: string): EvalRecord {
  const record = parseObject(line, where);
  for (const key of Object.keys(record)) {
    if (!Object.hasOwn(REQUIRED, key) && !Object.hasOwn(OPTIONAL, key)) fail(where, `unknown field "${key}"`);
  }
  for (const [key, kind] of Object.entries(REQUIRED)) {
    if (!Object.hasOwn(record, key)) fail(where, `field "${key}" is missing`);
    check(key, record[key], kind, where);
  }
  for (const [key, kind] of Object.entries(OPTIONAL)) {
    if (Object.hasOwn(record, key)) check(key, record[key], kind, where);
  }
  if (record.body64 && record.body) fail(where, `"body" and "body64" exclude each other`);
  if (!isRecord(record)) fail(where, "not a record");
  if (record.body64 !== undefined) bytesOf(record.body64, where);
  return record;
}

/** The request of a record, as the guard hands it to the engine: the body as bytes. */
export function toRequest(record: EvalRecord): RawRequest {
  const { method, path, query } = record;
  const headers = Object.entries(record.headers);
  const body = record.body64 ? bytesOf(record.body64, record.id) : new TextEncoder().encode(record.body ?? "");
  return body.length > 0 ? { method, path, query, headers, body } : { method, path, query, headers };
}

function parseObject(line: string, where: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    fail(where, "not a JSON object");
  }
  if (!isObject(value)) fail(where, "not a JSON object");
  return value;
}

function check(key: string, value: unknown, kind: Kind, where: string): void {
  if (kind === "headers") {
    if (!isObject(value)) fail(where, `"${key}" is not an object`);
    for (const [name, text] of Object.entries(value)) {
      if (typeof text !== "string") fail(where, `header "${name}" is not a string`);
    }
    return;
  }
  if (typeof value !== "string") fail(where, `"${key}" is not a string`);
  if (kind === "name" && value === "") fail(where, `"${key}" is empty`);
  if (typeof kind === "object" && !kind.includes(value)) {
    fail(where, `"${key}" is "${value}", expected ${kind.map((one) => `"${one}"`).join(" or ")}`);
  }
}

/** All fields were checked one by one before; this tells the compiler. */
function isRecord(value: unknown): value is EvalRecord {
  return isObject(value) && Object.keys(REQUIRED).every((key) => Object.hasOwn(value, key));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function bytesOf(base64: string, where: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return fail(where, `"body64" is not base64`);
  }
}

function fail(where: string, state: string): never {
  throw new SyntaxError(`${where}: ${state}`);
}
