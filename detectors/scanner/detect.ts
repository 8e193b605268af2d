/**
 * Scanners: probes for files and products that are not here, names of attack tools, hosts that tools call home to.
 *
 * Misses, on purpose: tools that send a browser's User-Agent and ask for real paths; generic HTTP libraries, which
 * honest clients use too.
 * @module
 */
import { Char } from "../chars.ts";
import { evidenceOf, findingOf } from "../report.ts";
import type { Detector, Finding, InspectedField, InspectedRequest, Level, Rule, Severity, View } from "../types.ts";
import { APPLIANCES, FOREIGN_ENDINGS } from "./appliances.ts";
import { HIDDEN, PRODUCTS, PRODUCTS_ANYWHERE } from "./probes.ts";
import { ATTACK_TOOLS, CALLBACK_HOSTS, SURVEYS, TOOL_HEADERS } from "./tools.ts";

function rule(name: string, level: Level, severity: Severity, title: string, why: string): Rule {
  return { id: `scanner.${name}`, category: "scanner", severity, level, title, why };
}

const HIDDEN_FILE = rule(
  "hidden-file",
  1,
  "critical",
  "Probe for a hidden file",
  "the path asks for a hidden file or directory of developers and administrators",
);
const PRODUCT = rule(
  "product-probe",
  1,
  "critical",
  "Probe for a product",
  "the path belongs to a product with known holes that does not run here",
);
const BACKUP = rule(
  "backup-probe",
  1,
  "critical",
  "Probe for a backup",
  "the path asks for a backup copy, a dump or an editor's leftover",
);
const DOT_PATH = rule(
  "dot-path",
  2,
  "error",
  "Path part that begins with a dot",
  "a part of the path begins with a dot, as hidden files do",
);
const TOOL = rule(
  "attack-tool",
  1,
  "critical",
  "Attack tool",
  "the request names an attack tool as its sender",
);
const SURVEY = rule(
  "survey",
  2,
  "warning",
  "Internet survey",
  "the sender is a survey that looks at every host of the internet",
);
const CALLBACK = rule(
  "callback-host",
  1,
  "critical",
  "Call-home host of a tester",
  "the value names a host that exists to tell a tester that the target called it",
);

/** Scanners and attack tools. */
export const scanner: Detector = {
  name: "scanner",
  title: "Scanners",
  rules: [HIDDEN_FILE, PRODUCT, BACKUP, TOOL, CALLBACK, DOT_PATH, SURVEY],
  detect,
};

function detect(request: InspectedRequest): Finding[] {
  let findings: Finding[] | undefined;
  const { fields } = request;
  for (let f = 0; f < fields.length; f++) {
    if (fields[f]!.quiet) continue;
    const match = matchField(fields[f]!);
    if (!match || (match.rule === BACKUP && request.method !== "GET" && request.method !== "HEAD")) continue;
    (findings ??= []).push(findingOf(match.rule, evidenceOf(request, f, match.view, match.start, match.end)));
  }
  return findings ?? NONE;
}

const NONE: Finding[] = [];

interface Match {
  readonly rule: Rule;
  readonly view: number;
  readonly start: number;
  readonly end: number;
}

function matchField(field: InspectedField): Match | undefined {
  if (field.source === "path" && field.name === "") return firstView(field, probeIn);
  if (field.source === "header") {
    if (TOOL_HEADER_SET.has(field.name)) return { rule: TOOL, view: 0, start: 0, end: field.views[0]!.text.length };
    if (field.name === "user-agent") return agentIn(field.views[0]!);
  }
  return field.chars & Char.dot ? firstView(field, callbackIn) : undefined;
}

function firstView(field: InspectedField, look: (view: View) => Omit<Match, "view"> | undefined): Match | undefined {
  for (let v = 0; v < field.views.length; v++) {
    const match = look(field.views[v]!);
    if (match) return { ...match, view: v };
  }
  return undefined;
}

const TOOL_HEADER_SET: ReadonlySet<string> = new Set(TOOL_HEADERS);
const TOOL_WORDS = byFirstWord(ATTACK_TOOLS);
const SURVEY_WORDS = byFirstWord(SURVEYS);

/** Entries by their first run of letters and digits. */
function byFirstWord(entries: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const entry of entries) {
    const word = /[a-z0-9]+/.exec(entry)![0];
    groups.set(word, [...(groups.get(word) ?? []), entry]);
  }
  return groups;
}

