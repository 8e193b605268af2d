/**
 * Whether a command of a shell begins at a given place: name and first argument have to fit together.
 * @module
 */
import { SHELL_NAME } from "../limits.ts";
import { commandName, lexCommand, type ShellCommand, type ShellWord } from "../lex/shell.ts";
import { type CommandEntry, COMMANDS, PREFIXES, Shape } from "./commands.ts";

/** A command that was recognised. */
export interface Judged {
  readonly name: string;
  readonly entry: CommandEntry | undefined;
  readonly command: ShellCommand;
  readonly start: number;
  readonly end: number;
  /** Shape of the first argument. */
  readonly shape: number;
  /** What makes it certain that this is no prose: a path to a binary, a split name, a disguised space, a glob. */
  readonly disguise: "path" | "split" | "space" | "glob" | undefined;
}

/** Reads the command that begins at `at`, or undefined when no shell user would have typed it. */
export function judgeCommand(source: string, at: number, extraShapes = 0): Judged | undefined {
  const start = skipOpening(source, at);
  if (isOtherWord(source, start)) return undefined;
  // A form that was encoded twice: `+` still stands for a space.
  const text = source.charCodeAt(start) === 43 ? source.slice(0, start + 160).replaceAll("+", " ") : source;
  // The name alone first: most separators in honest texts are followed by a word that is no command.
  const head = lexCommand(text, start, 1, SHELL_NAME);
  if (!head || !couldBeCommand(head.words[0]!)) return undefined;
  const command = lexCommand(text, start);
  if (!command) return undefined;
  const { words } = command;
  let n = 0;
  while (n < words.length - 1 && (PREFIXES.has(words[n]!.text) || isAssignment(words[n]!.text))) n++;
  return judgeAt(text, command, n, extraShapes) ?? (n > 0 ? judgeAt(text, command, 0, extraShapes) : undefined);
}

