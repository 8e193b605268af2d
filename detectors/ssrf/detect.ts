/**
 * Server-side request forgery: values that make the server call itself, its network or its cloud.
 *
 * Misses, on purpose: public hosts that redirect inside or resolve there later (no request is made to find out);
 * at level 1, `http://localhost:3000` and the like, which developers and devices send every day.
 * @module
 */
import { Char } from "../chars.ts";
import { findUrls, type FoundUrl } from "../lex/url.ts";
import { kindOfHost } from "../lex/url_host.ts";
import { detectInViews, type Report } from "../report.ts";
import type { Detector, InspectedField, View } from "../types.ts";
import { CONFUSION, DISGUISED, INTERNAL, LOCAL, MENTION, METADATA, REBINDING, RULES, SCHEME, USER } from "./rules.ts";

/** Server-side request forgery. */
export const ssrf: Detector = {
  name: "ssrf",
  title: "Server-side request forgery",
  rules: RULES,
  detect: (request) => detectInViews(request, Char.slash | Char.backslash | Char.colon, detectView),
};

/** Headers that name a page the client has seen, not one the server is to fetch. */
const OWN_HEADERS = new Set(["referer", "origin", "user-agent"]);

function detectView(view: View, field: InspectedField, report: Report): void {
  const { text } = view;
  if (field.source === "path" && field.name === "" && field.role === "value") {
    const metadata = /\/(?:https?:\/{1,2})?(?:169\.254\.169\.254|metadata\.google\.internal|100\.100\.100\.200)\//.exec(
      text,
    );
    if (metadata) report(METADATA, metadata.index + 1, metadata.index + metadata[0].length);
  }
  if (field.source === "path" && field.name === "" || (field.source === "header" && OWN_HEADERS.has(field.name))) {
    return;
  }
  // mod_proxy of Apache takes the part behind the bar for the address of the backend.
  if (text.startsWith("unix:") && /^unix:[^|\s]{0,8000}\|https?:/i.test(text)) {
    report(CONFUSION, 0, Math.min(60, text.length));
  }
  if (field.syntax !== "json" && /^unix:\/{1,3}(?:var\/)?run\//.test(text)) {
    report(CONFUSION, 0, Math.min(60, text.length));
  }
  if (text.includes("//") || /^\s{0,4}(?:https?|ftp):/i.test(text)) {
    const alone = isAlone(text);
    for (const url of findUrls(text)) judge(text, url, { alone, field }, report);
  } else {
    judgeBareHost(text, field, report);
  }
  if (text.includes("\\") && /^[a-z]{3,6}:[\\/]{2}/i.test(text)) judgeBackslash(text, report);
}

/** The value is one URL, or a URL with another one in its query; not a text that mentions one. */
function isAlone(text: string): boolean {
  return !/[\s,]/.test(text.trim()) || /^[a-z]{2,10}:\/\/[^\s]+\s/i.test(text) && text.trim().split(/\s+/).length < 3;
}

interface Context {
  readonly alone: boolean;
  readonly field: InspectedField;
}

/** Schemes that reach services which speak no HTTP; none of them belongs in a web form. */
const SERVICE_SCHEMES = new Set([
  "gopher",
  "dict",
  "tftp",
  "netdoc",
  "jar",
  "ldaps",
  "sftp",
  "imap",
  "pop3",
  "rtsp",
  "telnet",
]);
/** Schemes that are everyday in settings but not with an inner host in a web form. */
const INNER_SCHEMES = new Set(["ftp", "ftps", "smb", "ldap", "ssh", "svn", "afp", "nfs", "smtp"]);

