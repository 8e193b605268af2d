/**
 * How a row of the corpus becomes a request.
 * @module
 */
import type { RawRequest } from "../../detectors/types.ts";

type Build = (row: string, argument: string) => RawRequest;

interface Carrier {
  readonly build: Build;
}

const HOST: readonly [string, string] = ["Host", "app.example.test"];

function get(path: string, query: string, header?: readonly [string, string]): RawRequest {
  return { method: "GET", path, query, headers: header ? [HOST, header] : [HOST] };
}

function post(path: string, type: string, text: string): RawRequest {
  const body = new TextEncoder().encode(text);
  const headers = [HOST, ["Content-Type", type], ["Content-Length", String(body.length)]] as const;
  return { method: "POST", path, query: "", headers, body };
}

function fileBody(row: string): RawRequest {
  const [filename, type, ...content] = row.split(" | ");
  if (filename === undefined || type === undefined) throw new SyntaxError(`"${row}" is no file: name | type | content`);
  const quoted = filename.replaceAll('"', "%22");
  const head = `--b\r\nContent-Disposition: form-data; name="file"; filename="${quoted}"\r\nContent-Type: ${type}`;
  return post("/upload", "multipart/form-data; boundary=b", `${head}\r\n\r\n${content.join(" | ")}\r\n--b--\r\n`);
}

/** The ways a row can be sent. */
export const CARRIERS = {
  /** The value of a query parameter; it is percent-encoded here. */
  "query": { build: (row) => get("/api/search", `q=${encodeURIComponent(row)}`) },
  /** A whole query string, as on the wire. */
  "query-string": { build: (row) => get("/api/search", row) },
  /** A whole path, as on the wire. */
  "path": { build: (row) => get(row, "") },
  "json": { build: (row) => post("/api/items", "application/json", row) },
  /** A GraphQL document. */
  "graphql": { build: (row) => post("/graphql", "application/json", JSON.stringify({ query: row })) },
  "xml": { build: (row) => post("/api/import", "application/xml", row) },
  "header": { build: (row, name) => get("/api/search", "q=blue", [name, row]) },
  /** `file name | type | content` as an upload. */
  "file": { build: fileBody },
} as const satisfies Record<string, Carrier>;

/** Name of a carrier, as after `#! as`. */
export type CarrierName = keyof typeof CARRIERS;

/** Whether the name is one of `CARRIERS`. */
export function isCarrier(name: string): name is CarrierName {
  return Object.hasOwn(CARRIERS, name);
}

/** The request that carries a row. */
export function requestOf(carrier: CarrierName, row: string, argument: string): RawRequest {
  const { build }: Carrier = CARRIERS[carrier];
  return build(row, argument);
}
