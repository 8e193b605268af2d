/**
 * The Content-Type header, and what a body looks like.
 * @module
 */

/** How a body is taken apart. */
export type BodyKind = "json" | "form" | "multipart" | "xml" | "text" | "bytes";

/** A parsed Content-Type: `essence` is the lower-cased type without parameters. */
export interface ContentType {
  readonly essence: string;
  /** In order, names in lower case; a parameter given twice stands twice. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

/** Parses a media type or a Content-Disposition: `essence; name=value; name="quoted"`. */
export function parseContentType(header: string): ContentType {
  const semicolon = header.indexOf(";");
  const essence = (semicolon < 0 ? header : header.slice(0, semicolon)).trim().toLowerCase();
  const parameters: [string, string][] = [];
  for (let at = semicolon; at >= 0 && at < header.length && parameters.length < 16;) {
    const equals = header.indexOf("=", at + 1);
    if (equals < 0) break;
    const next = header.indexOf(";", at + 1);
    if (next >= 0 && next < equals) {
      at = next;
      continue;
    }
    const name = header.slice(at + 1, equals).trim().toLowerCase();
    const [value, end] = parameterValue(header, equals + 1);
    parameters.push([name, value]);
    at = header.indexOf(";", end);
  }
  return { essence, parameters };
}

/** Value of a parameter, the first one where it stands twice. */
export function parameterOf(type: ContentType, name: string): string | undefined {
  return type.parameters.find(([known]) => known === name)?.[1];
}

/** A token up to the next `;`, or a quoted string; with the offset behind it. */
function parameterValue(header: string, from: number): [value: string, end: number] {
  let at = from;
  while (header[at] === " ") at++;
  if (header[at] !== '"') {
    const semicolon = header.indexOf(";", at);
    const end = semicolon < 0 ? header.length : semicolon;
    return [header.slice(at, end).trim(), end];
  }
  let value = "";
  for (let i = at + 1; i < header.length; i++) {
    const char = header[i]!;
    if (char === '"') return [value, i + 1];
    // Browsers send `%22` for a quote and never a backslash escape; file names contain plain backslashes.
    if (char === "\\" && header[i + 1] === '"') value += header[++i]!;
    else value += char;
  }
  return [value, header.length];
}

const KINDS: Readonly<Record<string, BodyKind>> = {
  "application/json": "json",
  "text/json": "json",
  "application/x-ndjson": "json",
  "application/jsonl": "json",
  "application/csp-report": "json",
  "application/x-www-form-urlencoded": "form",
  "multipart/form-data": "multipart",
  "application/xml": "xml",
  "text/xml": "xml",
  "text/plain": "text",
  "text/html": "text",
  "text/css": "text",
  "text/csv": "text",
  "text/markdown": "text",
  "application/javascript": "text",
  "text/javascript": "text",
  "application/graphql": "text",
  "application/sql": "text",
  "application/yaml": "text",
  "text/yaml": "text",
  "application/octet-stream": "bytes",
  "application/msword": "bytes",
  "application/pdf": "bytes",
  "application/zip": "bytes",
  "application/gzip": "bytes",
  "application/x-protobuf": "bytes",
  "application/protobuf": "bytes",
  "application/grpc-web+proto": "bytes",
};

/** The kind that a media type stands for; undefined for one that is not known. */
export function kindOfType(essence: string): BodyKind | undefined {
  const known = KINDS[essence];
  if (known) return known;
  if (essence.endsWith("+json")) return "json";
  if (essence.endsWith("+xml")) return "xml";
  if (essence.startsWith("text/")) return "text";
  if (
    /^(?:image|audio|video|font|model)\/|^application\/(?:vnd\.|grpc|cbor|msgpack|avro|wasm|zstd|epub|dns-message|ocsp-|timestamp-|pkcs|pkix-|(?:[\w.-]{1,40}\+)?octet-stream$|x-(?:tar|gzip|bzip2|xz|7z-|rar-|zip-|msgpack|thrift|parquet|avro|amz-|git-|ole|shockwave|sqlite))/
      .test(essence)
  ) return "bytes";
  return undefined;
}

/** Browsers fill a hidden `_charset_` field with this. */
export function isUtf8Name(charset: string): boolean {
  return /^(?:utf-?8)?$/i.test(charset.trim());
}

/** How a charset writes ASCII: as ASCII in one byte (`same`), so too but another script beyond it, or otherwise. */
export function charsetKind(charset: string): "same" | "other" | "hiding" {
  const name = charset.trim().toLowerCase();
  if (SAME.has(name)) return "same";
  return /^(?:utf-?(?:7|16|32)|ucs|ibm|cp0?37|cp1047|ebcdic|iso-2022|hz|x-mac-)/.test(name) ? "hiding" : "other";
}

const SAME: ReadonlySet<string> = new Set([
  "",
  "utf-8",
  "utf8",
  "us-ascii",
  "ascii",
  "iso-8859-1",
  "latin1",
  "iso-8859-15",
  "windows-1252",
]);

/** What a text looks like, whatever its type says. */
export function kindOfText(text: string): "json" | "xml" | "form" | "text" {
  let at = 0;
  while (at < text.length && (text.charCodeAt(at) <= 32 || text.charCodeAt(at) === 0xfeff)) at++;
  const first = text[at];
  if (first === "{" || first === "[") return "json";
  if (first === "<") return "xml";
  const equals = text.indexOf("=", at);
  if (equals <= at) return "text";
  // A form is one word of pairs: no white space, which an encoded form cannot have.
  return equals < 200 && !/[\s<>{}]/.test(text.slice(at, equals)) ? "form" : "text";
}
