/**
 * A request taken apart, once: the fields that are inspected, and the pieces a handler's input is built from.
 * @module
 */
import type { Field, ProtocolNote, RawRequest } from "../types.ts";
import { addBody, type ParsedBody } from "./body.ts";
import { FieldList } from "./fields.ts";
import { headerKind } from "./header_names.ts";
import { addHeaders } from "./headers.ts";
import { addParameters } from "./parameters.ts";
import type { Pair } from "./pairs.ts";
import { addPath } from "./path.ts";
import { noteProtocol } from "./protocol_notes.ts";

/** A request in pieces. Everything in `segments`, `query`, `cookies` and `body` is also in `fields`. */
export interface ParsedRequest {
  readonly method: string;
  readonly path: string;
  readonly fields: readonly Field[];
  readonly notes: readonly ProtocolNote[];
  /** Raw path segments: `/api/users/7` is `["api", "users", "7"]`. */
  readonly segments: readonly string[];
  readonly query: readonly Pair[];
  readonly cookies: readonly Pair[];
  readonly body: ParsedBody;
}

/** What the caller knows better than the request. */
export interface ParseOptions {
  /** The type that the route reads its body as, whatever the Content-Type header says. */
  readonly contentType?: string;
}

/** Takes a request apart. */
export function parseRequest(raw: RawRequest, options: ParseOptions = {}): ParsedRequest {
  const list = new FieldList();
  const segments = addPath(list, raw.path);
  const query = addParameters(list, "query", raw.query);
  const cookies = addHeaders(list, raw.headers);
  noteProtocol(list, raw);
  const hasBody = raw.body !== undefined && raw.body.length > 0;
  const type = options.contentType ?? (hasBody ? headerOf(raw, "content-type") : undefined);
  const body = addBody(list, raw.body, type);
  const { fields, notes } = list;
  return { method: raw.method, path: raw.path, fields, notes, segments, query, cookies, body };
}

function headerOf(raw: RawRequest, wanted: string): string | undefined {
  for (const [written, value] of raw.headers) if (headerKind(written).name === wanted) return value;
  return undefined;
}
