/**
 * Values that begin as an option or a formula: no separator is needed where a program takes them as an argument.
 * @module
 */
import type { Report } from "../report.ts";
import type { InspectedField, View } from "../types.ts";
import { isScriptMember } from "./context.ts";
import { ARGUMENT, DISGUISE, FORMULA, IN_PROSE } from "./rules.ts";

/** Options by which git, ssh, tar, rsync, wget, ImageMagick, browsers and PHP start a program or write a file. */
const OPTION =
  /^-{1,2}(?:upload-pack|receive-pack|exec|open-files-in-pager|use-askpass|checkpoint-action|to-command|use-compress-program|rsh|rsh-command|post-file|body-file|renderer-cmd-prefix|gpu-launcher|utility-cmd-prefix|browser-subprocess-path|templatespath|extension-dir)\s?[=\s]|^-{1,2}output(?:-document)?[= ]\s?\/|^-o\s?(?:proxycommand|localcommand|permitlocalcommand|knownhostscommand)\b|^-[a-z]\S{0,60}\s-o\s?proxycommand\b|^-o\s?q?\/(?:tmp|var)\b|^-(?:write|authenticate)\s+(?:\/|msl:|ephemeral:)|^-d\s{1,3}(?:allow_url|auto_prepend|disable_f|safe_mode|cgi\.)|^--config=(?:core|alias|http)\.|^-c\s{1,3}(?:core|alias|protocol)\.[a-z]/;

/** A transport of git that is a command, a host that is an option of ssh, an option of ssh by itself. */
const TRANSPORT = /^(?:git\+)?ext::\s?\S|^(?:git\+)?ssh:\/\/(?:[^/@\s]{0,40}@)?-o?[a-z]|^proxycommand\s?=/;

/** `{,id}`, `$SHELL -c …`: a command out of a list of braces or out of a variable. */
const SHELL_WORD = /^(?:\{,[a-z][a-z0-9_-]{1,20}(?:,[^{}\s]{0,60})?\}$|\$\{?shell\}?\s{1,4}-c\s)/;

/** `=cmd|'/C calc'!A0`: a spreadsheet starts the program when it opens the file. */
const EXCHANGE =
  /^(?:[\s"';,]{1,4}(?==))?[=+\-@][^|\n]{0,80}(?:cmd|msexcel|powershell|rundll32|regsvr32|mshta|certutil|wscript|cscript|bitsadmin)(?:\.exe)?\s{0,4}\|\s{0,4}'|^=dde\s?\(\s?["'](?:cmd|msexcel|powershell|mshta|rundll32)/;

/** Where an option in the name of a parameter is one for PHP itself: the query of a script is its command line. */
const COMMAND_LINE = /^-{2}[a-z][a-z-]{2,30}$|^-[ds]$/;

/** Characters that are read: options stand at the start. */
const HEAD = 240;

/** Looks at the start of the value or name. */
export function detectArguments(view: View, field: InspectedField, report: Report): void {
  const { lower } = view;
  const first = lower.charCodeAt(0);
  if (first === 45) {
    if (field.role === "name") {
      if (field.source === "query" && COMMAND_LINE.test(lower)) report(ARGUMENT, 0, lower.length);
      return;
    }
    const option = OPTION.exec(lower.slice(0, HEAD));
    if (option) return report(isScriptMember(field) ? IN_PROSE : ARGUMENT, 0, option[0].length);
  }
  if (first === 45 || first === 61 || first === 43 || first === 64 || first === 9 || first === 34) {
    const exchange = lower.includes("|") || lower.includes("dde(") ? EXCHANGE.exec(lower.slice(0, HEAD)) : null;
    if (exchange) report(FORMULA, 0, exchange[0].length);
  } else if (first === 123 || first === 36) {
    const shell = SHELL_WORD.exec(lower.slice(0, 80));
    if (shell) report(DISGUISE, 0, shell[0].length);
  } else if (first === 101 || first === 103 || first === 112 || first === 115) {
    const transport = TRANSPORT.exec(lower.slice(0, 80));
    if (transport) report(ARGUMENT, 0, transport[0].length);
  }
}
