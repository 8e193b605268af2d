/**
 * Signs of command injection that need no command table: reverse shells, probes, Shellshock, cmd.exe and
 * PowerShell constructs, calls that start processes.
 * @module
 */
import { Char, QUOTES } from "../chars.ts";
import type { Report } from "../report.ts";
import { Signal } from "../signals.ts";
import type { View } from "../types.ts";
import { isShown } from "./context.ts";
import { judgeCommand } from "./judge.ts";
import { proseStart } from "../lex/prose_start.ts";
import {
  ARITHMETIC,
  CALL,
  DISGUISE,
  DISPATCH,
  HOSTILE,
  IN_PROSE,
  REVERSE_SHELL,
  SHELLSHOCK,
  SUBSTITUTION,
} from "./rules.ts";
import { detectForLoops, detectPowershell, detectVariables } from "./windows.ts";

/** Runs every pattern whose characters occur in the view. */
export function detectPatterns(view: View, report: Report): void {
  const { chars, signals } = view;
  const tricks = (signals & Signal.shellTrick) !== 0;
  if (chars & Char.dollar) {
    if (chars & (Char.paren | Char.bracket)) detectArithmetic(view, report);
    if (tricks) detectIfs(view, report);
    if (chars & Char.equals) detectVariableCall(view, report);
    if (chars & Char.colon && chars & Char.brace) detectCutOut(view, report);
  }
  if (chars & Char.paren) {
    if (chars & Char.brace) {
      detectShellshock(view, report);
      if (chars & (Char.pipe | Char.ampersand)) detectForkBomb(view, report);
    }
    if (chars & (Char.dollar | Char.angle | Char.backtick)) detectEmpty(view, report);
    if (chars & QUOTES && signals & Signal.process) detectCalls(view, report);
  }
  if (tricks) {
    if (chars & Char.equals && view.lower.includes("alias")) detectAlias(view, report);
    if (chars & Char.slash) detectSockets(view, report);
    if (chars & Char.space) detectImplants(view, report);
    if (chars & (Char.backslash | Char.underscore | Char.slash)) detectDispatch(view, report);
  }
  if (chars & Char.percent) detectVariables(view, report);
  if (chars & (Char.dash | Char.paren) && signals & Signal.powershell) detectPowershell(view, report);
  if (chars & Char.space && chars & (Char.percent | Char.paren | Char.equals | Char.backslash)) {
    if (signals & Signal.batch) detectForLoops(view, report);
  }
}

/** `$((12+34))` and the older `$[12+34]`: digits on both sides, as scanners send it; a shell script counts with variables. */
function detectArithmetic(view: View, report: Report): void {
  const { text } = view;
  const old = /\$\[\s{0,4}\d{1,9}\s{0,4}[+*%]\s{0,4}\d{1,9}\s{0,4}\]/.exec(text);
  if (old) return report(ARITHMETIC, old.index, old.index + old[0].length);
  for (let at = text.indexOf("$(("); at >= 0; at = text.indexOf("$((", at + 3)) {
    const match = /^\$\(\(\s{0,4}\d{1,9}\s{0,4}(?:[-+*%^]|%2b)\s{0,4}\d{1,9}\s{0,4}\)\)/i.exec(text.slice(at, at + 48));
    if (match) return report(ARITHMETIC, at, at + match[0].length);
  }
}

/** `pi$()ng`, `pi<()ng`: a substitution of nothing holds a command's name apart; `$(`id`)`: one in another. */
function detectEmpty(view: View, report: Report): void {
  const { lower } = view;
  for (let at = lower.indexOf("("); at >= 0; at = lower.indexOf("(", at + 1)) {
    const before = lower.charCodeAt(at - 1);
    if (before !== 36 && before !== 60 && before !== 62) continue;
    const nested = before === 36 && /^`[a-z][^`\n]{0,60}`\)/.exec(lower.slice(at + 1, at + 66));
    if (nested) return report(SUBSTITUTION, at - 1, at + 1 + nested[0].length);
    if (!/^\)[a-z)]/.test(lower.slice(at + 1, at + 3))) continue;
    const word = /(?:^|[\s;&|`"'=(])([a-z]{1,10})$/.exec(lower.slice(Math.max(0, at - 12), at - 1));
    if (word) return report(DISGUISE, at - 1 - word[1]!.length, at + 3);
  }
}

