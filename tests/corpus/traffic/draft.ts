/**
 * What a family of traffic makes: a request without the client's own headers.
 * @module
 */
import type { Random } from "./random.ts";

/** A request before a client sends it. */
export interface Draft {
  readonly method: string;
  readonly path: string;
  /** Raw, percent-encoded, without `?`. */
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Which carrier of the corpora format this is. */
  readonly carrier: "query" | "form" | "json" | "jsonbody" | "multipart" | "xml" | "pathseg" | "header" | "full";
}

/** A family: one kind of client or feature. */
export interface Family {
  /** Becomes the record's class. */
  readonly name: string;
  /** Share among all families. */
  readonly weight: number;
  /** `weak` where a request-level detector cannot know better: its false alarms are shown, not gated. */
  readonly q?: "weak";
  readonly draft: (random: Random) => Draft;
}

/** A JSON body. */
export function json(method: string, path: string, value: unknown, type = "application/json"): Draft {
  return { method, path, headers: { "Content-Type": type }, body: JSON.stringify(value), carrier: "json" };
}

/** A GET with parameters, encoded as `URLSearchParams` does or, without `plus`, as `encodeURIComponent` does. */
export function get(path: string, params: Readonly<Record<string, string>>, plus = true): Draft {
  return { method: "GET", path, query: encoded(params, plus), carrier: "query" };
}

/** A form body. */
export function form(path: string, params: Readonly<Record<string, string>>, charset = ""): Draft {
  const type = `application/x-www-form-urlencoded${charset}`;
  return { method: "POST", path, headers: { "Content-Type": type }, body: encoded(params, true), carrier: "form" };
}

function encoded(params: Readonly<Record<string, string>>, plus: boolean): string {
  if (plus) return new URLSearchParams(params).toString();
  return Object.entries(params).map((pair) => pair.map(encodeURIComponent).join("=")).join("&");
}

/** One part of a multipart body. */
export interface Part {
  readonly name: string;
  readonly filename?: string;
  readonly type?: string;
  readonly content: string | Uint8Array;
}

/** A multipart body as browsers write it. */
export function multipart(random: Random, path: string, parts: readonly Part[]): Draft {
  const boundary = random.chance(0.5)
    ? `----WebKitFormBoundary${random.chars(16, "ABCDEFGHIJKLMNOPabcdefghijklmnop0123456789")}`
    : `---------------------------${random.chars(29, "0123456789")}`;
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  for (const { name, filename, type, content } of parts) {
    const file = filename === undefined ? "" : `; filename="${filename.replaceAll('"', "%22")}"`;
    const typeLine = type === undefined ? "" : `Content-Type: ${type}\r\n`;
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n${typeLine}\r\n`;
    pieces.push(encoder.encode(head), typeof content === "string" ? encoder.encode(content) : content);
    pieces.push(encoder.encode("\r\n"));
  }
  pieces.push(encoder.encode(`--${boundary}--\r\n`));
  return {
    method: "POST",
    path,
    headers: { "Content-Type": `multipart/form-data; boundary=${boundary}` },
    body: joined(pieces),
    carrier: "multipart",
  };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}