/** Longest User-Agent that is read; browsers stay under 300. */
const AGENT = 1_000;

function agentIn(view: View): Match | undefined {
  const text = view.lower.length > AGENT ? view.lower.slice(0, AGENT) : view.lower;
  let survey: Match | undefined;
  for (let i = 0; i < text.length; i++) {
    if (!isWordCode(text.charCodeAt(i))) continue;
    let end = i + 1;
    while (end < text.length && isWordCode(text.charCodeAt(end))) end++;
    const word = text.slice(i, end);
    const tool = entryAt(text, i, TOOL_WORDS.get(word));
    if (tool) return { rule: TOOL, view: 0, ...tool };
    const known = entryAt(text, i, SURVEY_WORDS.get(word));
    if (known) survey ??= { rule: SURVEY, view: 0, ...known };
    i = end;
  }
  return survey;
}

/** The entry whose first word stands at `at`, as a whole. */
function entryAt(
  text: string,
  at: number,
  entries: readonly string[] | undefined,
): { readonly start: number; readonly end: number } | undefined {
  for (const entry of entries ?? []) {
    const start = at - entry.search(/[a-z0-9]/);
    const end = start + entry.length;
    if (start >= 0 && text.startsWith(entry, start) && !/[a-z]/.test(text[end] ?? "")) return { start, end };
  }
  return undefined;
}

function isWordCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

const ROOT_PRODUCTS = byHead([...PRODUCTS, ...APPLIANCES, ...PRODUCTS_ANYWHERE]);
const ANY_PRODUCTS = byHead(PRODUCTS_ANYWHERE);

/** Entries by their first three characters, so that an ordinary part of a path is compared with few or none. */
function byHead(products: readonly string[]): ReadonlyMap<number, readonly string[]> {
  const groups = new Map<number, string[]>();
  for (const product of products) {
    const head = headAt(product, 0);
    groups.set(head, [...(groups.get(head) ?? []), product]);
  }
  return groups;
}

/** Three characters as one number; no entry has one beyond ASCII, and one that ends before the third has none. */
function headAt(path: string, at: number): number {
  return path.charCodeAt(at) << 16 ^ path.charCodeAt(at + 1) << 8 ^ path.charCodeAt(at + 2);
}

/** Parts of a path after which a product may be installed: `/blog/wp-login.php`. Bounds the work, too. */
const DEEPEST = 6;

function probeIn(view: View): Omit<Match, "view"> | undefined {
  const path = view.lower;
  if (path.length < 3) return undefined;
  for (let at = 0, depth = 0; at >= 0 && at < path.length && depth < DEEPEST; depth++) {
    const start = at + 1;
    const slash = path.indexOf("/", start);
    const end = slash < 0 ? path.length : slash;
    if (path.charCodeAt(start) === 46) {
      const hidden = hiddenIn(path, start, end);
      if (hidden) return hidden;
    }
    const candidates = (depth === 0 ? ROOT_PRODUCTS : ANY_PRODUCTS).get(headAt(path, start));
    const product = candidates?.find((entry) => path.startsWith(entry, start) && isWhole(path, start, entry));
    if (product && !isContent(path, start)) return { rule: PRODUCT, start, end: start + product.length };
    if (slash < 0) return foreignIn(path, start) ?? backupIn(path, start);
    at = slash;
  }
  return undefined;
}

/** The articles of a site that an editor or a page reads and writes through WordPress' interface; not its users. */
const CONTENT =
  /^wp-json\/wp\/v2\/(?:posts|pages|comments|media|categories|tags|blocks|search|types|taxonomies)(?:\/|$)/;

/** Styles, scripts and pictures of a WordPress page, which every visitor's browser asks for. */
const ASSET = /^wp-(?:content|includes)\/(?!.*\.\.)[\w./-]{1,200}\.(?:js|css|png|jpe?g|gif|svg|webp|avif|ico|woff2?)$/;

function isContent(path: string, start: number): boolean {
  if (path.startsWith("wp-content/", start) || path.startsWith("wp-includes/", start)) {
    return ASSET.test(path.slice(start));
  }
  return path.startsWith("wp-json/wp/", start) && CONTENT.test(path.slice(start, start + 60));
}

/** The path ends in a script of a kind that runs only in products with known holes. */
function foreignIn(path: string, start: number): Omit<Match, "view"> | undefined {
  const dot = path.lastIndexOf(".");
  if (dot <= start || !FOREIGN_ENDINGS.has(path.slice(dot + 1))) return undefined;
  return { rule: PRODUCT, start, end: path.length };
}

