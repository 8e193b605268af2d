/**
 * Path traversal and local file inclusion.
 *
 * Catches climbing paths, sensitive files, stream wrappers and NUL-cut names, in values and in the request path.
 * Misses, on purpose, at level 1: one or two `../` to an ordinary file (imports, links), system paths inside prose.
 * @module
 */
import { Char } from "../chars.ts";
import { isSecretName, isSecretPath, isServerFile, isSystemPath, normalPath } from "../lex/path.ts";
import { type Climb, findClimbs, tailOf } from "../lex/path_climb.ts";
import { Writing } from "../lex/prose.ts";
import { proseStart } from "../lex/prose_start.ts";
import { detectInViews, type Report } from "../report.ts";
import type { Detector, InspectedField, View } from "../types.ts";
import { CLIMB, CLIMB_TO_FILE, DISGUISED, MENTION, PATH, RULES, SHORT_CLIMB } from "./rules.ts";
import { detectBroken, detectWhole } from "./whole.ts";
import { detectWrappers } from "./wrappers.ts";

const NEEDS = Char.slash | Char.backslash | Char.dot | Char.colon | Char.percent | Char.high;

/** Path traversal. */
export const traversal: Detector = {
  name: "traversal",
  title: "Path traversal",
  rules: RULES,
  detect: (request) => detectInViews(request, NEEDS, detectView),
};

function detectView(view: View, field: InspectedField, report: Report): void {
  const { chars, text } = view;
  if (chars & Char.dot && (text.includes("..") || text.includes("?.") || text.includes("0x2e"))) {
    const whole = field.source === "path" && field.name === "";
    for (const climb of findClimbs(text)) reportClimb(view, field, climb, whole, report);
  } else if (text.includes("0x2e") || text.includes("??")) {
    for (const climb of findClimbs(text)) reportClimb(view, field, climb, false, report);
  }
  if (chars & (Char.slash | Char.backslash | Char.dot)) detectWhole(view, field, report);
  if (chars & Char.semicolon) detectParameter(view, field, report);
  if (chars & (Char.high | Char.percent | Char.control | Char.digit)) detectBroken(view, report);
  if (chars & Char.colon) detectWrappers(view, report);
}

