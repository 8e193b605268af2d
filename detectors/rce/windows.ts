/**
 * Constructs that only cmd.exe and PowerShell understand.
 * @module
 */
import { Char } from "../chars.ts";
import { proseStart } from "../lex/prose_start.ts";
import type { Report } from "../report.ts";
import type { View } from "../types.ts";
import { IN_PROSE, POWERSHELL, WINDOWS } from "./rules.ts";

/** `%COMSPEC%`, `%PROGRAMFILES:~10,1%`: the environment of cmd.exe as a stand-in for a program or a character. */
export function detectVariables(view: View, report: Report): void {
  const { lower } = view;
  for (let at = lower.indexOf("%"); at >= 0; at = lower.indexOf("%", at + 1)) {
    const next = lower.charCodeAt(at + 1);
    if (next < 97 || next > 122) continue;
    const match = /^%(?:comspec%\s{0,4}(?:\/|"|$)|[a-z()]{3,24}:~-?\d{1,3}(?:,-?\d{1,3})?%)/.exec(
      lower.slice(at, at + 48),
    );
    if (match) return report(WINDOWS, at, at + match[0].length);
  }
}

/** `for /f … in (…) do …` of cmd.exe. */
const FOR_LOOP =
  /^for\s+(?:\/[dflr]\s+){0,4}(?:"[^"\n]{0,80}"\s+|[^\s%"(]{1,60}\s+)?%{1,2}\S{1,14}\s+in\s*\([^)\n]{1,120}\)\s*do\s/;
/** `if` of cmd.exe with what only cmd.exe understands, and a command behind it. */
const BATCH_IF =
  /^if\s*(?:\/i\s+)?(?:not\s+)?(?:\/i\s+)?(?:exist\s+\S{1,80}\s+\(?\s*(?:echo|cmd|set|goto|call|del|copy|type|start|cd)\b|defined\s+\w{1,40}\s*\(?\s*(?:echo|cmd|set|goto|call)\b|errorlevel\s+\d|[^\s=]{1,60}\s*(?:==|\s(?:equ|neq|lss|leq|gtr|geq)\s)\s*\S{1,60}\s{1,20}\(?\s*@?(?:echo|cmd|set|goto|call|cd)\b)/;

/** Batch constructs, at the start of the value or behind a separator. */
export function detectForLoops(view: View, report: Report): void {
  const { lower } = view;
  for (const [word, pattern] of [["for ", FOR_LOOP], ["if", BATCH_IF]] as const) {
    const at = lower.indexOf(word);
    if (at < 0 || at > 80 || !/^(?:[^\n]*[;&|])?\s*$/.test(lower.slice(0, at))) continue;
    const match = pattern.exec(lower.slice(at, at + 280));
    if (match) report(WINDOWS, at, at + match[0].length);
  }
}

const POWERSHELL_SIGNS = [
  "downloadstring(",
  "downloadfile(",
  "frombase64string(",
  "invoke-expression",
  "invoke-webrequest",
  "invoke-restmethod",
  "invoke-command",
  "invoke-mimikatz",
  "invoke-shellcode",
  "start-bitstransfer",
  "iex(",
  "iex (",
  "new-object net.",
  "new-object system.net",
];

/** PowerShell that loads code or hides it. */
export function detectPowershell(view: View, report: Report): void {
  const { lower, text, chars } = view;
  const shell = Math.max(lower.indexOf("powershell"), lower.indexOf("pwsh"));
  if (shell >= 0) {
    const line = lower.slice(shell, shell + 240);
    const match =
      /\s-(?:e|en|enc|encodedcommand|ec)\s+[a-z0-9+/=]{16,}|\s-(?:nop|noprofile|noni|w(?:indowstyle)?\s+hid|ep?\s+bypass|exec(?:utionpolicy)?\s+bypass|sta\b)/
        .exec(line);
    if (match) {
      // A build that names its own script.
      const own = /\sep?\s+bypass|policy\s+bypass/.test(match[0] + " ") &&
        /\s-f(?:ile)?\s+["']?\.{1,2}[\\/]/.test(line) &&
        !/https?:|-enc|hid/.test(line);
      return report(own ? IN_PROSE : POWERSHELL, shell, shell + match.index + match[0].length);
    }
  }
  const typed = chars & Char.dash &&
    (lower.includes("invoke-") || lower.includes("new-object") || lower.includes("bitstransfer"));
  const called = chars & Char.paren &&
    (lower.includes("iex") || lower.includes("download") || lower.includes("base64string"));
  if (!typed && !called) return;
  for (const sign of POWERSHELL_SIGNS) {
    const at = lower.indexOf(sign);
    if (at < 0 || (at > 0 && /[\w-]/.test(lower[at - 1]!))) continue;
    const line = lower.slice(at, at + 160);
    if (!sign.includes("(") && !/https?:|\$|\(|\\\\/.test(line)) continue;
    return report(proseStart(text) < at ? IN_PROSE : POWERSHELL, at, Math.min(lower.length, at + 60));
  }
}
