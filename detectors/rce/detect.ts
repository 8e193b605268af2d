/**
 * Command injection for Unix shells, cmd.exe and PowerShell.
 *
 * Catches a command behind a separator, a substitution, a quote or at the start of the value, when its name is in
 * the table and its first argument has the shape that the name asks for. Misses, on purpose: names outside the
 * table without a path to a binary; commands inside longer prose (level 3).
 * @module
 */
import { Char } from "../chars.ts";
import { SHELL_STARTS } from "../limits.ts";
import { detectInViews, type Report } from "../report.ts";
import type { Detector, InspectedField, Rule, View } from "../types.ts";
import { detectArguments } from "./arguments.ts";
import { detectBare, detectWord, isJsonLeaf } from "./bare.ts";
import { COMMAND_PARAMETERS, LIST_PARAMETERS, Shape } from "./commands.ts";
import { inManyLines, isScript, isScriptMember, isShown, isTable, isToldAbout, wordsBehind } from "./context.ts";
import { INTO_REACH, isHostile } from "./hostile.ts";
import { judgeCommand, type Judged } from "./judge.ts";
import { detectPatterns } from "./patterns.ts";
import { proseStart } from "../lex/prose_start.ts";
import { DISGUISE, HOSTILE, IN_PROSE, RULES, SEPARATOR, SUBSTITUTION } from "./rules.ts";

const NEEDS = Char.semicolon | Char.pipe | Char.ampersand | Char.backtick | Char.dollar | Char.control | Char.paren |
  Char.space | Char.single | Char.double | Char.slash | Char.backslash | Char.percent;
const SEPARATORS = Char.semicolon | Char.pipe | Char.ampersand | Char.backtick | Char.dollar | Char.control |
  Char.angle | Char.backslash;

/** Command injection. */
export const rce: Detector = {
  name: "rce",
  title: "Command injection",
  rules: RULES,
  detect: (request) => detectInViews(request, NEEDS | Char.letter, detectView),
};

function detectView(view: View, field: InspectedField, report: Report): void {
  if ((view.chars & (Char.letter | Char.dollar | Char.brace)) === 0) return;
  detectArguments(view, field, report);
  if ((view.chars & NEEDS) === 0) {
    if (view.text.length < 16) detectWord(view, field, report);
    return;
  }
  detectBare(view, field, report);
  detectPatterns(view, report);
  if ((view.chars & SEPARATORS) === 0) return;
  const { text } = view;
  let starts = 0;
  let prose = -1;
  for (let i = 0; i < text.length && starts < SHELL_STARTS; i++) {
    const code = text.charCodeAt(i);
    if (code > 127 || SEPARATOR_CODES[code] === 0) continue;
    const behind = behindSeparator(text, i);
    if (behind === 0) continue;
    starts++;
    const judged = judgeCommand(text, behind, isSubstitution(text, i) || isBehindQuote(text, i) ? Shape.single : 0);
    if (!judged) {
      if (i < 3) detectUnknown(text, i, behind, report);
      i = behind - 1;
      continue;
    }
    if (prose < 0) prose = proseStart(text);
    // One finding is enough: the next separators belong to the same command line.
    const rule = ruleFor(view, field, { at: i, judged, prose });
    if (rule) report(rule, i, judged.end);
    if (rule && rule !== IN_PROSE) return;
    i = behind - 1;
  }
}

/** A separator that opens the value, a name that no table knows, and an option: no honest value begins so. */
const UNKNOWN =
  /^(?:[;|&\n]|&&|\|\|)\s{0,4}[a-z][a-z0-9_.+-]{1,24}(?:(?:\s[a-z]{2,20}){0,2}\s{1,4}-{1,2}[A-Za-z][\w-]{0,20}(?=[\s=;|&]|$)|<<<)/;

