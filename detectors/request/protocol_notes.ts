/**
 * Notes on the request line and the headers: forms that servers and proxies read differently.
 * @module
 */
import type { RawRequest } from "../types.ts";
import type { FieldList } from "./fields.ts";
import { headerKind } from "./header_names.ts";

/** Methods of ordinary APIs. */
const METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Methods of WebDAV, proxies and diagnosis: real, but none that an API serves. */
const UNCOMMON: ReadonlySet<string> = new Set([
  "TRACE",
  "CONNECT",
  "PROPFIND",
  "PROPPATCH",
  "MKCOL",
  "COPY",
  "MOVE",
  "LOCK",
  "UNLOCK",
  "SEARCH",
  "REPORT",
  "PURGE",
  "QUERY",
  "LINK",
  "UNLINK",
]);

/** Notes what the request line and the headers say about themselves. */
export function noteProtocol(list: FieldList, raw: RawRequest): void {
  if (!METHODS.has(raw.method)) {
    list.note(UNCOMMON.has(raw.method) ? "method.uncommon" : "method.unknown", raw.method);
  }
  let seen: string[] | undefined;
  for (const [written, value] of raw.headers) {
    const { name, single, override, rewrites, internal } = headerKind(written);
    if (single) {
      if (seen?.includes(name)) list.note(`${name}.duplicate`, value);
      else (seen ??= []).push(name);
    }
    if (override) list.note("method.override", `${written}: ${value}`);
    if (rewrites) list.note("path.override", `${written}: ${value}`);
    if (internal) list.note("header.internal", `${written}: ${value}`);
    if (name === "content-encoding" && value.toLowerCase() !== "identity") list.note("body.encoded", value);
  }
  if (seen?.includes("content-length") && seen.includes("transfer-encoding")) {
    list.note("content-length.conflict", "both Content-Length and Transfer-Encoding");
  }
  const hasBody = raw.body !== undefined && raw.body.length > 0;
  if (hasBody && (raw.method === "GET" || raw.method === "HEAD")) list.note("body.unexpected", raw.method);
}
