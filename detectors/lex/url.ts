/**
 * URLs inside values: where they are, and what the platform's `URL` makes of their host.
 * @module
 */
import { URL_LENGTH, URLS } from "../limits.ts";
import { type HostKind, kindOfHost } from "./url_host.ts";

/** A URL that was found in a text. */
export interface FoundUrl {
  readonly start: number;
  readonly end: number;
  /** Lower case, without the colon; empty for `//host`. */
  readonly scheme: string;
  /** As it is written, between `//` and the path. */
  readonly authority: string;
  /** As the platform reads it; empty where it reads none. */
  readonly host: string;
  readonly port: string;
  /** Path and query, as written. */
  readonly rest: string;
  readonly kind: HostKind;
  /** The host was written in a form that hides its address: number, hex, short, enclosed digits, mapped IPv6. */
  readonly disguised: boolean;
}

/** Finds `scheme://…`, and `//…` at the start of the text; at most a bounded number. */
export function findUrls(text: string): FoundUrl[] {
  const urls: FoundUrl[] = [];
  const short = /^\s{0,4}(https?|ftp):(\/?)(?=[^/\\\s])/i.exec(text);
  // `http:/host` and `http:host`, which browsers and many libraries complete.
  if (short) {
    const url = readUrl(text, short[0].length - 2, short[1]!.toLowerCase());
    if (url) urls.push({ ...url, start: 0, disguised: url.kind !== "public" });
  }
  const lead = text.length - text.trimStart().length;
  for (let at = text.indexOf("//"); at >= 0 && urls.length < URLS; at = text.indexOf("//", at + 2)) {
    const scheme = schemeBefore(text, at, lead);
    if (scheme === undefined) continue;
    const url = readUrl(text, at, scheme);
    if (url) urls.push(url);
  }
  return urls;
}

/** The scheme that ends before `//`; empty where the text or a parameter begins with `//`. */
function schemeBefore(text: string, at: number, lead: number): string | undefined {
  if (at === lead || (text[at - 1] === "=" && text[at + 2] !== "/")) return "";
  if (text[at - 1] !== ":") return undefined;
  let from = at - 1;
  while (from > 0 && at - from < 24 && /[a-z0-9+.-]/i.test(text[from - 1]!)) from--;
  return text.slice(from, at - 1).toLowerCase();
}

function readUrl(text: string, at: number, scheme: string): FoundUrl | undefined {
  const from = at + 2;
  let end = from;
  const stop = Math.min(text.length, from + URL_LENGTH);
  while (end < stop && !isUrlEnd(text.charCodeAt(end))) end++;
  let slash = from;
  while (slash < end && !/[/?#]/.test(text[slash]!)) slash++;
  const authority = text.slice(from, slash);
  const start = scheme === "" ? at : at - 1 - scheme.length;
  if (authority === "") {
    return {
      start,
      end,
      scheme,
      authority,
      host: "",
      port: "",
      rest: text.slice(slash, end),
      kind: "public",
      disguised: false,
    };
  }
  const parsed = parseAuthority(authority);
  const rest = text.slice(slash, end);
  return { start, end, scheme, authority, rest, ...parsed };
}

function parseAuthority(authority: string): Pick<FoundUrl, "host" | "port" | "kind" | "disguised"> {
  const written = writtenHost(authority);
  try {
    const url = new URL(`http://${authority}/`);
    const host = url.hostname;
    const kind = kindOfHost(host);
    return { host, port: portOf(authority), kind, disguised: kind !== "public" && isDisguised(written, host) };
  } catch {
    // What this platform rejects, another may read: `http://localhost\0.example.com`.
    const overflow = overflowed(written);
    if (overflow) return { host: overflow, port: portOf(authority), kind: kindOfHost(overflow), disguised: true };
    const cut = written.search(/[\0%\s<>^|]/);
    const host = (cut < 0 ? written : written.slice(0, cut)).toLowerCase();
    const kind = kindOfHost(host);
    return { host, port: portOf(authority), kind, disguised: kind !== "public" && cut > 0 };
  }
}

/** `425.510.425.510`, `7147006462`: numbers that a careless parser cuts to their last bits. */
function overflowed(host: string): string | undefined {
  const plain = host.normalize("NFKC").replaceAll("\u3002", ".");
  if (/^\d{10,12}$/.test(plain)) {
    const bits = Number(BigInt(plain) & 0xffffffffn);
    return `${bits >>> 24}.${(bits >>> 16) & 255}.${(bits >>> 8) & 255}.${bits & 255}`;
  }
  if (!/^\d{1,4}(?:\.\d{1,4}){3}$/.test(plain)) return undefined;
  return plain.split(".").map((octet) => Number(octet) & 255).join(".");
}

/** The host's text, between user and port. */
function writtenHost(authority: string): string {
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  if (host.startsWith("[")) return host.slice(0, host.indexOf("]") + 1);
  const colon = host.indexOf(":");
  return colon < 0 ? host : host.slice(0, colon);
}

function portOf(authority: string): string {
  return /:(\d{1,5})$/.exec(authority)?.[1] ?? "";
}

function isDisguised(written: string, host: string): boolean {
  const lower = written.toLowerCase();
  if ((lower === host && !host.startsWith("[::ffff:")) || lower === host + ".") return false;
  if (host.startsWith("[::ffff:")) return true;
  if (host.startsWith("[")) return lower.includes(".") || /^\[(?:0{1,4}:)+/.test(lower);
  return true;
}

function isUrlEnd(code: number): boolean {
  return code <= 32
    ? code !== 0
    : code === 34 || code === 39 || code === 60 || code === 62 || code === 96 || code === 125;
}