function judge(text: string, url: FoundUrl, { alone, field }: Context, report: Report): void {
  const { start, end, scheme, kind } = url;
  const whole = alone && (start < 3 || /[=?&]/.test(text[start - 1]!));
  if (
    SERVICE_SCHEMES.has(scheme) && (alone || start < 3) && /^[\w\[%]/.test(url.authority) &&
    text.trim().indexOf(scheme) < 3
  ) {
    return report(SCHEME, start, end);
  }
  if (kind === "public") {
    if (alone && start < 3) judgeConfusion(text, url, report);
    if (alone && /169\.254\.169\.254|metadata\.google\.internal/.test(url.authority + url.rest)) {
      report(METADATA, start, end);
    }
    return;
  }
  if (!whole) {
    // In an element that a renderer follows it is no mention.
    const followed = kind === "metadata" &&
      /(?:href|src|url|data)\s?[=(]\s?["']?$/i.test(text.slice(Math.max(0, start - 8), start));
    if (followed) report(METADATA, start, end);
    else if (kind === "metadata" || url.disguised) report(MENTION, start, end);
    return;
  }
  if (INNER_SCHEMES.has(scheme)) return report(SCHEME, start, end);
  if (kind === "metadata") return report(METADATA, start, end);
  if (url.disguised) return report(DISGUISED, start, end);
  if (scheme !== "" && scheme !== "http" && scheme !== "https" && scheme !== "ws" && scheme !== "wss") return;
  if (kind === "rebinding") return report(field.name === "redirect_uri" ? LOCAL : REBINDING, start, end);
  if (/^[#?]@?\.?[\w-]+\.\w/.test(url.rest)) return report(CONFUSION, start, end);
  if (url.authority.includes("@")) return report(CONFUSION, start, end);
  report(isPlainLocal(url, field) ? LOCAL : INTERNAL, start, end);
}

/** Ports of services that no browser has business with, and those that a plain URL leaves out. */
const SERVICE_PORTS = new Set(
  ("21 22 23 25 53 80 110 111 135 139 143 389 443 445 465 587 873 1433 1521 2049 2181 2375 2376 2379 3306 3389 4243 " +
    "5000 5432 5601 5900 5984 5985 6379 6443 7001 8009 8500 9000 9042 9092 9100 9200 9300 10250 10255 11211 15672 27017 50070")
    .split(" "),
);
/** Those of them that settings in JSON name: web servers, search, queues. */
const SETTINGS_PORTS = new Set("80 443 5000 5601 7001 8009 8500 9000 9092 9200 15672".split(" "));
/** Paths by which a request to the inside is meant to do harm. */
const INNER_PATH =
  /^\/(?:admin|latest\/|computemetadata|metadata\/|openstack|v1(?:\.\d+)?\/(?:containers|images|agent|kv|catalog)|api\/v1\/(?:namespaces|pods|secrets|nodes)|server-status|server-info|actuator|manager|console|jenkins|script|solr|_cat|_cluster|_nodes|_all_dbs|_config|env|heapdump|debug|internal|private|secret|config|backup|phpmyadmin|\.env|\.git|etc\/|hetzner|opc\/|user-data|dynamic\/instance|info\.php|flag)(?:[/?#]|(?<=\/)|$)|^\/%\d/i;
/** Parameters whose value the server is meant to fetch. */
const FETCHING =
  /^(?:.*[._/-])?(?:fetch|proxy|load|download|image_?url|img_?url|file_?url|feed(?:_?url)?|pdf_?url|import_?url|remote(?:_?url)?|avatar_?url|rss(?:_?url)?|screenshot|preview|upstream|ssrf|curl|wget|src|source_?url|icon_?url|logo_?url|svg_?url|xml_?url|template_?url|target_?url|fetch_?url|proxy_?url|stockapi)$/i;

/** Parameters that take the URL of something elsewhere. */
const TAKES_URL =
  /^(?:.*[._/-])?(?:ur[il]|link|target|dest|destination|site|domain|host|endpoint|webhook|image|img|avatar|file|path|page|document|window|open|out|data|ref(?:erence)?|view|feed)$/i;

/** A URL as developers, devices and settings carry it: a common host, a common port, nothing odd in it. */
function isPlainLocal(url: FoundUrl, field: InspectedField): boolean {
  const { host, port, scheme, rest } = url;
  if (scheme === "") return false;
  if (host.startsWith("0.") || host === "[::]" || (host.startsWith("127.") && host !== "127.0.0.1")) return false;
  const leaf = field.syntax === "json" || (field.source === "body" && field.name.includes("/"));
  if (host.startsWith("kubernetes")) return false;
  // Alert managers and meshes sign their messages with the address of the service.
  if (host.endsWith(".svc") || host.endsWith(".cluster.local")) return leaf && /^\/?$/.test(rest);
  if (host.includes("localhost") && host !== "localhost" && !host.endsWith(".localhost")) return false;
  if (FETCHING.test(field.name)) return false;
  if (INNER_PATH.test(rest)) return false;
  // A developer's server listens on a port of its own.
  if (port === "" && !leaf && TAKES_URL.test(field.name)) return false;
  return !SERVICE_PORTS.has(port) || (leaf && SETTINGS_PORTS.has(port));
}

/** User names that look like hosts, and characters on which parsers disagree. */
function judgeConfusion(text: string, url: FoundUrl, report: Report): void {
  const { authority, start, end } = url;
  const at = authority.indexOf("@");
  const strange = /[\\\0]|@.*@|%(?:00|40|23|2f|5c)/i.test(authority);
  const hostLike = at > 0 &&
    /\.(?:com|org|net|io|dev|co|app|test|example|local|internal|gov|edu)(?::\d+)?$/i.test(authority.slice(0, at));
  if (strange || hostLike) report(CONFUSION, start, Math.min(end, text.length));
  else if (at > 0 && !authority.slice(0, at).includes(":")) report(USER, start, Math.min(end, text.length));
}

/** `http:\\host`, `http://host\@other`. */
function judgeBackslash(text: string, report: Report): void {
  const match = /^[a-z]{3,6}:(?:\\\\|\/\\|\\\/|\/\/[^/?#\s]{0,200}\\)[^\s]{0,200}/i.exec(text);
  if (match && !/^file:/i.test(text)) report(CONFUSION, 0, match[0].length);
}

/** `localtest.me/`, `ipv6-localhost/`: no scheme, but a name that only leads inside. */
function judgeBareHost(text: string, field: InspectedField, report: Report): void {
  if (
    text.length > 80 || !text.includes("/") ||
    !/(?:url|uri|host|target|dest|site|domain|link|proxy|server|ssrf|webhook|endpoint|feed|probe)/i.test(field.name)
  ) {
    return;
  }
  const match = /^([a-z0-9][a-z0-9.-]{2,60})(?::\d{1,5})?\/\S*$/i.exec(text);
  if (!match) return;
  const kind = kindOfHost(match[1]!.toLowerCase());
  if (kind === "metadata") return report(METADATA, 0, text.length);
  if (kind === "rebinding") return report(REBINDING, 0, text.length);
  if (kind === "loopback" && match[1]!.toLowerCase() !== "localhost") report(INTERNAL, 0, text.length);
  else if (kind !== "public") report(LOCAL, 0, text.length);
}
