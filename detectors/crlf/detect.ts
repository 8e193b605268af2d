/**
 * CR/LF injection: line breaks by which a value becomes a header of its own, or a response of its own.
 *
 * Misses, on purpose: an unknown header name behind a bare line feed in a text of several lines.
 * @module
 */
import { Char } from "../chars.ts";
import { detectInViews, type Report } from "../report.ts";
import type { Detector, InspectedField, Level, Rule, Severity, View } from "../types.ts";

function rule(name: string, level: Level, severity: Severity, title: string, why: string): Rule {
  return { id: `crlf.${name}`, category: "crlf", severity, level, title, why };
}

const HEADER = rule(
  "header",
  1,
  "critical",
  "Injected header",
  "a line break in the value is followed by a response header",
);
const RESPONSE = rule(
  "response-split",
  1,
  "critical",
  "Split response",
  "line breaks in the value end the headers and begin a body or a second response",
);
const LOOKALIKE = rule(
  "lookalike",
  1,
  "critical",
  "Disguised line break",
  "the value holds characters that a careless conversion turns into a line break, and a header behind them",
);
const REQUEST = rule(
  "request-smuggling",
  1,
  "critical",
  "Injected request",
  "a line break in the value is followed by a second HTTP request",
);
const BARE = rule(
  "bare-header",
  1,
  "critical",
  "Header in a value",
  "the value ends in a Set-Cookie header without a line break, which a filter may have removed",
);
const BREAK = rule(
  "line-break",
  2,
  "warning",
  "Line break in the request line",
  "a value in the path, the query or a cookie holds a line break, which honest clients seldom send there",
);

/** CR/LF injection. */
export const crlf: Detector = {
  name: "crlf",
  title: "CR/LF injection",
  rules: [HEADER, RESPONSE, LOOKALIKE, REQUEST, BARE, BREAK],
  detect: (request) => detectInViews(request, Char.control | Char.high | Char.colon, detectView),
};

/** Headers that do harm in a response; none of them begins a line of an ordinary letter or note. */
const HARMFUL: ReadonlySet<string> = new Set(
  ("set-cookie set-cookie2 location content-length transfer-encoding content-disposition content-encoding " +
    "x-xss-protection access-control-allow-origin access-control-allow-credentials content-security-policy refresh " +
    "www-authenticate proxy-authenticate link x-forwarded-host x-forwarded-for x-frame-options strict-transport-security " +
    "last-modified etag cache-control expires pragma connection keep-alive upgrade x-accel-redirect " +
    "x-sendfile x-original-url x-rewrite-url authorization proxy-authorization cookie host x-content-type-options " +
    "referrer-policy clear-site-data service-worker-allowed x-injected x-http-method-override alt-svc").split(" "),
);
/** Headers whose names begin lines of letters, forms and settings too: there the value has to be a header's. */
const EVERYDAY: ReadonlyMap<string, RegExp> = new Map([
  ["content-type", /^[a-z]+(?:\/[\w.+-]+)?\s*(?:[;\r\n]|$)/],
  ["host", /^[\w.-]+\.[a-z]{2,}(?::\d+)?\s*(?:[\r\n]|$)/],
  ["link", /^</],
  ["location", /^(?:[a-z]{2,8}:)?\/|^https?:|^javascript:|^data:/],
  ["refresh", /^\d+\s*;/],
  ["expires", /^(?:0|-1|[a-z]{3}, \d)/],
  ["cookie", /^[\w-]+=/],
  ["connection", /^(?:close|keep-alive|upgrade)\s*(?:[\r\n]|$)/],
  ["upgrade", /^(?:websocket|h2c|tls)/],
  ["pragma", /^no-cache/],
  ["keep-alive", /^(?:timeout|max)=/],
  ["authorization", /^(?:basic|bearer|digest|negotiate)\s/],
]);

function detectView(view: View, field: InspectedField, report: Report): void {
  const { text, lower, chars } = view;
  if (chars & Char.colon) {
    const at = lower.indexOf("set-cookie:");
    if (at >= 0) judgeSetCookie(view, at, report);
  }
  if (chars & Char.control) detectBreaks(view, field, report);
  if (chars & Char.high) detectLookalikes(view, report);
  if (chars & Char.backslash && text.length < 2_000) detectEscaped(view, report);
}