/** The entry is not the beginning of a longer word, as `nagios` is of `nagios-plugin.html`. */
function isWhole(path: string, start: number, entry: string): boolean {
  if (!/[a-z0-9]$/.test(entry)) return true;
  return !/^(?:[a-z_]|-[a-z])/.test(path.slice(start + entry.length, start + entry.length + 2));
}

function hiddenIn(path: string, start: number, end: number): Omit<Match, "view"> | undefined {
  const part = path.slice(start, end);
  if (part === ".well-known" || !/^\.[a-z]/.test(part)) return undefined;
  const entry = HIDDEN.find((name) => part.startsWith(name));
  if (entry && !/[a-z]/.test(part[entry.length] === "r" && entry === ".env" ? "" : part[entry.length] ?? "")) {
    return { rule: HIDDEN_FILE, start, end };
  }
  if (entry === ".ht" && /^\.ht(?:access|passwd|group|digest)/.test(part)) return { rule: HIDDEN_FILE, start, end };
  return { rule: DOT_PATH, start, end };
}

/** Last endings of copies and dumps: a look before the pattern. */
const BACKUP_ENDINGS: ReadonlySet<string> = new Set(
  "bak backup old orig save swp swo tmp copy dist 1 2 sql gz zip bz2 tar tgz 7z rar xz rdb kdbx ppk mdf ldf bkf".split(
    " ",
  ),
);

const BACKUP_FILE =
  /(?:\.(?:php\d?|aspx?|jsp|inc|config|conf|cfg|ini|ya?ml|xml|json|html?|js|ts|py|rb)(?:[.~_-](?:bak|backup|old|orig|save|swp|swo|tmp|copy|dist|1|2)|~)|\.swp|\.swo|\.sql(?:\.(?:gz|zip|bz2|tar|7z|rar|xz))?|\.(?:rdb|kdbx|ppk|mdf|ldf|bkf)|(?:backup|bak|dump|wwwroot|htdocs|public_html|website|webroot)\w{0,12}\.(?:zip|rar|7z|tar|tgz|tar\.gz|gz|bz2|bak))$/;

function backupIn(path: string, start: number): Omit<Match, "view"> | undefined {
  if (path.length - start > 120) return undefined;
  const dot = path.lastIndexOf(".");
  if (!path.endsWith("~") && (dot < start || !BACKUP_ENDINGS.has(path.slice(dot + 1).replace(/^(?:.*[_-])/, "")))) {
    return undefined;
  }
  const match = BACKUP_FILE.exec(path.slice(start));
  return match ? { rule: BACKUP, start, end: path.length } : undefined;
}

/** Hosts by the label behind their first dot's name: one look-up a dot instead of a search a host. */
const CALLBACKS = new Map<string, readonly string[]>();
for (const host of CALLBACK_HOSTS) {
  const label = host.slice(0, host.indexOf("."));
  CALLBACKS.set(label, [...(CALLBACKS.get(label) ?? []), host]);
}

function callbackIn(view: View): Omit<Match, "view"> | undefined {
  const { lower } = view;
  const first = lower.indexOf(".");
  // Every such host has two dots.
  if (lower.indexOf(".", first + 1) < 0) return undefined;
  for (let dot = first, n = 0; dot >= 0 && n < 1_000; dot = lower.indexOf(".", dot + 1), n++) {
    let end = dot + 1;
    while (end - dot < 32 && isLabelCode(lower.charCodeAt(end))) end++;
    if (end - dot < 4 || lower.charCodeAt(end) !== 46) continue;
    const host = CALLBACKS.get(lower.slice(dot + 1, end))?.find((entry) => lower.startsWith(entry, dot + 1));
    if (!host) continue;
    const behind = lower[dot + 1 + host.length] ?? "";
    // A name below the domain; the bare domain and its web site are what people write about.
    if (/[a-z0-9-]/.test(behind) || !/[a-z0-9})]/.test(lower[dot - 1] ?? "")) continue;
    if (/(?:^|[\s/@])www$/.test(lower.slice(Math.max(0, dot - 5), dot))) continue;
    return { rule: CALLBACK, start: dot + 1, end: dot + 1 + host.length };
  }
  return undefined;
}

function isLabelCode(code: number): boolean {
  return isWordCode(code) || code === 45;
}