function detectUnknown(text: string, at: number, behind: number, report: Report): void {
  if (text.slice(0, at).trim().replace(/^['")\]}]+$/, "") !== "") return;
  const match = UNKNOWN.exec(text.slice(at, behind + 60));
  if (match) report(SEPARATOR, at, at + match[0].length);
}

/** `"; touch x`: nothing but the quote that it closes stands before the separator. */
function isBehindQuote(text: string, at: number): boolean {
  return at > 0 && at < 4 && /^['")\]}]{1,3}\s?$/.test(text.slice(0, at));
}

/** `$(pwd)/out`: settings and build files ask a shell for places and dates. */
function isHarmlessInJson({ name, shape }: Judged, field: InspectedField): boolean {
  return isJsonLeaf(field) && shape === Shape.none && /^(?:pwd|date|hostname|uname|nproc)$/.test(name);
}

/** `$('id')` of jQuery, and `` `id` `` as a column of MySQL. */
function isOtherLanguage(text: string, at: number, { entry, shape, command }: Judged): boolean {
  // A word, a space and a backtick that nothing closes: a sentence that was cut off.
  if (
    text[at] === "`" && text.indexOf("`", at + 1) < 0 && /[a-z]{2}[\s|>]$/i.test(text.slice(Math.max(0, at - 3), at))
  ) {
    return true;
  }
  if (text[at] === "$") return /^\$\(\s{0,4}['"]/.test(text.slice(at, at + 8));
  // `diff <(sort a) <(sort b)`: with nothing before it, nothing would read the substitution.
  if (text[at] === "<" || text[at] === ">") return text.slice(0, at).trim() !== "";
  if (text[at] !== "`" || !entry?.word || shape !== Shape.none) return false;
  const alone = text.slice(0, at).trim() === "" && text.slice(command.end).replace("`", "").trim() === "";
  return !alone && (at === 0 || /[\s,.(]/.test(text[at - 1]!));
}

interface Place {
  /** Where the separator stands. */
  readonly at: number;
  readonly judged: Judged;
  /** Where prose begins in the text. */
  readonly prose: number;
}

/** What a recognised command amounts to where it stands. */
function ruleFor(view: View, field: InspectedField, { at, judged, prose }: Place): Rule | undefined {
  const { text } = view;
  if (isTable(text, at) || isInUrl(text, at)) return undefined;
  const line = text.slice(judged.start, judged.start + 300).toLowerCase();
  const substitution = isSubstitution(text, at);
  const inProse = at >= prose || (text[at] === "`" && wordsBehind(text, judged)) || inManyLines(text, at) ||
    isShown(text, at) || isToldAbout(text);
  if (inProse) return IN_PROSE;
  if (isHostile(judged, line) || (INTO_REACH.test(line) && !isScriptMember(field))) return HOSTILE;
  if (isScript(text, field) || isHarmlessInJson(judged, field)) return IN_PROSE;
  if (judged.disguise !== undefined && judged.disguise !== "path") return DISGUISE;
  if (substitution) return isOtherLanguage(text, at, judged) ? IN_PROSE : SUBSTITUTION;
  return isDoubtful(text, at, judged, field) ? IN_PROSE : SEPARATOR;
}

/** 1 for each code that `behindSeparator` looks at closer. */
const SEPARATOR_CODES = new Uint8Array(128);
for (const char of ";&|\n\r`\\$<>") SEPARATOR_CODES[char.charCodeAt(0)] = 1;

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

/** Filters of what a pipe hands them. */
const FILTERS = new Set(["grep", "head", "tail", "sort", "uniq", "wc"]);

/** `… | grep -i "x"`, `… | head -6`: reads nothing but the pipe, so that breaking out with it would gain nothing. */
function isFilter(text: string, at: number, { name, command, disguise }: Judged): boolean {
  if (text[at] !== "|" || text[at + 1] === "|" || !FILTERS.has(name)) return false;
  if (disguise !== undefined || command.redirected) return false;
  if (text.slice(0, at).trim() === "") return false;
  const operands = command.words.slice(1).filter((word) => !word.text.startsWith("-"));
  return operands.length <= (name === "grep" ? 1 : 0) && operands.every((word) => !/[\\/~$*]/.test(word.text));
}

/** `a == 1 && node ~= 'b'`, `… || cat > "c"`: names in a condition, each compared with something. */
function isCompared(text: string, at: number, { name, start }: Judged): boolean {
  if (text[at] !== text[at + 1]) return false;
  const behind = start + name.length;
  if (/^\s{0,2}~=/.test(text.slice(behind, behind + 4))) return true;
  return /^\s{0,2}[<>]=?\s{1,2}["'\d]/.test(text.slice(behind, behind + 8)) &&
    /[!=<>~]=|\s[<>]\s|\w\(/.test(text.slice(Math.max(0, at - 120), at));
}

/** `…?w=8&h=6" alt="…`: the next parameter of a URL in markup. */
function isInUrl(text: string, at: number): boolean {
  return text[at] === "&" && /^&[\w.-]{1,30}=/.test(text.slice(at, at + 33)) &&
    /(?:src|href|action)=["']?https?:\/\/[^\s"'<>]{1,160}\?[^\s"'<>]{0,80}$/.test(
      text.slice(Math.max(0, at - 280), at),
    );
}

/** A command word that could as well be a name in a list, a title or a parameter. */
function isDoubtful(text: string, at: number, judged: Judged, field: InspectedField): boolean {
  const { entry, shape, disguise, command } = judged;
  // A line of a stack trace.
  if (judged.name === "at" && (text[at] === "\n" || text[at] === "\r")) return true;
  if (text[at] === "\\") return /[a-z]:|\\\\|\w$/i.test(text.slice(Math.max(0, at - 40), at)) && disguise !== "path";
  if (disguise === "path" || !entry) return false;
  if (isFilter(text, at, judged) || isCompared(text, at, judged)) return true;
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
  if (/^\w+(?:[;|,]\w+)+$/.test(before)) return true;
  return /^[a-z_]{2,}$/i.test(before) && !/^(?:localhost|test|foo|bar|abc|a+|ls|id)$/.test(before);
}
