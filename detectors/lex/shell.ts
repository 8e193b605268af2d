/**
 * A shell lexer: one simple command from a given place, with the tricks undone that hide its words from a
 * plain search: quote and backslash splitting, `^`, `$IFS`, empty expansions, brace lists.
 * Unix shells and cmd.exe are read alike; what differs is left to the caller.
 * @module
 */
import { SHELL_ARGS, SHELL_WORD } from "../limits.ts";

/** One word of a command line. */
export interface ShellWord {
  /** The word as the shell would pass it on. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** A part of it stood in quotes. */
  readonly quoted: boolean;
  /** Quotes, backslashes or empty expansions inside the word: `c''at`, `w\ho`, `c$@at`. */
  readonly split: boolean;
}

/** A simple command: name, a bounded number of arguments, and what ended it. */
export interface ShellCommand {
  readonly words: readonly ShellWord[];
  readonly start: number;
  readonly end: number;
  /** The separator, bracket or quote behind it; empty at the end of the text. */
  readonly ending: string;
  /** A redirection stood in it. */
  readonly redirected: boolean;
  /** Words were held apart by `$IFS`, a brace list or another stand-in for a space. */
  readonly disguisedSpace: boolean;
}

/** Reads words from `at` to the next separator; undefined when there is none. */
export function lexCommand(
  text: string,
  at: number,
  maxWords = SHELL_ARGS,
  maxWord = SHELL_WORD,
): ShellCommand | undefined {
  const words: ShellWord[] = [];
  let i = at;
  let redirected = false;
  let disguisedSpace = false;
  let brace = false;
  while (i < text.length && words.length < maxWords) {
    const code = text.charCodeAt(i);
    if (code === 32 || code === 9) {
      i++;
      continue;
    }
    const ifs = stepOverIfs(text, i);
    if (ifs > i) {
      disguisedSpace = true;
      i = ifs;
      continue;
    }
    if (code === 60 || code === 62) {
      redirected = true;
      i++;
      continue;
    }
    // `{cat,/etc/passwd}`: the comma is the space.
    if (code === 123 && words.length === 0 && !brace && indexWithin(text, ",", i, SHELL_WORD) > 0) {
      brace = disguisedSpace = true;
      i++;
      continue;
    }
    if (brace && (code === 44 || code === 125)) {
      i++;
      continue;
    }
    if (isSeparator(code)) break;
    const word = lexWord(text, i, brace, maxWord);
    if (word.end === i) break;
    words.push(word);
    i = word.end;
  }
  if (words.length === 0) return undefined;
  const ending = i < text.length && isSeparator(text.charCodeAt(i)) ? text[i]! : "";
  return { words, start: words[0]!.start, end: words[words.length - 1]!.end, ending, redirected, disguisedSpace };
}

function lexWord(text: string, at: number, brace: boolean, maxWord: number): ShellWord {
  const stop = Math.min(text.length, at + maxWord);
  let out = "";
  let quoted = false;
  let split = false;
  let i = at;
  while (i < stop) {
    const code = text.charCodeAt(i);
    if (code === 39 || code === 34) {
      const close = indexWithin(text, text[i]!, i + 1, stop - i);
      // An unclosed quote belongs to the text around the injection, not to the command.
      if (close < 0) {
        // `w'h'o'a'm'i`: the last of several quotes inside a word.
        if (split && isLetter(text.charCodeAt(i + 1))) {
          i++;
          continue;
        }
        break;
      }
      if (out !== "" || close === i + 1) split = true;
      quoted = true;
      out += text.slice(i + 1, close);
      i = close + 1;
    } else if (code === 92) {
      const next = text.charCodeAt(i + 1);
      if (isLetter(next) && out !== "" && isLetter(out.charCodeAt(out.length - 1))) split = true;
      // Kept where it parts a Windows path or escapes nothing; the caller drops it to read a name.
      out += "\\";
      i++;
    } else if (code === 94) {
      split = true;
      i++;
    } else if (code === 36) {
      const empty = stepOverEmpty(text, i);
      if (empty > i) {
        // Inside a word it hides the word; behind a slash it is a template's variable.
        if (out !== "" && isLetter(out.charCodeAt(out.length - 1))) split = true;
        i = empty;
      } else if (stepOverIfs(text, i) > i) break;
      else {
        out += "$";
        i++;
      }
    } else if (isSpace(code) || isSeparator(code) || code === 60 || code === 62) break;
    else if (brace && (code === 44 || code === 125)) break;
    else {
      const from = i++;
      while (i < stop && isPlain(text.charCodeAt(i))) i++;
      out += text.slice(from, i);
    }
  }
  return { text: out, start: at, end: i, quoted, split };
}

