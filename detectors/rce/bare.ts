/**
 * Values that begin with a command: no separator gives them away, so the command itself has to.
 * @module
 */
import type { Report } from "../report.ts";
import type { InspectedField, View } from "../types.ts";
import { COMMAND_PARAMETERS, Shape } from "./commands.ts";
import { isScriptMember, isToldAbout } from "./context.ts";
import { INTO_REACH, isHostile } from "./hostile.ts";
import { judgeCommand, type Judged } from "./judge.ts";
import { proseStart } from "../lex/prose_start.ts";
import { BARE, DISGUISE, HOSTILE, PARAMETER, QUOTE } from "./rules.ts";

/** Parameters that hold a command line rather than a host name. */
const RUNS =
  /^(?:.*[._-])?(?:cmds?|commands?|exec|execute|exe|run|shell|syscmd|cmdline|commandline|code_exec|docmd|do_cmd)$/;

/** What an intruder asks first. */
const RECON = new Set(
  "id whoami ifconfig ipconfig uname netstat systeminfo tasklist printenv hostname cat net net1 nc ncat".split(" "),
);

/** Looks at the start of the value, behind an opening quote or bracket that an injection leaves there. */
export function detectBare(view: View, field: InspectedField, report: Report): void {
  const { text } = view;
  if (field.source === "path" && field.role === "value" && field.name === "") return;
  const at = openingOf(text);
  const judged = judgeCommand(text, at);
  if (!judged) return;
  const line = text.slice(judged.start, judged.start + 300).toLowerCase();
  const { start, end } = judged;
  const prose = (proseStart(text) < Infinity && !line.includes("/")) || isToldAbout(text);
  const hostile = isHostile(judged, line) || (INTO_REACH.test(line) && !isScriptMember(field));
  if (hostile && !prose) return report(HOSTILE, start, end);
  if (judged.disguise !== undefined && judged.disguise !== "path") return report(DISGUISE, start, end);
  // `time id`, `nohup sh -c …`: an application is not asked how long a command takes.
  if (start > judged.command.start && judged.entry && !isJsonLeaf(field) && !prose && !judged.entry.word) {
    return report(HOSTILE, judged.command.start, end);
  }
  if (isRun(field, judged)) return report(PARAMETER, start, end);
  if (prose) return;
  if (at > 0 && judged.entry && (!judged.entry.word || judged.disguise === "path") && isQuoteBreak(text, at)) {
    return report(QUOTE, 0, end);
  }
  // `/usr/bin/id|`: a path to a program with a pipe or a separator at once behind it.
  if (judged.disguise === "path" && judged.shape === Shape.none && /^[|;&`\n]/.test(judged.command.ending)) {
    return report(HOSTILE, start, Math.min(text.length, end + 1));
  }
  if (judged.entry || judged.disguise) report(BARE, start, end);
}

/** Commands of one word with which an intruder tries out a web shell. */
const TRIALS = new Set(
  "whoami id ls dir pwd ifconfig ipconfig uname netstat systeminfo tasklist hostname env printenv ver ps".split(" "),
);

const LONGEST_TRIAL = Math.max(...Array.from(TRIALS, (word) => word.length));

/** A value that is one plain word: an attack where the parameter runs commands, as web shells have it. */
export function detectWord(view: View, field: InspectedField, report: Report): void {
  if (view.text.length > LONGEST_TRIAL || !TRIALS.has(view.text)) return;
  const name = lastPart(field.name);
  const tersest = /^[^qsw\d]$/.test(name) &&
    /^(?:whoami|ifconfig|ipconfig|systeminfo|netstat|tasklist)$/.test(view.text);
  if ((RUNS.test(name) && name !== "run") || tersest) report(PARAMETER, 0, view.text.length);
}

function isRun(field: InspectedField, judged: Judged): boolean {
  const name = lastPart(field.name);
  if (judged.entry === undefined && judged.disguise !== "path") return false;
  if (!RUNS.test(name)) {
    return !isJsonLeaf(field) && COMMAND_PARAMETERS.has(name) && judged.shape !== Shape.none &&
      !judged.entry?.word;
  }
  // A JSON API that takes commands is told ordinary ones.
  return !isJsonLeaf(field) || (RECON.has(judged.name) && !judged.command.ending);
}

/** A leaf of a JSON document, also of one that is sent inside a form. */
export function isJsonLeaf(field: InspectedField): boolean {
  return field.syntax === "json" || (field.source === "body" && field.name.includes("/"));
}

function lastPart(name: string): string {
  const slash = name.lastIndexOf("/");
  return (slash < 0 ? name : name.slice(slash + 1)).toLowerCase();
}

/** Index behind quotes, closing brackets and space at the start of the value. */
function openingOf(text: string): number {
  let i = 0;
  while (i < text.length && i < 8) {
    const code = text.charCodeAt(i);
    if (code !== 32 && code !== 34 && code !== 39 && code !== 41 && code !== 93 && code !== 125) break;
    i++;
  }
  return i;
}

/** The value begins with a quote that is not closed: it ends a quote of the command around it. */
function isQuoteBreak(text: string, at: number): boolean {
  const quote = text[0];
  if (quote !== "'" && quote !== '"') return false;
  return text.indexOf(quote, at) < 0;
}
