/**
 * What a header's name says about it. The same few names come with every request, so that the answer is kept.
 * @module
 */
import { MAX_CACHED_HEADERS, MAX_CACHED_TEXT } from "../limits.ts";

/** A header as far as its name tells. */
export interface HeaderKind {
  /** The name in lower case. */
  readonly name: string;
  /** The playground's own bookkeeping, which must not change a verdict. */
  readonly own: boolean;
  /** The value has a grammar of its own and reaches no application code as text. */
  readonly structural: boolean;
  /** Clients send the same value with every request. */
  readonly steady: boolean;
  /** Must stand once: two readers could each take another one. */
  readonly single: boolean;
  /** Names another method than the request line. */
  readonly override: boolean;
  /** Names another path than the request line. */
  readonly rewrites: boolean;
  /** A framework sends it to itself; from outside it can only be there to skip a check. */
  readonly internal: boolean;
  /** Lists addresses of clients and proxies, which no application expects anything else in. */
  readonly address: boolean;
  /** Names the file that the body is, as upload widgets do. */
  readonly filename: boolean;
}

const STRUCTURAL: ReadonlySet<string> = new Set([
  "accept",
  "accept-charset",
  "accept-encoding",
  "accept-language",
  "access-control-request-headers",
  "access-control-request-method",
  "authorization",
  "baggage",
  "cache-control",
  "connection",
  "content-encoding",
  "content-language",
  "content-length",
  "content-type",
  "date",
  "dnt",
  "downlink",
  "dpr",
  "ect",
  "etag",
  "expect",
  "expires",
  "forwarded",
  "host",
  "idempotency-key",
  "keep-alive",
  "last-modified",
  "max-forwards",
  "origin",
  "pragma",
  "prefer",
  "priority",
  "proxy-authorization",
  "range",
  "rtt",
  "save-data",
  "te",
  "traceparent",
  "tracestate",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "upgrade-insecure-requests",
  "via",
  "warning",
  "x-amzn-trace-id",
  "x-correlation-id",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-real-ip",
  "x-request-id",
  "x-requested-with",
]);

/** Structural as families. */
const STRUCTURAL_PREFIXES = ["if-", "sec-", "cf-", "x-b3-"];

const OWN = ["x-glass-", "x-demo-ip"];

const STEADY: ReadonlySet<string> = new Set(["host", "origin", "connection", "cache-control", "pragma"]);

const SINGLE: ReadonlySet<string> = new Set([
  "content-type",
  "content-length",
  "host",
  "authorization",
  "transfer-encoding",
]);

const OVERRIDES: ReadonlySet<string> = new Set(["x-http-method-override", "x-http-method", "x-method-override"]);

const REWRITES: ReadonlySet<string> = new Set(["x-original-url", "x-rewrite-url", "x-override-url"]);

const INTERNAL: ReadonlySet<string> = new Set(["x-middleware-subrequest", "x-middleware-subrequest-id"]);

const ADDRESSES: ReadonlySet<string> = new Set(["x-forwarded-for", "x-real-ip"]);

const FILE_NAME = /^x[._-]file[._-]?name$/;

const kinds = new Map<string, HeaderKind>();

/** The kind of the header that was written so. */
export function headerKind(written: string): HeaderKind {
  const known = kinds.get(written);
  if (known) return known;
  const name = written.toLowerCase();
  const kind: HeaderKind = {
    name,
    own: startsWithOne(name, OWN),
    structural: STRUCTURAL.has(name) || startsWithOne(name, STRUCTURAL_PREFIXES),
    steady: name.startsWith("accept") || STEADY.has(name),
    single: SINGLE.has(name),
    override: OVERRIDES.has(name),
    rewrites: REWRITES.has(name),
    internal: INTERNAL.has(name),
    address: ADDRESSES.has(name),
    filename: FILE_NAME.test(name),
  };
  remember(kinds, written, kind);
  return kind;
}

/** Keeps an answer about a short text. A full cache begins anew, so that no flood of names can freeze it. */
export function remember<T>(cache: Map<string, T>, text: string, answer: T): void {
  if (text.length > MAX_CACHED_TEXT) return;
  if (cache.size >= MAX_CACHED_HEADERS) cache.clear();
  cache.set(text, answer);
}

function startsWithOne(name: string, prefixes: readonly string[]): boolean {
  for (const prefix of prefixes) if (name.startsWith(prefix)) return true;
  return false;
}