/** `:(){ :|:& };:`: a function that starts itself twice. */
function detectForkBomb(view: View, report: Report): void {
  const { text } = view;
  for (let at = text.indexOf("()"); at >= 0; at = text.indexOf("()", at + 2)) {
    const name = /[\w.:]{1,16}\s?$/.exec(text.slice(Math.max(0, at - 17), at));
    if (!name) continue;
    const own = name[0].trim();
    const body = /^\(\)\s{0,4}\{([^{}]{3,60})\}\s{0,4};?\s{0,4}(\S{1,16})/.exec(text.slice(at, at + 96));
    if (!body || !body[2]!.startsWith(own)) continue;
    const runs = body[1]!.split(/[|&;\s]+/).filter((word) => word === own || word === `${own}()`);
    if (runs.length > 0 && /[|&]/.test(body[1]!)) {
      return report(HOSTILE, at - name[0].length, at + body[0].length);
    }
  }
}

/** `X=id;$X`: a variable that is filled and then run. */
function detectVariableCall(view: View, report: Report): void {
  const { text } = view;
  for (let at = text.indexOf("$"), n = 0; at >= 0 && n < 50; at = text.indexOf("$", at + 1), n++) {
    const name = /^\$\{?([A-Za-z_]\w{0,20})/.exec(text.slice(at, at + 24))?.[1];
    if (name === undefined || !/[;&|\n]\s{0,3}$/.test(text.slice(Math.max(0, at - 4), at))) continue;
    const filled = text.slice(Math.max(0, at - 120), at).lastIndexOf(`${name}=`);
    if (filled < 0) continue;
    const start = Math.max(0, at - 120) + filled;
    if (start > 0 && /\w/.test(text[start - 1]!)) continue;
    if (/^[^=]{1,30}=['"\\\w/$(]/.test(text.slice(start, at)) && proseStart(text) > start) {
      return report(DISGUISE, start, at + 1 + name.length);
    }
  }
}

/** `alias a=curl`, by which a later word becomes a command. */
function detectAlias(view: View, report: Report): void {
  const match = /^\s{0,4}alias\s+(?:-\w{1,8}\s+)?['"]?[\w.+-]{1,20}['"]?=\S/.exec(view.lower.slice(0, 80));
  if (match) report(HOSTILE, 0, match[0].length);
}

/** `$IFS` between two words; alone it is what a shell tutorial talks about. */
function detectIfs(view: View, report: Report): void {
  const { text } = view;
  for (let at = text.indexOf("IFS"); at >= 0; at = text.indexOf("IFS", at + 3)) {
    const open = text[at - 1] === "$" ? at - 1 : text[at - 1] === "{" && text[at - 2] === "$" ? at - 2 : -1;
    if (open < 1) continue;
    const after = text.slice(at + 3, at + 16);
    if (/[\w/'"\\)]/.test(text[open - 1]!) && /^(?:[^\s{}]{0,10}\})?(?:\$\d)?[-\w/'"$.\\{<>]/.test(after)) {
      let start = open;
      while (start > 0 && open - start < 20 && /[\w/.\\-]/.test(text[start - 1]!)) start--;
      return report(DISGUISE, start, Math.min(text.length, at + 16));
    }
  }
}

/** `() { :;};`, with any body and spacing. */
function detectShellshock(view: View, report: Report): void {
  const { text } = view;
  for (let at = text.indexOf("()"); at >= 0; at = text.indexOf("()", at + 2)) {
    const match =
      /^\(\)\s{0,8}\{\s{0,8}(?:[:_]|\w{1,12}(?:=[^;{}]{0,20})?|[^{}\w]{0,8})\s{0,4};?[^{}]{0,20}\}\s{0,8}(?:;|>_\[)/
        .exec(
          text.slice(at, at + 96),
        );
    if (
      match && (at === 0 || !/[\w$]/.test(text[at - 1]!)) && /[:_]|\w\s?;|\w=/.test(match[0]) &&
      !/return|break|this/.test(match[0])
    ) {
      // A shell takes a function from a variable only where its whole value begins so.
      return report(proseStart(text) < at ? IN_PROSE : SHELLSHOCK, at, at + match[0].length);
    }
  }
}

/** ThinkPHP's `\\think\\app/invokefunction`, and `call_user_func_array` as a whole value. */
function detectDispatch(view: View, report: Report): void {
  const { lower } = view;
  if (lower.length > 200) return;
  const match =
    /[\\/]think[\\/](?:app|request|container|config|template|view|lang|module)|\binvokefunction\b|^call_user_func(?:_array)?$/
      .exec(lower);
  if (match && !/\s/.test(lower)) report(DISPATCH, match.index, match.index + match[0].length);
}

/** bash's network files, and interpreters that are handed a socket. */
function detectSockets(view: View, report: Report): void {
  const { lower } = view;
  const at = lower.indexOf("/dev/tcp/") >= 0 ? lower.indexOf("/dev/tcp/") : lower.indexOf("/dev/udp/");
  if (at >= 0 && /^[\w$.{[%-]/.test(lower.slice(at + 9, at + 10))) {
    const before = lower.slice(Math.max(0, at - 60), at);
    if (/[<>&]\s{0,4}$|sh\s+-i|exec\s/.test(before)) {
      report(REVERSE_SHELL, Math.max(0, at - 12), Math.min(lower.length, at + 40));
    }
  }
}

/** `nc 203.0.113.9 4444 -e /bin/sh`, wherever it stands; and a line for cron that a command writes. */
const TO_OUTSIDE =
  /\b(?:nc|ncat|netcat)\s[^\n|;&]{0,60}\s?-[a-z]{0,3}[ec]\s{1,3}(?:\/(?:usr\/)?bin\/)?(?:(?:ba|da|z|k)?sh|cmd(?:\.exe)?)\b/;
const INTO_CRON = />{1,2}\s{0,3}\/etc\/cron(?:tab|\.d\/)/;

/** A script from a bare address outside that a shell reads at once. */
const FROM_OUTSIDE =
  /\b(?:curl|wget)\s[^\n;|]{0,120}https?:\/\/(?!127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)\d{1,3}(?:\.\d{1,3}){3}[^\s|;]{0,120}[^\n;|]{0,20}\|\s?(?:sudo\s)?(?:ba|da|z|k)?sh\b/;

const IMPLANTS = [[REVERSE_SHELL, TO_OUTSIDE], [HOSTILE, INTO_CRON], [HOSTILE, FROM_OUTSIDE]] as const;

/** `${PATH:0:1}`: a character cut out of a variable that every shell has. */
const CUT_OUT =
  /\$\{(?:PATH|HOME|PWD|OLDPWD|SHELL|BASH|USER|LOGNAME|HOSTTYPE|LS_COLORS|IFS):\s?-?\d{1,3}(?::\d{1,2})?\}/;

function detectCutOut(view: View, report: Report): void {
  const match = CUT_OUT.exec(view.text);
  if (match) {
    report(proseStart(view.text) < match.index ? IN_PROSE : DISGUISE, match.index, match.index + match[0].length);
  }
}

function detectImplants(view: View, report: Report): void {
  const { lower, text } = view;
  for (const [rule, pattern] of IMPLANTS) {
    const match = pattern.exec(lower);
    if (match) report(proseStart(text) < match.index ? IN_PROSE : rule, match.index, match.index + match[0].length);
  }
}

/** A sentence goes on behind the call, which nothing separates from it: no language would run the two. */
const SENTENCE = /^[^/#;\n]{0,12}\s(?:[a-z']{2,}[,.]?\s){3}[a-z]{2,}/i;

const CALLS =
  /(?:^|[^\w])(?:system|exec|execsync|execfile|passthru|shell_exec|popen|proc_open|pcntl_exec|spawn|spawnsync|check_output|getoutput|call|run|backtick|xp_cmdshell|eval|wscript\.shell|processbuilder)\s{0,3}\(\s{0,3}(?:new\s+string\[\]\s*\{\s*)?\[?\s{0,3}(['"`])/g;

/** `system('id')`: the argument has to be a command. */
function detectCalls(view: View, report: Report): void {
  const { text, lower } = view;
  if (!lower.includes("('") && !lower.includes('("') && !/\(\s{0,3}['"`[]/.test(lower)) return;
  CALLS.lastIndex = 0;
  for (let match = CALLS.exec(lower); match; match = CALLS.exec(lower)) {
    const inside = match.index + match[0].length;
    const judged = judgeCommand(text, inside);
    if (!judged) continue;
    const written = proseStart(text) < match.index || SENTENCE.test(text.slice(judged.end, judged.end + 120)) ||
      isShown(text, match.index);
    return report(written ? IN_PROSE : CALL, match.index, judged.end);
  }
}
