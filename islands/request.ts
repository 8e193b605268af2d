/**
 * The request that is being written: between the editor, the wire and the engine. Pure.
 * @module
 */
import type { HttpRequest } from "../attacks/types.ts";
import type { RawRequest } from "../detectors/types.ts";

/** A request as the editor holds it. */
export interface Draft {
  readonly method: string;
  /** Path and query, as they are to stand on the request line. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** The body is bytes: one character of it, below 256, stands for one byte. */
  readonly latin1?: true;
}

/** What the page knows about its own browser. */
export interface BrowserFacts {
  readonly host: string;
  readonly origin: string;
  readonly userAgent: string;
  readonly language: string;
}

/** A draft as the browser will put it on the wire, and in what that differs from what was typed. */
export interface Wire {
  readonly raw: RawRequest;
  /** Path and query as `fetch()` sends them. */
  readonly target: string;
  /** One sentence for each change the browser makes. */
  readonly changes: readonly string[];
  /** Something was dropped or moved: what was meant is no longer what is sent. */
  readonly lossy: boolean;
  /** Why the browser cannot send this at all. */
  readonly refused?: string;
}

/** Methods that `fetch()` refuses. */
const FORBIDDEN_METHODS = ["CONNECT", "TRACE", "TRACK"];

/** Headers that a page may not set: the browser drops them without a word. */
const FORBIDDEN_HEADERS = new Set(
  ("accept-charset accept-encoding access-control-request-headers access-control-request-method connection " +
    "content-length cookie cookie2 date dnt expect host keep-alive origin referer set-cookie te trailer " +
    "transfer-encoding upgrade user-agent via").split(" "),
);

/** What `fetch()` says of a text body whose type nobody named. */
export const TEXT_BODY = "text/plain;charset=UTF-8";

/** Methods without a body in `fetch()`. */
const BODILESS = ["GET", "HEAD"];

/** The draft of an attack's request. */
export function draftOf(request: HttpRequest): Draft {
  const { method, target, headers, body = "", latin1 } = request;
  return { method, target, headers, body, ...(latin1 ? { latin1 } : {}) };
}

/** The body as it is sent: text, or the bytes that its characters stand for. */
export function bodyOf({ body, latin1 }: Draft): string | Uint8Array<ArrayBuffer> {
  return latin1 ? Uint8Array.from(body, (char) => char.charCodeAt(0)) : body;
}

/** Splits a target at its first question mark. */
export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const mark = target.indexOf("?");
  return mark < 0 ? { path: target, query: "" } : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

/** Joins what `splitTarget` parted. */
export function joinTarget(path: string, query: string): string {
  return query === "" ? path : `${path}?${query}`;
}

/** Says whether a page may set the header. */
export function isForbiddenHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return FORBIDDEN_HEADERS.has(lower) || lower.startsWith("proxy-") || lower.startsWith("sec-");
}

/** Lines `name: value` of the editor as headers; a line without a colon is a header without a value. */
export function parseHeaders(text: string): readonly (readonly [string, string])[] {
  return text.split("\n").map((line) => line.trimEnd()).filter((line) => line.trim() !== "").map((line) => {
    const colon = line.indexOf(":");
    return colon < 0
      ? [line.trim(), ""] as const
      : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const;
  });
}

/** Headers as lines of the editor. */
export function formatHeaders(headers: Draft["headers"]): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join("\n");
}

/** What the browser makes of the draft. */
export function wireOf(draft: Draft, browser: BrowserFacts): Wire {
  const changes: string[] = [];
  const method = draft.method.toUpperCase();
  const url = resolve(draft.target, browser.origin);
  const target = url ? url.pathname + url.search : draft.target;
  const typed = splitTarget(draft.target.split("#", 1)[0]!);
  if (draft.target.includes("#")) changes.push("Everything from # on stays in the browser.");
  if (url && url.pathname !== typed.path) changes.push(`The path is sent as ${url.pathname}`);
  if (url && url.search.slice(1) !== typed.query) changes.push(`The query is sent as ${url.search || "nothing"}`);
  for (const [name] of draft.headers) {
    if (isForbiddenHeader(name)) changes.push(`The browser sets ${name} itself; yours is dropped.`);
  }
  const bodiless = BODILESS.includes(method);
  if (bodiless && draft.body !== "") changes.push(`A ${method} from a page carries no body; yours is dropped.`);
  const { path, query } = splitTarget(target);
  const headers = [...browserHeaders(draft, browser), ...draft.headers.filter(([name]) => !isForbiddenHeader(name))];
  const raw: RawRequest = { method, path, query, headers, ...(bodiless ? {} : { body: bodyOf(draft) }) };
  const refused = FORBIDDEN_METHODS.includes(method)
    ? `No page may send ${method}. The verdict here is the engine's own.`
    : url?.origin === browser.origin
    ? undefined
    : "Only this server can be the target: begin the path with a /.";
  const dropped = draft.headers.some(([name]) => isForbiddenHeader(name)) || (bodiless && draft.body !== "");
  const lossy = dropped || draft.target.includes("#") || url?.pathname !== typed.path;
  return { raw, target, changes, lossy, ...(refused ? { refused } : {}) };
}

function resolve(target: string, origin: string): URL | undefined {
  if (!target.startsWith("/")) return undefined;
  try {
    // Joined, not resolved: a path that begins with two slashes is a path of this server and no other host.
    return new URL(origin + target);
  } catch {
    return undefined;
  }
}

function browserHeaders(draft: Draft, browser: BrowserFacts): readonly (readonly [string, string])[] {
  const own = new Set(draft.headers.map(([name]) => name.toLowerCase()));
  const bodiless = draft.body === "" || BODILESS.includes(draft.method.toUpperCase());
  return ([
    ["host", browser.host],
    ["user-agent", browser.userAgent],
    ["accept", "*/*"],
    ["accept-language", browser.language],
    ["accept-encoding", "gzip, deflate, br"],
    ...(bodiless || draft.latin1 ? [] : [["content-type", TEXT_BODY] as const]),
  ] as const).filter(([name]) => !own.has(name) || isForbiddenHeader(name));
}