/** `Set-Cookie:` with a value, in a value that is no text about it. */
function judgeSetCookie(view: View, at: number, report: Report): void {
  const behind = view.text.slice(at + 11, at + 120);
  if (!/^[\s+]{0,3}[\w-]{1,40}(?:=|%3d)\S/i.test(behind)) return;
  const before = view.text.slice(Math.max(0, at - 160), at);
  if (/\s\S+\s\S+\s*$/.test(before) || before.split("\n").length > 3) return;
  report(BARE, at, Math.min(view.text.length, at + 60));
}

function detectBreaks(view: View, field: InspectedField, report: Report): void {
  const { text } = view;
  let breaks = 0;
  for (let i = 0; i < text.length && breaks < 200; i++) {
    const code = text.charCodeAt(i);
    if (code !== 10 && code !== 13) continue;
    breaks++;
    let next = i + 1;
    while (next < text.length && next - i < 6 && isBreak(text.charCodeAt(next))) next++;
    judgeBreak(view, field, { from: i, next, cr: code === 13 }, report);
    i = next - 1;
  }
  if (breaks > 0 && field.source !== "body") {
    const at = text.search(/[\r\n]/);
    report(BREAK, at, at + 1);
  }
}

/** A line for memcached, Redis or a mail server behind a URL that the server is to fetch. */
const COMMAND = /^[a-z]{3,10}(?:\s\S{1,60}){0,6}\s*(?:[\r\n]|$)/;

interface Break {
  readonly from: number;
  readonly next: number;
  readonly cr: boolean;
}

function judgeBreak(view: View, field: InspectedField, { from, next, cr }: Break, report: Report): void {
  const { text, lower } = view;
  const line = lower.slice(next, next + 120);
  if (field.source !== "body" && isRequest(field, lower.slice(Math.max(0, from - 12), from), line)) {
    return report(REQUEST, from, Math.min(text.length, next + 20));
  }
  if (cr && isShort(text) && text.includes("@") && MAIL_COMMAND.test(line)) {
    return report(REQUEST, from, Math.min(text.length, next + 20));
  }
  const name = /^\s{0,4}([a-z][a-z0-9-]{1,40}):/.exec(line)?.[1];
  const value = EVERYDAY.get(name ?? "");
  const likely = !value || value.test(line.slice(line.indexOf(":") + 1).trimStart());
  if (name !== undefined && likely && isInjected(name, view, field, { from, next, cr })) {
    return report(HEADER, from, Math.min(text.length, next + line.search(/[\r\n]|$/)));
  }
  if (/^http\/\d(?:\.\d)?\s\d{3}\b/.test(line)) return report(RESPONSE, from, next + 12);
  if (/^(?:get|post|put|delete|head|options|patch)\s\/\S{0,80}\shttp\/1/.test(line) && isShort(text)) {
    return report(REQUEST, from, next + 20);
  }
  if (
    cr && field.source === "query" && from < 300 && COMMAND.test(line) &&
    /^(?:https?:)?\/\/\S+$/.test(text.slice(0, from))
  ) {
    return report(REQUEST, from, Math.min(text.length, next + 20));
  }
  if (
    field.source === "query" && from === 0 && text.length < 200 && countBreaks(text) === 1 &&
    /^[a-z][a-z0-9]*-[a-z0-9-]{1,40}:\S/.test(line)
  ) return report(HEADER, from, text.length);
  const blank = next - from > 3 && cr;
  if (blank && field.source !== "body" && /^\s{0,4}<(?:script|html|svg|img|iframe|body)/.test(line)) {
    return report(RESPONSE, from, next + 12);
  }
  if (cr && field.source !== "body" && /^<(?:script|svg|img|iframe)\b/.test(line) && from < 60) {
    report(RESPONSE, from, next + 8);
  }
}

/** A command of a mail server, in what is to be an address. */
const MAIL_COMMAND = /^(?:data\s*[\r\n]|rcpt to:\s?<|mail from:\s?<)/;

