/**
 * The rules of the command injection detector.
 * @module
 */
import type { Level, Rule, Severity } from "../types.ts";

function rule(name: string, level: Level, severity: Severity, title: string, why: string): Rule {
  return { id: `rce.${name}`, category: "rce", severity, level, title, why };
}

export const SEPARATOR = rule(
  "separator",
  1,
  "critical",
  "Command behind a separator",
  "the value ends one shell command and begins another",
);
export const SUBSTITUTION = rule(
  "substitution",
  1,
  "critical",
  "Command substitution",
  "a shell would run the part in $(…) or backticks and put its output in place",
);
export const QUOTE = rule(
  "quote-break",
  1,
  "critical",
  "Command behind a quote",
  "the value closes a quote and begins a shell command",
);
export const DISGUISE = rule(
  "disguise",
  1,
  "critical",
  "Disguised command",
  "a command name is split, globbed or held apart with $IFS so that a plain search misses it",
);
export const HOSTILE = rule(
  "hostile-command",
  1,
  "critical",
  "Command of an intruder",
  "the command line reads secrets, loads and runs a remote file or opens a shell to the outside",
);
export const REVERSE_SHELL = rule(
  "reverse-shell",
  1,
  "critical",
  "Reverse shell",
  "the text connects a shell to a network socket",
);
export const ARITHMETIC = rule(
  "arithmetic-probe",
  1,
  "critical",
  "Shell arithmetic probe",
  "a scanner asks the shell to calculate a number and looks for it in the answer",
);
export const SHELLSHOCK = rule(
  "shellshock",
  1,
  "critical",
  "Shellshock",
  "an empty function definition makes an old bash run what follows it (CVE-2014-6271)",
);
export const PARAMETER = rule(
  "command-parameter",
  1,
  "critical",
  "Command in a command parameter",
  "a parameter that a web shell or a careless tool executes holds a command line",
);
export const CALL = rule(
  "function-call",
  1,
  "critical",
  "Call that runs a command",
  "a function that starts processes is called with a command line",
);
export const POWERSHELL = rule(
  "powershell",
  1,
  "critical",
  "PowerShell download or hidden script",
  "PowerShell is told to load code from the network or to run an encoded script",
);
export const WINDOWS = rule(
  "windows-syntax",
  1,
  "critical",
  "cmd.exe construct",
  "the value uses a construct that only cmd.exe understands to start a program",
);
export const DISPATCH = rule(
  "dispatch",
  1,
  "critical",
  "Call of any function",
  "the value names a framework's class or a function that calls any other function",
);
export const ARGUMENT = rule(
  "argument",
  1,
  "critical",
  "Option that runs a program",
  "a program that takes the value as an argument reads it as an option that starts another program or writes a file",
);
export const FORMULA = rule(
  "formula",
  1,
  "critical",
  "Formula that starts a program",
  "a spreadsheet that opens the exported value starts the program which the formula names",
);
export const BARE = rule(
  "bare-command",
  3,
  "critical",
  "Value is a command line",
  "the whole value is a shell command, which only an application that runs commands should receive",
);
export const IN_PROSE = rule(
  "command-in-text",
  3,
  "error",
  "Command inside a text",
  "a longer text contains a separator followed by a shell command",
);

export const RULES: readonly Rule[] = [
  SEPARATOR,
  SUBSTITUTION,
  QUOTE,
  DISGUISE,
  HOSTILE,
  REVERSE_SHELL,
  ARITHMETIC,
  SHELLSHOCK,
  PARAMETER,
  CALL,
  POWERSHELL,
  WINDOWS,
  DISPATCH,
  ARGUMENT,
  FORMULA,
  BARE,
  IN_PROSE,
];
