/**
 * Runs a command line in the fake shell. It has no access to the host: programs are functions, files a map.
 * @module
 */
import { readFile, toAbsolute } from "../file_tree.ts";
import { expandWord, type Surroundings } from "./expand.ts";
import { type Command, parseLine, ShellError } from "./parse.ts";
import { type Printed, PROGRAMS } from "./programs.ts";

/** What a command line did. */
export interface ShellRun {
  readonly output: string;
  /** Every program that ran, with its arguments. */
  readonly ran: readonly (readonly string[])[];
}

/** Programs that one line may start, over all substitutions. */
const MOST_PROGRAMS = 32;

/** Nesting of substitutions and of `sh -c`. */
const MOST_DEPTH = 5;

/** Longest output of one program. */
const MOST_OUTPUT = 4_000;

const VARIABLES: Readonly<Record<string, string>> = {
  HOME: "/var/www",
  IFS: " \t\n",
  PATH: "/bin",
  PWD: "/var/www",
  SECRET_KEY: "fake-5f4dcc3b5aa7",
  SHELL: "/bin/sh",
  USER: "www-data",
};

/** Runs a line; what it would print, errors included. */
export function runShell(line: string): ShellRun {
  const ran: string[][] = [];
  const output = runLine(line, ran, 0);
  return { output, ran };
}

function runLine(line: string, ran: string[][], depth: number): string {
  if (depth > MOST_DEPTH) return "sh: nested too deep\n";
  try {
    let output = "";
    let status = 0;
    for (const { after, commands } of parseLine(line)) {
      if ((after === "&&" && status !== 0) || (after === "||" && status === 0)) continue;
      let input = "";
      for (const [index, command] of commands.entries()) {
        const printed = runCommand(command, input, ran, depth);
        status = printed.status;
        input = printed.text.slice(0, MOST_OUTPUT);
        // Errors are no input of the next program.
        if (printed.status !== 0 && index < commands.length - 1) {
          output += input;
          input = "";
        }
      }
      output = (output + input).slice(0, MOST_OUTPUT);
    }
    return output;
  } catch (error) {
    if (error instanceof ShellError) return `sh: ${error.message}\n`;
    throw error;
  }
}

function runCommand(command: Command, piped: string, ran: string[][], depth: number): Printed {
  const surroundings: Surroundings = {
    variables: VARIABLES,
    substitute: (source) => runLine(source, ran, depth + 1),
  };
  const [name = "", ...args] = command.words.flatMap((word) => expandWord(word, surroundings));
  if (command.output !== undefined) {
    const [target = ""] = expandWord(command.output, surroundings);
    if (!target.startsWith("/dev/") && !target.startsWith("&")) {
      return { text: `sh: ${target}: Read-only file system\n`, status: 1 };
    }
  }
  let input = piped;
  if (command.input !== undefined) {
    const [source = ""] = expandWord(command.input, surroundings);
    const text = readFile(toAbsolute("/var/www", source));
    if (text === undefined) return { text: `sh: ${source}: No such file or directory\n`, status: 1 };
    input = text;
  }
  if (name === "") return { text: "", status: 0 };
  if (ran.length >= MOST_PROGRAMS) throw new ShellError("too many programs");
  ran.push([name, ...args]);
  const short = name.replace(/^(?:\/usr)?\/bin\//, "");
  const program = Object.hasOwn(PROGRAMS, short) ? PROGRAMS[short] : undefined;
  if (program === undefined) return { text: `sh: ${name}: not found\n`, status: 127 };
  return program({ args, input, variables: VARIABLES, run: (source) => runLine(source, ran, depth + 1) });
}
