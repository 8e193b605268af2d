/**
 * Reads a command line as a POSIX shell does: lists, pipelines, words, quotes, substitutions. Only reads.
 * @module
 */

/** A piece of a word. `quoted` pieces are neither split nor expanded to file names. */
export type Part =
  | { readonly kind: "text"; readonly text: string; readonly quoted: boolean }
  | { readonly kind: "variable"; readonly name: string; readonly quoted: boolean }
  | { readonly kind: "command"; readonly source: string; readonly quoted: boolean };

/** One word. */
export type Word = readonly Part[];

/** A program with its arguments, and where it reads and writes. */
export interface Command {
  readonly words: readonly Word[];
  readonly input?: Word;
  readonly output?: Word;
}

/** Commands joined by `|`, and how the pipeline follows the one before. */
export interface Pipeline {
  readonly after: ";" | "&&" | "||";
  readonly commands: readonly Command[];
}

/** A line that a shell would refuse. */
export class ShellError extends Error {
  override readonly name = "ShellError";
}

/** Longest command line; the endpoint's own limit is lower. */
const MOST_SOURCE = 2_000;

/** Reads a command line. */
export function parseLine(source: string): Pipeline[] {
  if (source.length > MOST_SOURCE) throw new ShellError("the line is too long");
  return new Reader(source).list();
}

class Reader {
  #at = 0;

  constructor(readonly source: string) {}

  list(): Pipeline[] {
    const pipelines: Pipeline[] = [];
    let after: Pipeline["after"] = ";";
    while (true) {
      const commands = this.#pipeline();
      if (commands.length > 0) pipelines.push({ after, commands });
      this.#blanks();
      if (this.#at >= this.source.length) return pipelines;
      if (this.#takes("&&")) after = "&&";
      else if (this.#takes("||")) after = "||";
      else if (this.#takes(";") || this.#takes("&") || this.#takes("\n")) after = ";";
      else throw new ShellError(`syntax error near '${this.source[this.#at]}'`);
    }
  }

  #pipeline(): Command[] {
    const commands: Command[] = [];
    while (true) {
      const command = this.#command();
      if (command !== undefined) commands.push(command);
      this.#blanks();
      if (this.source[this.#at] !== "|" || this.source[this.#at + 1] === "|") return commands;
      if (command === undefined) throw new ShellError("syntax error near '|'");
      this.#at++;
    }
  }

  #command(): Command | undefined {
    const words: Word[] = [];
    let input: Word | undefined;
    let output: Word | undefined;
    while (true) {
      this.#blanks();
      if (this.#takes("<")) input = this.#target();
      else if (this.#takes(">>") || this.#takes(">")) output = this.#target();
      else {
        const word = this.#word();
        if (word === undefined) break;
        words.push(word);
      }
    }
    if (words.length === 0 && input === undefined && output === undefined) return undefined;
    return { words, ...(input ? { input } : {}), ...(output ? { output } : {}) };
  }

  #target(): Word {
    this.#blanks();
    const word = this.#word();
    if (word === undefined) throw new ShellError("syntax error near the redirection");
    return word;
  }

  #word(): Word | undefined {
    const parts: Part[] = [];
    let text = "";
    const flush = () => {
      if (text !== "") parts.push({ kind: "text", text, quoted: false });
      text = "";
    };
    const start = this.#at;
    while (this.#at < this.source.length) {
      const char = this.source[this.#at]!;
      if (" \t\n;&|<>".includes(char)) break;
      if (char === "(" || char === ")") throw new ShellError(`syntax error near '${char}'`);
      if (char === "#" && this.#at === start) {
        // A comment reaches to the end of the line.
        const end = this.source.indexOf("\n", this.#at);
        this.#at = end === -1 ? this.source.length : end;
        return undefined;
      }
      if (char === "\\") {
        parts.push(...textPart(text, false), ...textPart(this.source[this.#at + 1] ?? "", true));
        text = "";
        this.#at += 2;
      } else if (char === "'") {
        flush();
        const end = this.source.indexOf("'", this.#at + 1);
        if (end === -1) throw new ShellError("unterminated quoted string");
        parts.push({ kind: "text", text: this.source.slice(this.#at + 1, end), quoted: true });
        this.#at = end + 1;
      } else if (char === '"') {
        flush();
        this.#at++;
        parts.push(...this.#doubleQuoted());
      } else if (char === "$" || char === "`") {
        flush();
        parts.push(this.#dollar(false));
      } else {
        text += char;
        this.#at++;
      }
    }
    flush();
    return this.#at === start ? undefined : parts;
  }

  #doubleQuoted(): Part[] {
    const parts: Part[] = [];
    let text = "";
    while (true) {
      const char = this.source[this.#at];
      if (char === undefined) throw new ShellError("unterminated quoted string");
      if (char === '"') {
        this.#at++;
        // An empty string in quotes is still a word.
        return [...parts, { kind: "text", text, quoted: true }];
      }
      if (char === "$" || char === "`") {
        parts.push(...textPart(text, true), this.#dollar(true));
        text = "";
      } else {
        const escaped = char === "\\" && '$`"\\'.includes(this.source[this.#at + 1] ?? " ");
        text += escaped ? this.source[this.#at + 1]! : char;
        this.#at += escaped ? 2 : 1;
      }
    }
  }

  /** `$name`, `${name}`, `$(…)` or a backquoted command; a lone `$` is a text. */
  #dollar(quoted: boolean): Part {
    if (this.#takes("`")) return this.#until("`", quoted);
    this.#at++;
    if (this.#takes("(")) return this.#substitution(quoted);
    if (this.#takes("{")) {
      const end = this.source.indexOf("}", this.#at);
      if (end === -1) throw new ShellError("unterminated ${");
      const name = this.source.slice(this.#at, end);
      this.#at = end + 1;
      return { kind: "variable", name, quoted };
    }
    const start = this.#at;
    if (/[0-9@*#?$!-]/.test(this.source[this.#at] ?? "")) this.#at++;
    else while (/\w/.test(this.source[this.#at] ?? "")) this.#at++;
    const name = this.source.slice(start, this.#at);
    return name === "" ? { kind: "text", text: "$", quoted } : { kind: "variable", name, quoted };
  }

  #until(end: string, quoted: boolean): Part {
    const close = this.source.indexOf(end, this.#at);
    if (close === -1) throw new ShellError("unterminated command substitution");
    const source = this.source.slice(this.#at, close);
    this.#at = close + 1;
    return { kind: "command", source, quoted };
  }

  #substitution(quoted: boolean): Part {
    const start = this.#at;
    let depth = 1;
    for (; this.#at < this.source.length; this.#at++) {
      const char = this.source[this.#at];
      if (char === "\\") this.#at++;
      else if (char === "'") this.#at = Math.max(this.#at, this.source.indexOf("'", this.#at + 1));
      else if (char === "(") depth++;
      else if (char === ")" && --depth === 0) {
        return { kind: "command", source: this.source.slice(start, this.#at++), quoted };
      }
    }
    throw new ShellError("unterminated command substitution");
  }

  #blanks(): void {
    while (this.source[this.#at] === " " || this.source[this.#at] === "\t") this.#at++;
  }

  #takes(sign: string): boolean {
    if (!this.source.startsWith(sign, this.#at)) return false;
    this.#at += sign.length;
    return true;
  }
}

function textPart(text: string, quoted: boolean): Part[] {
  return text === "" ? [] : [{ kind: "text", text, quoted }];
}
