/**
 * Values that are, as a whole, the path of a file that no client has to name.
 * @module
 */
import { Char } from "../chars.ts";
import { isSecretName, isSecretPath, isServerFile, isSystemPath, normalPath } from "../lex/path.ts";
import { proseStart } from "../lex/prose_start.ts";
import type { Report } from "../report.ts";
import { Signal } from "../signals.ts";
import type { InspectedField, View } from "../types.ts";
import { DISGUISED, MENTION, NAME, NUL, PADDING, SECRET, SYSTEM, SYSTEM_JSON, UNC, UNC_HOST } from "./rules.ts";

/** Longest value that is read as one path. */
const LONGEST = 400;

/** Judges the value as a path, and looks for a secret's path inside it. */
export function detectWhole(view: View, field: InspectedField, report: Report): void {
  const { text, chars, signals } = view;
  if (chars & Char.slash || chars & Char.backslash) detectPadding(view, report);
  if (chars & Char.control || (chars & Char.backslash && text.includes("\\x00"))) detectNul(view, report);
  detectInside(view, report);
  // Parts of a path may stand behind a backslash too, or a shell's pattern in the place of a letter.
  if ((signals & Signal.path) === 0 && (chars & (Char.backslash | Char.bracket)) === 0) return;
  if (text.length > LONGEST || (field.source === "path" && field.name === "") || isWordy(text)) return;
  const whole = text.trim().replace(/^['"]|['"]$/g, "");
  const cut = whole.search(/[\0?#;|&]|%00|\\x00|\\0/);
  const path = cut < 0 ? whole : whole.slice(0, cut);
  if (path === "" || !/[/\\.]/.test(path)) return;
  const absolute = /^(?:[/\\~]|[a-z]:|%\w{3,14}%|file:)/i.test(path);
  const normal = normalPath(path);
  const rootless = normal.replace(
    /^(?:~\/|%(?:systemroot|windir)%\/|[a-z]:\/?|file:\/(?:[a-z]:\/)?(?:localhost\/)?)/,
    "",
  );
  if (absolute && normal.includes("[")) {
    // A shell's character class in the place of a letter.
    const globbed = normalPath(normal.replace(/\[([a-z])[^\]]{0,20}\]/g, "$1"));
    if (isSecretPath(globbed)) return report(DISGUISED, 0, path.length);
  }
  // Where a container keeps its account: the directory, in a manifest.
  if (field.syntax === "json" && rootless === "var/run/secrets/kubernetes.io/serviceaccount") {
    return report(SYSTEM_JSON, 0, path.length);
  }
  if (isSecretPath(rootless) && !/\s/.test(rootless)) return report(SECRET, 0, path.length);
  if (isSecretName(normal)) {
    const known = /(?:^|\/)(?:\.ssh|\.aws|\.git|\.svn|\.kube|\.docker|web-inf|meta-inf)\//.test(normal);
    if (known || (absolute && cut >= 0)) return report(SECRET, 0, path.length);
    if (absolute) return report(field.syntax === "json" ? SYSTEM_JSON : SYSTEM, 0, path.length);
    return report(NAME, 0, path.length);
  }
  if (
    absolute && (isSystemPath(rootless) || isServerFile(rootless)) && isFile(rootless) && !/:\s[a-z]/.test(rootless)
  ) {
    const json = field.syntax === "json" && cut < 0 && !path.startsWith("\\");
    return report(json ? SYSTEM_JSON : SYSTEM, 0, path.length);
  }
  if (field.syntax !== "json" && /^\\\\(?:[\w-]{1,63}\.){1,6}\w{1,20}(?:@\w{1,6}){0,2}\\[\w$.-]/.test(path)) {
    report(UNC_HOST, 0, path.length);
  } else if (/^\\\\[\w.-]{1,80}\\[\w$.-]/.test(path)) report(UNC, 0, path.length);
}

/** More spaces than `Program Files (x86)` has: a text, not a path. */
function isWordy(text: string): boolean {
  let spaces = 0;
  for (let at = text.indexOf(" "); at >= 0; at = text.indexOf(" ", at + 1)) if (++spaces > 5) return true;
  return false;
}

/** A file rather than a directory that settings name. */
function isFile(path: string): boolean {
  return /[^/]$/.test(path) && path.includes("/");
}

const MARKS = ["drivers\\etc\\hosts", "etc/passwd", "etc/shadow", "proc/self/", "win.ini", "boot.ini", "web-inf/"];

/** A secret's path behind `=`, `/` or another mark, without white space around: part of a URL or a command. */
function detectInside(view: View, report: Report): void {
  const { lower, text, signals } = view;
  if ((signals & Signal.secretFile) === 0) return;
  for (const mark of MARKS) {
    const at = lower.indexOf(mark);
    if (at < 0) continue;
    const before = at === 0 ? "" : lower[at - 1]!;
    if (
      (/[a-z0-9_.-]/.test(before) && !lower.slice(0, at).endsWith("...")) ||
      (!mark.endsWith("/") && /^(?:[a-z0-9_]|-[a-z])/.test(lower.slice(at + mark.length, at + mark.length + 2)))
    ) continue;
    const end = at + mark.length;
    const spaced = /\s/.test(text.slice(Math.max(0, at - 40), at).trimStart()) || proseStart(text) < Infinity ||
      /^[^\n\0]{0,40}\s[a-z]{2}/i.test(text.slice(end, end + 60));
    report(spaced ? MENTION : SECRET, at, end);
  }
}

/** `/./././`, `/////` and long runs of dots: nothing but length. */
function detectPadding(view: View, report: Report): void {
  const { text } = view;
  const at = text.indexOf("/./././");
  if (at >= 0) {
    const match = /^(?:[\\/]{1,4}\.){6,}/.exec(text.slice(at, at + 80));
    if (match) return report(PADDING, at, at + match[0].length);
  }
  if (text.length > 5 && (text[0] === "/" || text[0] === "\\") && text.length <= LONGEST && isOnlyMarks(text)) {
    report(PADDING, 0, text.length);
  }
}

/** Nothing but dots and slashes, and no more than a browser would leave of a relative link. */
function isOnlyMarks(text: string): boolean {
  let dots = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 46) dots++;
    else if (code !== 47 && code !== 92) return false;
  }
  return dots > 1;
}

/**
 * A sensitive file between remains of encodings that no decoder of ours undoes: overlong forms with wrong
 * continuation bytes, `0x2f`, `%c0%qf`. Whatever is no ordinary character counts as a separator.
 */
export function detectBroken(view: View, report: Report): void {
  const { lower, chars, text, signals } = view;
  if ((signals & Signal.systemPath) === 0) return;
  if (text.length > LONGEST || ((chars & (Char.high | Char.percent | Char.control)) === 0 && !lower.includes("0x"))) {
    return;
  }
  const path = lower.replace(BROKEN, "/").split("/").filter((part) => !/^[.?]*$/.test(part)).join("/");
  if (isSystemPath(path) && !/\s/.test(path)) report(DISGUISED, 0, text.length);
}

const BROKEN =
  /(?:%u[0-9a-z]{4}|%\d%[a-z]|%[0-9a-z]{2}|\\x[0-9a-f]{2}|0x[0-9a-f]{2}|[\p{Cc}\u0080-\uffff?\\/]\^?)+\.?(?=[\p{Cc}\u0080-\uffff%?\\/a-z.]|0x|$)/gu;

/** A path or file name that a NUL ends or cuts. */
function detectNul(view: View, report: Report): void {
  const { text } = view;
  let at = text.indexOf("\0");
  if (at < 0) at = text.indexOf("\\x00");
  if (at < 1 || text.length > LONGEST) return;
  const before = text.slice(0, at);
  if (/\s.*\s/.test(before)) return;
  const rest = text.slice(at + (text[at] === "\0" ? 1 : 4));
  const path = /[/\\]/.test(before) || /\.[a-z]\w{0,5}$/i.test(before);
  if (path && /^(?:[./\\]?[\w.]{0,12})?[|'"]?$/.test(rest)) report(NUL, Math.max(0, at - 40), text.length);
}