/** Behind a stand-in for a space (`$IFS`, `${IFS}`, `$IFS$9`, `${IFS%?}`, `%09` left as text), or `at`. */
function stepOverIfs(text: string, at: number): number {
  if (text.charCodeAt(at) !== 36) return at;
  if (text.startsWith("$IFS", at)) {
    let i = at + 4;
    if (text.charCodeAt(i) === 36 && isDigit(text.charCodeAt(i + 1))) i += 2;
    return i;
  }
  if (text.startsWith("${IFS", at)) {
    const close = indexWithin(text, "}", at, 24);
    return close > 0 ? close + 1 : at;
  }
  return at;
}

/** Behind an expansion that is empty in a fresh shell (`$@`, `$*`, `$1`, `${x}`, `$u` inside a word), or `at`. */
function stepOverEmpty(text: string, at: number): number {
  const next = text.charCodeAt(at + 1);
  if (next === 64 || next === 42 || next === 33 || isDigit(next)) return at + 2;
  if (next === 123 && !text.startsWith("${IFS", at)) {
    const close = indexWithin(text, "}", at, 12);
    if (close > 0) return close + 1;
  }
  // `cat$u`: an unset variable behind the name.
  const name = /^\$[a-z]\w{0,7}(?![\w(])/.exec(text.slice(at, at + 12));
  const before = text.charCodeAt(at - 1);
  return name && isLetter(before) ? at + name[0].length : at;
}

/** Last part of a path, without an `.exe` ending, lower-cased: the name under which a command is known. */
export function commandName(word: ShellWord): string {
  const { text } = word;
  const slash = text.lastIndexOf("/", text.length - 2);
  let name = slash < 0 ? text : text.slice(slash + 1);
  // A line break that is still escaped.
  if (name.length > 2 && (name.endsWith("\\n") || name.endsWith("\\r"))) name = name.slice(0, -2);
  if (name.includes("\\")) {
    const windows = /^[a-z]:|^\\|%/i.test(name);
    name = windows ? name.slice(name.lastIndexOf("\\") + 1) : name.replaceAll("\\", "");
  }
  name = name.toLowerCase();
  return name.length > 4 && (name.endsWith(".exe") || name.endsWith(".com")) ? name.slice(0, -4) : name;
}

/** Like indexOf, but looks at no more than `length` characters: a search to the end at every place is quadratic. */
function indexWithin(text: string, needle: string, from: number, length: number): number {
  const found = text.slice(from, from + length).indexOf(needle);
  return found < 0 ? -1 : from + found;
}

function isSeparator(code: number): boolean {
  // ; | & newline carriage-return ) ` and NUL
  return code === 59 || code === 124 || code === 38 || code === 10 || code === 13 || code === 41 || code === 96 ||
    code === 0;
}

/** Codes that mean themselves inside a word: none that `lexWord` looks at, no blank, no separator. */
const PLAIN = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  if (!isSpace(code) && !isSeparator(code) && !"'\"\\^$<>,}".includes(String.fromCharCode(code))) PLAIN[code] = 1;
}

function isPlain(code: number): boolean {
  return code >= 128 || PLAIN[code] === 1;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 11 || code === 12;
}

function isLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