function judgeAt(text: string, command: ShellCommand, n: number, extraShapes: number): Judged | undefined {
  const word = command.words[n]!;
  let name = commandName(word);
  let entry = COMMANDS.get(name);
  let cut = false;
  if (!entry && !word.quoted) {
    name = bareName(name);
    entry = COMMANDS.get(name);
    cut = entry !== undefined;
  }
  const found = (shape: number, disguise: Judged["disguise"]): Judged => ({
    name,
    entry,
    command,
    start: word.start,
    end: command.end,
    shape,
    disguise,
  });
  // `who's`: the quote is an apostrophe.
  if (/^['"][a-z]/i.test(text.slice(word.end, word.end + 2)) && !word.quoted && !word.text.includes("/")) {
    return undefined;
  }
  if (isGlobPath(word.text)) return found(Shape.path, "glob");
  const shape = cut ? Shape.none : shapeOf(text, command, n);
  if (isBinaryPath(word.text)) return shape !== Shape.any ? found(shape, "path") : undefined;
  if (!entry) return undefined;
  if (!entry.windows && !isLowerName(word.text, name)) return undefined;
  if (command.disguisedSpace && command.words.length > 1) return found(shape, "space");
  if (word.split && name.length > 1 && !/[()=,]/.test(word.text)) return found(shape, "split");
  if (entry.subs) {
    const sub = command.words[n + 1]?.text.toLowerCase();
    return sub !== undefined && entry.subs.has(sub) && isBrief(command, n + 2)
      ? found(Shape.sub, undefined)
      : undefined;
  }
  if (entry.shapes & Shape.any || (entry.shapes | extraShapes) & shape) return found(shape, undefined);
  return undefined;
}

/** A plain word that is in no table: most words behind a separator are, and need no lexer. */
function isOtherWord(text: string, at: number): boolean {
  let i = at;
  while (i < text.length && i - at < 40 && isNameCode(text.charCodeAt(i))) i++;
  const code = i < text.length ? text.charCodeAt(i) : 32;
  if (i === at) return !opensDisguise(text, at, code);
  switch (code) {
    case 47: // a path: only those to programs matter
      return !PROGRAM_DIRECTORIES.has(text.slice(at, i));
    case 61: // `X=1 cmd`
      return !/[\s$]/.test(text.slice(i, i + 60));
    case 34:
    case 39: { // `c''at`, and `O'Brien`
      const known = isKnown(text, at, i);
      return !known && text.slice(i + 1, i + 24).indexOf(text[i]!) < 0;
    }
    case 36:
    case 92:
    case 94:
    case 123:
      return false;
    default:
      return !isKnown(text, at, i);
  }
}

const PROGRAM_DIRECTORIES: ReadonlySet<string> = new Set(["bin", "sbin", "usr", "opt", "local", ".", "..", "etc"]);

const KNOWN: ReadonlySet<string> = new Set([...COMMANDS.keys(), ...PREFIXES]);

/** 1 where a known name has such ends and such a length: a look before a word is cut out of its text. */
const KNOWN_ENDS = new Uint8Array(1024);
for (const name of KNOWN) KNOWN_ENDS[endsOf(name, 0, name.length)] = 1;

function endsOf(text: string, from: number, to: number): number {
  return (((text.charCodeAt(from) | 32) * 37 + (text.charCodeAt(to - 1) | 32)) * 17 + to - from) & 1023;
}

function isKnown(text: string, from: number, to: number): boolean {
  // Behind a dot in fourth place from the end `exe` or `com` may stand.
  if (KNOWN_ENDS[endsOf(text, from, to)] === 0 && text.charCodeAt(to - 4) !== 46) return false;
  const name = text.slice(from, to).toLowerCase();
  return KNOWN.has(name) || name.endsWith(".exe") || name.endsWith(".com");
}

/** What may open a disguised name: a quote, `$`, `\\`, `{`, `~`, `+`, `%`, `^`; `/` of a directory for programs. */
function opensDisguise(text: string, at: number, code: number): boolean {
  if (code === 47) {
    return /^\/+(?:bin|sbin|usr|opt|[?*[])/.test(text.slice(at, at + 8)) || /^\/\w*[?*[]/.test(text.slice(at, at + 12));
  }
  return code === 34 || code === 36 || code === 39 || code === 43 || code === 92 || code === 94 || code === 123 ||
    code === 126 || code === 37;
}

function isNameCode(code: number): boolean {
  const lower = code | 32;
  return (lower >= 97 && lower <= 122) || (code >= 48 && code <= 57) || code === 45 || code === 46 || code === 95;
}

/** Steps over what may stand between a separator and a command: space, brackets, `!`, `@`. */
export function skipOpening(text: string, at: number): number {
  let i = at;
  const stop = Math.min(text.length, at + 40);
  while (i < stop) {
    const code = text.charCodeAt(i);
    const opening = code === 32 || code === 9 || code === 40 || code === 33 || code === 64 ||
      (code === 123 && text.charCodeAt(i + 1) === 32);
    if (!opening) break;
    i++;
  }
  return i;
}

function couldBeCommand(word: ShellWord): boolean {
  const { text } = word;
  if (text.length === 0 || text.length > 120) return false;
  const name = commandName(word);
  return COMMANDS.has(name) || COMMANDS.has(bareName(name)) || PREFIXES.has(text) || isAssignment(text) ||
    isBinaryPath(text) || isGlobPath(text);
}

/** A name without what an injection leaves behind it: `id//`, `id\`, `id#`, `id%00`. */
function bareName(name: string): string {
  let end = 0;
  while (end < name.length && isBareCode(name.charCodeAt(end))) end++;
  if (end === 0 || end === name.length) return name;
  return /^(?:[\\/#'"%}\]]|\$$)/.test(name.slice(end)) ? name.slice(0, end) : name;
}

/** Lower-case letters, digits and `_`. */
function isBareCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 95;
}

/** Unix commands are lower-case: a title `Name | ID` is none. */
function isLowerName(text: string, name: string): boolean {
  if (name.length === 0) return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 65 && code <= 90) return text.slice(-name.length) === name;
  }
  return true;
}

function isAssignment(text: string): boolean {
  return text.includes("=") && /^[A-Za-z_]\w{0,30}=/.test(text);
}

const BINARY_PATH =
  /^(?:\/{1,4}|[.~/]{0,12}\/)?(?:usr\/{1,3}|opt\/{1,3})?(?:local\/{1,3})?s?bin\/{1,3}[a-z][\w.+-]{0,30}(?:\\[nr]|[\\/'"])?$/;

function isBinaryPath(text: string): boolean {
  return text.includes("bin/") && BINARY_PATH.test(text);
}

/** `/???/c?t`, `/bin/c*t`, `/usr/[b-b]in/id`: an absolute path with wildcards in the place of a command. */
function isGlobPath(text: string): boolean {
  if (text.charCodeAt(0) !== 47 || text.length < 5) return false;
  if (!/^(?:\/[\w?*[\]{},!-]{1,20}){2,5}$/.test(text)) return false;
  // `/a[7]/*/b[position() …`: XPath counts, and asks in brackets.
  if (/\[\d{1,3}\]|\[\w+$|\/\*$/.test(text)) return false;
  const marks = text.match(/[?*[]/g)?.length ?? 0;
  return marks >= 2 || (marks === 1 && /^\/(?:usr\/)?s?bin\/|^\/(?:usr\/)?[?[]/.test(text));
}

/** At most one plain word is left, or what is left has switches and paths: `net use of cash` is no command. */
function isBrief({ words }: ShellCommand, from: number): boolean {
  return words.length <= from + 1 || words.slice(from).some(({ text }) => /^[-/\\$"]|[:/\\=]/.test(text));
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** The shape of what follows word `n`. */
export function shapeOf(text: string, command: ShellCommand, n: number): number {
  const { words } = command;
  const first = words[n + 1];
  if (!first) return command.redirected ? Shape.redirect : Shape.none;
  const arg = first.text;
  const behind = text.charCodeAt(words[n]!.end);
  // `& more</title>`: the end of an element, not of a command.
  if (behind === 60 && /^<\/[a-z][a-z0-9]{0,12}>/i.test(text.slice(words[n]!.end, words[n]!.end + 16))) {
    return Shape.any;
  }
  if (behind === 60 || behind === 62) return Shape.redirect;
  if (first.quoted) return Shape.quoted;
  if (arg.startsWith("-") && arg.length > 1) return Shape.option;
  // `$5` is a price; a shell's own arguments are of no use to an intruder.
  if (text[first.start] === "$" && isDigit(text.charCodeAt(first.start + 1))) return Shape.any;
  if (arg === "" || arg.startsWith("$")) return Shape.variable;
  if (/^\/[a-z?]{1,12}(?:[:\s]|$)/i.test(arg)) return Shape.option | Shape.path;
  if (/^(?:[/~]|\.{1,2}[\\/]|\.\.?$|[a-z]:|\\\\|%\w+%|\*)/i.test(arg)) return Shape.path;
  if (
    /^(?:[a-z]+:\/\/|\d{1,3}(?:\.\d{1,3}){1,3}(?:$|[:/])|localhost\b|(?:[\w-]{1,63}\.){1,6}[a-z]{2,12}(?:$|[:/]))/i
      .test(arg)
  ) {
    return /\.(?:txt|php\d?|html?|conf|cfg|ini|log|sh|pl|py|exe|bat|dat|passwd)$/i.test(arg) ? Shape.path : Shape.host;
  }
  if (/^\d{1,6}(?:\.\d+)?s?$/.test(arg)) {
    const second = words[n + 2];
    if (!second) return Shape.number;
    return /^[/.~]/.test(second.text) ? Shape.path : Shape.any; // `chmod 777 /tmp/x`
  }
  if (arg.includes("/") || arg.includes("\\") || arg.includes("*")) return Shape.path;
  if (text[first.end] === "`" || arg.includes("$(")) return Shape.variable;
  return words.length === n + 2 ? Shape.single : Shape.any;
}