/** `/admin;.css`, `/login;/admin`: a filter and a router disagree about what an empty path parameter belongs to. */
function detectParameter(view: View, field: InspectedField, report: Report): void {
  const { lower } = view;
  if (lower.charCodeAt(0) !== 47 || lower.length > 400) return;
  const match = /^\/[\w/.:%-]{1,200};\.(?:jsp|css|js|png|jpg|gif|ico|html?)$/.exec(lower) ??
    (field.source === "path" && field.name === "" ? /[\w/.-];\//.exec(lower) : null);
  if (match) report(PATH, match.index, match.index + match[0].length);
}

/** What honest paths climb to: sources, styles, pictures, documents. */
const ORDINARY =
  /\.(?:[cm]?[jt]sx?|json5?|jsonc|css|s[ac]ss|less|md|mdx|html?|svg|png|jpe?g|gif|webp|ico|woff2?|vue|svelte|py|rs|go|java|kt|rb|swift|h|hpp|c|cpp|cs|txt|pdf|lock|toml|graphql|proto|wasm|map|d\.ts)(?:[?#].*)?$/i;
const ORDINARY_DIRECTORY =
  /^(?:src|lib|libs|node_modules|dist|packages|components?|docs?|assets|images?|img|static|public|utils|shared|common|test|tests|types|core|api|apps?|models?|services?|styles?|pages|views?|modules?|support|guides?)(?:[/\\]|$)/i;
/** What climbs reach for beside system files: sources that a server executes, settings, keys. */
const SERVER_SOURCE =
  /\.(?:php\d?|phtml|aspx?|asa|jspx?|cgi|pl|inc|ini|conf|cfg|config|log|sql|bak|old|ya?ml|env|key|pem|crt|db|sqlite3?|passwd|pwd|properties|xml|exe|dll|bat|sh|htaccess|htpasswd)(?:[\0?#;%\\].*)?$/i;

/** `admin/manager`: a directory in another one. */
const DIRECTORY = /^[a-z][\w-]{0,30}\/[a-z][\w-]{0,30}\/?$/i;

function reportClimb(view: View, field: InspectedField, climb: Climb, wholePath: boolean, report: Report): void {
  const { text } = view;
  const { start, count, odd } = climb;
  const tail = tailOf(text, climb.end);
  const path = normalPath(cutTail(tail));
  const end = Math.min(text.length, climb.end + tail.length);
  const sensitive = isSystemPath(odd ? path.replace(/2f|5c/g, "/") : path) || isSecretName(path) ||
    isServerFile(path) || endsInSystemPath(path);
  const before = start === 0 ? "" : text[start - 1]!;
  const joined = /[\w.)]/.test(before) && !/[/\\]/.test(before);
  const named = sensitive && !odd && count < 2 && !isSecretPath(path) && !endsInSystemPath(path);
  if (named && proseStart(text) < start) return report(SHORT_CLIMB, start, end);
  if (sensitive && !(joined && !odd)) {
    if (!wholePath && new Writing(text).isQuoted(start)) return report(MENTION, start, end);
    return report(odd ? DISGUISED : CLIMB_TO_FILE, start, end);
  }
  if (wholePath) {
    // `/static../`: a server that maps `/static` to a directory leaves it.
    if (joined && /\w/.test(before) && /^\.\.[/\\]/.test(text.slice(start, start + 3)) && field.source === "path") {
      return report(PATH, start, end);
    }
    // `/a..b/` is a name; `/../` and `/..;/` are not.
    if (/[/\\;]/.test(before || "/") && (isRealClimb(text, climb) || count > 1)) {
      report(odd ? DISGUISED : PATH, start, end);
    }
    return;
  }
  if (/\s/.test(text.trim()) && proseStart(text) < Infinity) {
    if (count > 1) report(SHORT_CLIMB, start, end);
    return;
  }
  if (odd) {
    const rooted = start === 0 || /[/\\=:]/.test(before);
    const alone = start < 3 && climb.end === text.length;
    if (count > 1 || (rooted && (alone || text.slice(start, climb.end).includes(";/")))) {
      return report(DISGUISED, start, end);
    }
    return;
  }
  if (joined) return;
  // `..%252f`: a climb that only shows when the value is decoded once more than it was sent.
  if (percentLayers(view) > 1) return report(DISGUISED, start, end);
  const code = /["'`(]/.test(before) && start > 1;
  const ordinary = ORDINARY.test(tail) || ORDINARY_DIRECTORY.test(tail);
  const attack = count > 2 ? !ordinary && !code : !ordinary && !code && !/\s/.test(text.trim()) &&
    (SERVER_SOURCE.test(tail) || (count === 2 && start === 0 && field.source === "query" && DIRECTORY.test(tail)) ||
      (count === 2 && tail === "" && field.syntax !== "json") || tail.includes("\0"));
  report(attack ? CLIMB : SHORT_CLIMB, start, end);
}

/** How often percent-encoding was taken off. */
function percentLayers({ steps }: View): number {
  let layers = 0;
  for (const { decoder } of steps) if (decoder === "form" || decoder === "percent") layers++;
  return layers;
}

/** Exactly two dots as a whole part. */
function isRealClimb(text: string, climb: Climb): boolean {
  return /^\.\.[/\\;]/.test(text.slice(climb.start, climb.start + 3)) || climb.odd;
}

/** Cuts what is appended to a path: a query, a parameter, a NUL. */
function cutTail(tail: string): string {
  const cut = tail.search(/[?#;&\0]|%00|\\x00|\/$/);
  return cut < 0 ? tail : tail.slice(0, cut);
}

/** `files/../../etc/passwd` and `x/y/etc/passwd` both end at the same file. */
function endsInSystemPath(path: string): boolean {
  const at = path.lastIndexOf("/etc/");
  return at >= 0 && isSecretPath(path.slice(at + 1));
}
