/**
 * Command injection for Unix shells, cmd.exe and PowerShell.
 *
 * Catches a command behind a separator, a substitution, a quote or at the start of the value, when its name is in
 * the table and its first argument has the shape that the name asks for. Misses, on purpose: names outside the
 * table without a path to a binary; commands inside longer prose (level 2).
 * @module
 */
import { Char } from "../chars.ts";
import { SHELL_STARTS } from "../limits.ts";
import { detectInViews, type Report } from "../report.ts";
import type { Detector, InspectedField, View } from "../types.ts";
import { detectBare, isJsonLeaf } from "./bare.ts";
import { COMMAND_PARAMETERS, COMMANDS, LIST_PARAMETERS, Shape } from "./commands.ts";
import { isHostile } from "./hostile.ts";
import { judgeCommand, type Judged } from "./judge.ts";
import { detectPatterns } from "./patterns.ts";
import { countLines, proseStart } from "../lex/prose_start.ts";
import { DISGUISE, HOSTILE, IN_PROSE, RULES, SEPARATOR, SUBSTITUTION } from "./rules.ts";

const NEEDS = Char.semicolon | Char.pipe | Char.ampersand | Char.backtick | Char.dollar | Char.control | Char.paren |
  Char.space | Char.slash | Char.backslash | Char.percent;
const SEPARATORS = Char.semicolon | Char.pipe | Char.ampersand | Char.backtick | Char.dollar | Char.control |
  Char.angle | Char.backslash;

/** Command injection. */
export const rce: Detector = {
  name: "rce",
  title: "Command injection",
  rules: RULES,
  detect: (request) => detectInViews(request, NEEDS, detectView),
};

function detectView(view: View, field: InspectedField, report: Report): void {
  if ((view.chars & (Char.letter | Char.dollar)) === 0) return;
  detectBare(view, field, report);
  detectPatterns(view, report);
  if ((view.chars & SEPARATORS) === 0) return;
  const { text } = view;
  let starts = 0;
  let prose = -1;
  for (let i = 0; i < text.length && starts < SHELL_STARTS; i++) {
    const behind = behindSeparator(text, i);
    if (behind === 0) continue;
    starts++;
    const judged = judgeCommand(text, behind, isSubstitution(text, i) ? Shape.single : 0);
    if (!judged) {
      if (i < 3) detectUnknown(text, i, behind, report);
      i = behind - 1;
      continue;
    }
    if (prose < 0) prose = proseStart(text);
    report1(view, field, { at: i, judged, prose }, report);
    i = behind - 1;
  }
}

/** A separator that opens the value, a name that no table knows, and an option: no honest value begins so. */
const UNKNOWN = /^(?:[;|&\n]|&&|\|\|)\s{0,4}[a-z][a-z0-9_.+-]{1,24}\s{1,4}-{1,2}[a-z][\w-]{0,20}(?=[\s=;|&]|$)/;