/** A command of memcached that stores something. */
const STORES = /^(?:set|add|replace|append|prepend|cas)\s\S{1,250}\s\d{1,10}\s\d{1,10}\s\d{1,10}/;

/** The end of a request line, and a header or another request behind it; or a command for a cache. */
function isRequest(field: InspectedField, before: string, line: string): boolean {
  if (STORES.test(line)) return true;
  // In a part of the path the slash has cut the version off.
  const ends = field.source === "path" ? /(?:^|[\s/])(?:http\/)?1\.[01]$/ : /\shttp\/1\.[01]$/;
  return ends.test(before) && /^[a-z-]{2,30}:|^[a-z]{3,8}\s/.test(line);
}

/** Whether a line that looks like a header is one, here. */
function isInjected(name: string, view: View, field: InspectedField, { from, next, cr }: Break): boolean {
  const { text } = view;
  const harmful = HARMFUL.has(name) || /^x-[a-z]/.test(name);
  if (!harmful && name !== "content-type") return false;
  const lines = countBreaks(text);
  // A text area sends texts of several lines; a value that is a name or a number does not.
  const early = !/\s\S+\s/.test(text.slice(0, from).trim()) && from < 120;
  // Headings of a list of the form `X-Ray: results`.
  if (name.startsWith("x-") && !HARMFUL.has(name) && !cr && text.slice(0, from).includes(":")) return false;
  // A break that was percent-encoded once more than its place asks for was meant for another decoder.
  if (lines < 10 && from < 200 && view.steps.some(({ decoder }) => decoder.startsWith("percent"))) return true;
  if (field.source === "body" && field.syntax === "json") {
    return early && lines < 4 && !EVERYDAY.has(name) && name !== "x-api-key";
  }
  if (field.role === "document" || field.role === "filename") return false;
  if (name === "set-cookie") return early || lines < 4;
  const single = lines === 1 && field.source !== "body" && from < 60 && !/\s/.test(text.slice(0, from).trim());
  if (EVERYDAY.has(name) && single) return true;
  if (EVERYDAY.has(name)) return early && (cr || next - from > 1 || lines < 3) && lines < 6 && /[\r]/.test(text);
  return early && lines < 8;
}

/** U+560D, U+560A and their like end in the bytes of CR and LF; U+2028, U+2029, U+0085 are line ends of their own. */
function detectLookalikes(view: View, report: Report): void {
  const { text } = view;
  let at = text.search(/[\u560a\u560d\u010a\u010d\u2028\u2029\u0085]/);
  for (let seen = 0; at >= 0 && seen < 20; seen++) {
    let next = at + 1;
    while (
      next < text.length && next - at < 4 && /[\u560a\u560d\u010a\u010d\u2028\u2029\u0085\r\n]/.test(text[next]!)
    ) next++;
    const line = text.slice(next, next + 80).toLowerCase();
    const name = /^([a-z][a-z0-9-]{1,40}):/.exec(line)?.[1];
    const header = name !== undefined && (HARMFUL.has(name) || name === "content-type" || name.startsWith("x-"));
    if (header || /^http\/\d|^<(?:script|svg|img|html)/.test(line)) {
      return report(LOOKALIKE, at, Math.min(text.length, next + 40));
    }
    const more = text.slice(next).search(/[\u560a\u560d\u010a\u010d\u2028\u2029\u0085]/);
    at = more < 0 ? -1 : next + more;
  }
}

/** `\r\nSet-Cookie:` written with backslashes, as a template or a log parser would undo it. */
function detectEscaped(view: View, report: Report): void {
  const match =
    /(?:\\r\\n|\\n|\\r|\\x0d\\x0a|\\u000d\\u000a){1,4}\s{0,2}(set-cookie|location|content-length|x-[a-z-]{2,30}):/.exec(
      view.lower,
    );
  if (match && match.index < 120) report(HEADER, match.index, match.index + match[0].length);
}

function countBreaks(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0 && lines < 10; at = text.indexOf("\n", at + 1)) lines++;
  return Math.max(lines, text.includes("\r") && !text.includes("\n") ? 1 : 0);
}

function isShort(text: string): boolean {
  return countBreaks(text) < 8;
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}
