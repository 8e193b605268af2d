/**
 * Values that begin with a command: no separator gives them away, so the command itself has to.
 * @module
 */
import { Char } from "../chars.ts";
import type { Report } from "../report.ts";
import type { InspectedField, View } from "../types.ts";
import { COMMAND_PARAMETERS, Shape } from "./commands.ts";
import { isHostile } from "./hostile.ts";
import { judgeCommand, type Judged } from "./judge.ts";
import { proseStart } from "../lex/prose_start.ts";
import { BARE, DISGUISE, HOSTILE, PARAMETER, QUOTE } from "./rules.ts";

/** Parameters that hold a command line rather than a host name. */
const RUNS =
  /^(?:.*[._-])?(?:cmds?|commands?|exec|execute|exe|run|shell|syscmd|cmdline|commandline|code_exec|docmd|do_cmd)$/;

/** Programs that an application may well be told to run by its own clients. */
const ORDINARY = new Set(
  "node npm npx deno bun python python3 php ruby perl java go make docker git echo sleep cp mkdir touch".split(" "),
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
  const prose = proseStart(text) < Infinity && !line.includes("/");
  if (isHostile(judged, line) && !prose) return report(HOSTILE, start, end);
  if (judged.disguise !== undefined && judged.disguise !== "path") return report(DISGUISE, start, end);
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

function isRun(field: InspectedField, judged: Judged): boolean {
  const name = lastPart(field.name);
  if (judged.entry === undefined && judged.disguise !== "path") return false;
  if (!RUNS.test(name)) return COMMAND_PARAMETERS.has(name) && judged.shape !== Shape.none && !judged.entry?.word;
  // A JSON API that takes commands is told ordinary ones.
  return field.syntax !== "json" || !ORDINARY.has(judged.name);
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

/** Classes of which a bare command needs one, beside letters. */
export const BARE_NEEDS = Char.space | Char.slash | Char.dollar | Char.backslash;