function detectUnknown(text: string, at: number, behind: number, report: Report): void {
  if (text.slice(0, at).trim().replace(/^['")\]}]+$/, "") !== "") return;
  const match = UNKNOWN.exec(text.slice(at, behind + 60));
  if (match) report(SEPARATOR, at, at + match[0].length);
}

/** `$(pwd)/out`: settings and build files ask a shell for places and dates. */
function isHarmlessInJson({ name, shape }: Judged, field: InspectedField): boolean {
  return isJsonLeaf(field) && shape === Shape.none && /^(?:pwd|date|hostname|uname|nproc)$/.test(name);
}

interface Place {
  /** Where the separator stands. */
  readonly at: number;
  readonly judged: Judged;
  /** Where prose begins in the text. */
  readonly prose: number;
}

function report1(view: View, field: InspectedField, place: Place, report: Report): void {
  const { text } = view;
  const { at, judged, prose } = place;
  const { end } = judged;
  if (isTable(text, at)) return;
  const line = text.slice(judged.start, judged.start + 300).toLowerCase();
  const substitution = isSubstitution(text, at);
  const inProse = at >= prose || (text[at] === "`" && wordsBehind(text, judged)) || inManyLines(text, at) ||
    isShown(text, at);
  if (inProse) {
    report(IN_PROSE, at, end);
    return;
  }
  if (isHostile(judged, line)) return report(HOSTILE, at, end);
  if (isScript(text, field) || isHarmlessInJson(judged, field)) return report(IN_PROSE, at, end);
  if (judged.disguise !== undefined && judged.disguise !== "path") return report(DISGUISE, at, end);
  if (substitution) return report(SUBSTITUTION, at, end);
  report(isDoubtful(text, at, judged, field) ? IN_PROSE : SEPARATOR, at, end);
}

/** Index behind a separator that begins at `i`, or 0. */
function behindSeparator(text: string, i: number): number {
  switch (text.charCodeAt(i)) {
    case 59: // ;
      return isEntityEnd(text, i) ? 0 : i + 1;
    case 38: // &
      return text.charCodeAt(i + 1) === 38 ? i + 2 : i + 1;
    case 124: // |
      return text.charCodeAt(i + 1) === 124 ? i + 2 : i + 1;
    case 10:
    case 13:
    case 96:
      return i + 1;
    case 92: { // a line break that is still escaped
      const next = text.charCodeAt(i + 1);
      return (next === 110 || next === 114) && text.charCodeAt(i - 1) !== 92 ? i + 2 : 0;
    }
    case 36: // $(
      return text.charCodeAt(i + 1) === 40 && text.charCodeAt(i + 2) !== 40 ? i + 2 : 0;
    case 60: // <( and >(
    case 62:
      return text.charCodeAt(i + 1) === 40 ? i + 2 : 0;
    default:
      return 0;
  }
}

/** `` `…` ``, `$(…)`, `<(…)`: the command stands inside. */
function isSubstitution(text: string, at: number): boolean {
  const char = text[at];
  return char === "`" || char === "$" || char === "<" || char === ">";
}

/** Programs of a developer's own command lines: what follows their `&&` is a step, not an injection. */
const DEVELOPER =
  /^(?:npm|npx|yarn|pnpm|bun|deno|node|tsc|vite|eslint|prettier|jest|mocha|vitest|webpack|rollup|docker|podman|git|make|cmake|go|cargo|gradle|mvn|\.\/gradlew|pip|pip3|pytest|poetry|uv|cross-env|rimraf|concurrently|next|nuxt|ng|turbo|lerna|kubectl|helm|terraform|aws|gcloud|az|brew|cd|mkdir|export|set -e\w*)\s/;

/** Members of a JSON document that hold scripts by their nature: `package.json`, CI jobs, notebooks, containers. */
const SCRIPT_MEMBER =
  /\/(?:scripts|hooks|lint-staged|tasks|run|runs|steps|stages|jobs|commands?|script|cells|env|environment|args|entrypoint|build|before_script|after_script|code|source|snippet|arguments)(?:\/|$)/;
/** How a script begins that is no known command. */
const SCRIPT_START =
  /^\s*(?:#!|#\s|\$\s|if\s|for\s|while\s|set\s|export\s|source\s|alias\s|function\s|case\s|[A-Z_]{2,30}=)/;

/** A script that the value openly is: what stands behind its separators are steps, not injections. */
function isScript(text: string, field: InspectedField): boolean {
  if (DEVELOPER.test(text)) return true;
  if (!isJsonLeaf(field)) return false;
  return SCRIPT_MEMBER.test(field.name) || SCRIPT_START.test(text) ||
    COMMANDS.has(/^([a-z][\w.-]{0,20})\s/.exec(text)?.[1] ?? "");
}

/** Code that a document shows: a fence, `<code>`, `<pre>`, a Markdown table, or backticks among other words. */
function isShown(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 4_000), at);
  if (
    before.includes("```") || before.includes("<code") || before.includes("<pre") || /\|\s{0,4}:?-{3,}/.test(before)
  ) return true;
  const open = before.lastIndexOf("`");
  if (open < 0 || open < before.length - 200 || text[at] === "`") return false;
  const close = text.slice(at, at + 300).indexOf("`");
  return close >= 0 && /(?:^|[\s(|>*])$/.test(before.slice(0, open)) &&
    /^`(?:[\s.,:;!?)|<]|$)/.test(text.slice(at + close)) &&
    before.slice(0, open).trim() !== "";
}

/** `&quot;` and `&#39;` end in a semicolon that separates nothing. */
function isEntityEnd(text: string, i: number): boolean {
  for (let k = i - 1; k >= 0 && k >= i - 10; k--) {
    const code = text.charCodeAt(k);
    if (code === 38) return k < i - 1;
    const lower = code | 32;
    if (!(lower >= 97 && lower <= 122) && !(code >= 48 && code <= 57) && code !== 35) return false;
  }
  return false;
}

/** A command word that could as well be a name in a list, a title or a parameter. */
function isDoubtful(text: string, at: number, judged: Judged, field: InspectedField): boolean {
  const { entry, shape, disguise, command } = judged;
  if (text[at] === "\\") return /[a-z]:|\\\\|\w$/i.test(text.slice(Math.max(0, at - 40), at)) && disguise !== "path";
  if (disguise === "path" || !entry) return false;
  if (shape === Shape.single) return text.slice(0, at).trim() !== "" && !/^['")]/.test(text.trim());
  const name = field.name.toLowerCase();
  const separator = text[at];
  const before = text.slice(Math.max(0, at - 80), at).trim();
  // A URL or a query string in a value: `&id`, `&sort=…`.
  if (
    separator === "&" && text[at + 1] !== "&" && /[?=][^\s]*$/.test(before) && text[at + 1] !== " " &&
    shape === Shape.none
  ) {
    return true;
  }
  if (!entry.word || shape !== Shape.none) {
    return (separator === "\n" || separator === "\r") && at > 0 && /[{[:]\s*$/.test(before);
  }
  if (separator === "\n" || separator === "\r") {
    return before !== "" && (/[{}[\]:,]/.test(before) || /\s/.test(before) || text.slice(command.end).trim() !== "");
  }
  if (command.ending === "|" && text[command.end] !== "|" && text.slice(command.end + 1).trim() !== "") return true;
  if (COMMAND_PARAMETERS.has(name)) return false;
  if (LIST_PARAMETERS.has(name)) return true;
  if (before === "") return false;
  if (separator !== ";" && text[at + 1] === " " && /^[\p{L} ]+$/u.test(before)) return true;
  return /^[a-z_]{2,}(?:[;|,][a-z_]+)*$/i.test(before) && !/^(?:localhost|test|foo|bar|abc|a+|ls|id)$/.test(before);
}

/** A Markdown table: its pipes separate cells. */
function isTable(text: string, at: number): boolean {
  return text[at] === "|" && /\|\s{0,8}:?-{2,}/.test(text.slice(at, at + 400));
}

/** Plain words follow the closing backtick or bracket: `cat file` is being talked about. */
function wordsBehind(text: string, judged: Judged): boolean {
  const rest = text.slice(judged.command.end, judged.command.end + 120);
  const close = rest.search(/[`)]/);
  return close >= 0 && (rest.slice(close).match(/\s[a-zA-Z]{2,}(?=[\s.,:;!?]|$)/g)?.length ?? 0) >= 3;
}

/** A line break in a text of many lines separates lines, not commands; so does a fence of a Markdown code block. */
function inManyLines(text: string, at: number): boolean {
  const char = text[at];
  if (char === "`" && (text[at + 1] === "`" || text[at - 1] === "`")) return true;
  return (char === "\n" || char === "\r") && countLines(text, 6) > 5;
}
