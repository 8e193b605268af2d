/**
 * What a shell makes of a word before it runs it: `c''at`, `c\at`, `cat$u`, `w^hoami`, `cat${IFS}file` and
 * `{cat,file}` all run `cat file` or the like. `detectInViews` shows these views only to a detector that asks.
 * @module
 */
import { Char, QUOTES } from "../chars.ts";
import type { View } from "../types.ts";
import { isLetter, isWordChar } from "./digits.ts";
import { Rewriter } from "./view.ts";

const NEEDS = QUOTES | Char.backslash | Char.dollar | Char.mark | Char.brace;

/** Quoted pieces inside a word are short: the longest that is put together. */
const LONGEST_PIECE = 16;

/** Removes what splits words and turns `$IFS` into a blank. Undefined when nothing changes. */
export function joinShellWords(view: View): View | undefined {
  if ((view.chars & NEEDS) === 0) return undefined;
  const { text } = view;
  const only = onlyStart(view);
  if (only === "") return undefined;
  const out = new Rewriter(text);
  for (let i = nextStart(text, 0, only); i >= 0;) {
    const end = rewriteAt(text, i, out);
    i = nextStart(text, end > i ? end : i + 1, only);
  }
  return out.finish(view, "shell");
}

/** The one character of `STARTS` that the text has; empty when it has none, undefined when it has several. */
function onlyStart({ text, chars }: View): string | undefined {
  let only = "";
  for (const [char, bit] of START_CLASSES) {
    // Only the last two share their class with other characters.
    if ((chars & bit) === 0 || ((bit === Char.mark || bit === Char.brace) && !text.includes(char))) continue;
    if (only !== "") return undefined;
    only = char;
  }
  return only;
}

function nextStart(text: string, from: number, only: string | undefined): number {
  if (only !== undefined) return text.indexOf(only, from);
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 124 && STARTS[code] === 1) return i;
  }
  return -1;
}

/** The characters that `rewriteAt` knows, with their classes. */
const START_CLASSES: readonly (readonly [char: string, bit: number])[] = [
  ["'", Char.single],
  ['"', Char.double],
  ["$", Char.dollar],
  ["`", Char.backtick],
  ["\\", Char.backslash],
  ["^", Char.mark],
  ["{", Char.brace],
];
const STARTS = new Uint8Array(124);
for (const [char] of START_CLASSES) STARTS[char.charCodeAt(0)] = 1;

/** Rewrites what begins at `at`; returns the offset behind it, or 0 when it stays. */
function rewriteAt(text: string, at: number, out: Rewriter): number {
  switch (text.charCodeAt(at)) {
    case 36:
      return rewriteDollar(text, at, out);
    case 34:
    case 39:
    case 96:
      return rewriteQuotes(text, at, out);
    case 92:
    case 94:
      return rewriteEscape(text, at, out);
    case 123:
      return rewriteBraces(text, at, out);
    default:
      return 0;
  }
}

/** `$IFS`, `${IFS}`, `$IFS$9` are a blank; `$@`, `$u`, `${x}`, `$()` behind a word are nothing. */
function rewriteDollar(text: string, at: number, out: Rewriter): number {
  const braced = text.charCodeAt(at + 1) === 123;
  const name = braced ? at + 2 : at + 1;
  if (text.startsWith("IFS", name)) {
    let end = name + 3;
    if (braced) {
      const close = text.indexOf("}", end);
      if (close < 0 || close > end + 8) return 0;
      end = close + 1;
    }
    if (text.charCodeAt(end) === 36 && isDigit(text.charCodeAt(end + 1))) end += 2;
    out.replace(at, end, " ");
    return end;
  }
  if (!isWordChar(text.charCodeAt(at - 1)) && text.charCodeAt(at - 1) !== 47) return 0;
  if (text.startsWith("$()", at)) {
    out.replace(at, at + 3, "");
    return at + 3;
  }
  const end = braced ? name + 2 : name + 1;
  if (braced ? text.charCodeAt(name + 1) !== 125 : isWordChar(text.charCodeAt(end))) return 0;
  if (!/[A-Za-z0-9@*!_-]/.test(text[name] ?? "")) return 0;
  out.replace(at, end, "");
  return end;
}

/** An empty pair inside a word, or a short quoted piece of a word. */
function rewriteQuotes(text: string, at: number, out: Rewriter): number {
  const quote = text.charCodeAt(at);
  const before = isWordChar(text.charCodeAt(at - 1)) || text.charCodeAt(at - 1) === 47;
  let end = at + 1;
  while (end <= at + LONGEST_PIECE && isPathChar(text.charCodeAt(end))) end++;
  if (text.charCodeAt(end) !== quote || (quote === 96 && end > at + 1)) return 0;
  const after = isPathChar(text.charCodeAt(end + 1));
  // Three backticks fence code in Markdown.
  if (quote === 96 && !(before && after)) return 0;
  if (!before && !after) return 0;
  if (!before && end === at + 1 && !isLetter(text.charCodeAt(end + 1))) return 0;
  out.replace(at, at + 1, "");
  out.replace(end, end + 1, "");
  return end + 1;
}

/** A backslash or caret before a letter, with a letter or nothing before it. */
function rewriteEscape(text: string, at: number, out: Rewriter): number {
  const before = text.charCodeAt(at - 1);
  if (!isLetter(text.charCodeAt(at + 1))) return 0;
  if (!isLetter(before) && before !== 47) {
    // `\ls` where a command begins; a single letter is the escape of a pattern (`\d+`).
    if (text.charCodeAt(at) !== 92 || !startsCommand(before) || !isLetter(text.charCodeAt(at + 2))) return 0;
  }
  out.replace(at, at + 1, "");
  return at + 1;
}

/** `{cat,/etc/passwd}` where a command begins. */
function rewriteBraces(text: string, at: number, out: Rewriter): number {
  if (!startsCommand(text.charCodeAt(at - 1))) return 0;
  let end = at + 1;
  let commas = 0;
  for (; isPathChar(text.charCodeAt(end)) || text.charCodeAt(end) === 44; end++) {
    if (text.charCodeAt(end) === 44) commas++;
  }
  if (commas === 0 || text.charCodeAt(end) !== 125 || !isPathChar(text.charCodeAt(at + 1))) return 0;
  out.replace(at, at + 1, "");
  for (let i = at + 1; i < end; i++) if (text.charCodeAt(i) === 44) out.replace(i, i + 1, " ");
  out.replace(end, end + 1, "");
  return end + 1;
}

/** The beginning of the text, or `;`, `|`, `&`, `` ` ``, `(`, a line break. */
function startsCommand(before: number): boolean {
  return !(before > 0) || before === 59 || before === 124 || before === 38 || before === 96 || before === 40 ||
    before === 10;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isPathChar(code: number): boolean {
  return isWordChar(code) || code === 47 || code === 46 || code === 45;
}
