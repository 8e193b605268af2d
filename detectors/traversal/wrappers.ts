/**
 * Stream wrappers of PHP and Java in the place of a file name.
 * @module
 */
import { proseStart } from "../lex/prose_start.ts";
import type { Report } from "../report.ts";
import { Signal } from "../signals.ts";
import type { View } from "../types.ts";
import { MENTION, WRAPPER } from "./rules.ts";

const WRAPPERS = [
  "php://",
  "expect://",
  "phar://",
  "zip://",
  "zlib://",
  "compress.zlib://",
  "compress.bzip2://",
  "glob://",
  "ssh2.",
  "ogg://",
  "rar://",
  "netdoc:",
  "jar:http",
  "jar:file",
  "file:",
  "local_file:",
  "data:text/plain",
  "data://",
  "data:;base64",
  "data:application/x-httpd-php",
];

/** Looks for a wrapper that begins the value or follows `=`, `/`, `(` or a quote. */
export function detectWrappers(view: View, report: Report): void {
  const { lower, text, signals } = view;
  if ((signals & Signal.wrapper) === 0) return;
  for (const wrapper of WRAPPERS) {
    const at = lower.indexOf(wrapper);
    if (at < 0) continue;
    if (at > 0 && /[a-z0-9._-]/.test(lower[at - 1]!)) continue;
    const rest = lower.slice(at + wrapper.length, at + wrapper.length + 200);
    if (!isMeant(wrapper, rest, at)) continue;
    const end = Math.min(text.length, at + wrapper.length + 60);
    const talked = /^[^\s]{0,40}\s[a-z]{2}/i.test(rest) && wrapper === "php://";
    return report(talked || proseStart(text) < Infinity ? MENTION : WRAPPER, at, end);
  }
}

/** Whether what follows the wrapper makes it one. */
function isMeant(wrapper: string, rest: string, at: number): boolean {
  switch (wrapper) {
    // package.json and Cargo refer to neighbours with `file:../x`; a local file needs slashes and a root.
    case "file:":
    case "local_file:":
      return /^\/{1,4}(?:[a-z]:|localhost\/|~|[a-z.]+[/\\]|%2f|\/)/.test(rest) &&
        !/^\/{2,3}(?:users|home|c:\/users)\//.test(rest);
    case "data:text/plain":
      return at === 0 && /^[;,]/.test(rest) && /<\?|base64,(?:pd9|pgo8|pf9)|php/.test(rest);
    case "data://":
      return /^[a-z]*\/?[a-z]*[;,]/.test(rest);
    case "data:;base64":
      return at === 0 && /^,(?:pd9)/.test(rest);
    case "ssh2.":
      return /^(?:shell|exec|tunnel|sftp|scp):\/\//.test(rest);
    case "netdoc:":
      return rest.startsWith("/");
    case "php://":
      return /^[a-z%.]/.test(rest) && !/^(?:memory|temp|output|stdin|stdout|stderr)\b/.test(rest);
    default:
      return rest !== "";
  }
}
