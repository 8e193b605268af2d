/**
 * Requests and responses as bytes, for the raw lane. Pure.
 * @module
 */
import type { Draft, Wire } from "./request.ts";
import { bodyOf, splitTarget } from "./request.ts";

/** The request exactly as it is written; only what makes it a message is added, and only where it is missing. */
export function exactWire(draft: Draft, host: string): Wire {
  const { path, query } = splitTarget(draft.target);
  const headers = [...missing(draft, host), ...draft.headers];
  return {
    raw: { method: draft.method, path, query, headers, ...(draft.body === "" ? {} : { body: bodyOf(draft) }) },
    target: draft.target,
    changes: [],
    lossy: false,
  };
}

/** Bytes of the request; `extra` headers are the bookkeeping of the launcher. */
export function bytesOf(wire: Wire, extra: Draft["headers"]): Uint8Array<ArrayBuffer> {
  const { method, headers, body } = wire.raw;
  const lines = [
    `${method} ${wire.target} HTTP/1.1`,
    ...[...headers, ...extra].map(([name, value]) => `${name}: ${value}`),
  ];
  const head = encode(`${lines.join("\r\n")}\r\n\r\n`);
  const tail = typeof body === "string" ? new TextEncoder().encode(body) : body ?? new Uint8Array();
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return bytes;
}

/** One response, taken apart; undefined when the bytes are none. */
export interface RawResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** Reads the first response in some bytes. What follows it, a second response to smuggled bytes, stays in the body. */
export function parseResponse(bytes: Uint8Array): RawResponse | undefined {
  const text = new TextDecoder().decode(bytes);
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [first = "", ...lines] = text.slice(0, end).split("\r\n");
  const [version = "", status = "", ...words] = first.split(" ");
  if (!version.startsWith("HTTP/") || !/^\d{3}$/.test(status)) return undefined;
  const headers = lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return { status: Number(status), statusText: words.join(" "), headers, body: text.slice(end + 4) };
}

/** A pasted message; undefined when the text is none. Line ends may be LF. */
export function parseRequest(text: string): Draft | undefined {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const [method = "", target = "", version = ""] = (lines[0] ?? "").split(" ");
  if (!/^[A-Z]{1,20}$/.test(method) || target === "" || !version.startsWith("HTTP/")) return undefined;
  const blank = lines.indexOf("");
  const head = lines.slice(1, blank < 0 ? undefined : blank);
  const headers = head.map((line) => {
    const colon = line.indexOf(":");
    return colon < 0 ? [line, ""] as const : [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  return { method, target, headers, body: blank < 0 ? "" : lines.slice(blank + 1).join("\n") };
}

function missing({ headers, body, latin1 }: Draft, host: string): Draft["headers"] {
  const has = (wanted: string) => headers.some(([name]) => name.toLowerCase() === wanted);
  const length = String(latin1 ? body.length : new TextEncoder().encode(body).length);
  return [
    ...(has("host") ? [] : [["host", host] as const]),
    ...(body === "" || has("content-length") || has("transfer-encoding") ? [] : [["content-length", length] as const]),
    ...(has("connection") ? [] : [["connection", "close"] as const]),
  ];
}

/** A head is bytes: characters up to 255 are one each, as an attacker would type them; beyond, UTF-8. */
function encode(text: string): Uint8Array {
  const isLatin = [...text].every((char) => char.charCodeAt(0) < 256);
  return isLatin ? Uint8Array.from(text, (char) => char.charCodeAt(0)) : new TextEncoder().encode(text);
}
