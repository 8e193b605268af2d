/**
 * Command lines that nobody but an intruder sends to a web application, whatever stands before them.
 * @module
 */
import { isSecretName, isSecretPath, normalPath } from "../lex/path.ts";
import type { Judged } from "./judge.ts";

const READERS = new Set(
  ("cat tac nl more less head tail strings od xxd hexdump base64 base32 rev sort uniq cut paste fold expand comm column " +
    "grep egrep fgrep awk gawk sed cp mv zcat bzcat xzcat type copy findstr file look tee vi vim curl wget nc diff cc " +
    "ls find locate dd chmod chown ln stat rm touch tar readlink php perl python ruby").split(" "),
);

/** Whether a recognised command is hostile by itself; `line` is the text from the command on, lower case. */
export function isHostile(judged: Judged, line: string): boolean {
  const { name, command } = judged;
  if (READERS.has(name) && command.words.some((word) => isSensitiveArgument(word.text))) return true;
  switch (name) {
    case "wget":
    case "curl":
    case "tftp":
    case "ftpget":
    case "fetch":
      return isDropper(line) || /@\/(?:etc|proc|root)\//.test(line);
    case "nc":
    case "ncat":
    case "netcat":
    case "nc.traditional":
      return /\s-{1,2}[a-z]{0,4}(?:e|c|exec)\s+\S{0,40}(?:sh|cmd|powershell)|\s-l\w{0,4}p|\s-\w{0,4}l\w{0,4}\s+\d/.test(
        line,
      );
    case "net":
    case "net1":
      return /^\S+\s+(?:user|localgroup|group)\b.{0,80}\s\/(?:add|del|active)/.test(line) ||
        /^\S+\s+(?:view|localgroup)\s*$/.test(line);
    case "reg":
      return /\s(?:save|export)\s+hk|\bhk(?:lm|ey_local_machine)\\(?:sam|security|system)|terminal server|currentversion\\run/
        .test(line);
    case "netsh":
      return /\bfirewall\b|portproxy/.test(line);
    case "vssadmin":
    case "certutil":
      return /shadow|urlcache|-decode|\/decode/.test(line);
    case "bitsadmin":
    case "mshta":
    case "regsvr32":
    case "rundll32":
      return /https?:|\/transfer|javascript:|scrobj|comsvcs/.test(line);
    case "wmic":
    case "schtasks":
      return /process\s+call|\/create|shadowcopy/.test(line);
    case "perl":
    case "python":
    case "python2":
    case "python3":
    case "ruby":
    case "php":
    case "lua":
    case "node":
      return /\s-\w{0,3}(?:e|c|r)\b/.test(line) &&
        /socket|exec\b|exec\(|system\s*\(|popen|print ["']x["']x\d|spawn|base64/.test(line);
    case "rm":
      return /\s-\w{0,3}[rf]\w{0,3}\s+(?:\/(?:\s|\*|$)|\/tmp|\*)/.test(line);
    case "chmod":
      return /\s(?:777|\+x|0?755)\s+\S{1,60}\s{0,4}[;&|]{1,2}\s{0,4}(?:\.\/|sh\s|\/tmp|wget|curl|\S{0,20}\/tmp)/.test(
        line,
      );
    case "mkfifo":
    case "mknod":
      return /\/tmp\//.test(line) && /\bsh\b|\bnc\b/.test(line);
    case "echo":
    case "printf":
      return /<\?php.{0,200}>\s{0,4}\S{0,60}\.php|\|\s{0,4}(?:(?:base64\s+-{1,2}\w{1,8}|xxd\s+-r\S{0,4}(?:\s+-p)?|rev|tac)\s{0,4}\|\s{0,4})?(?:ba|z|da)?sh(?:\s*$|\s*[;|&)`])/s
        .test(line);
    case "cd":
      return /^cd\s+(?:\/tmp|\/var|\/dev\/shm|\/)\S{0,20}\s*[;&|]{1,2}\s{0,4}.*\b(?:wget|curl|tftp|rm|cat|ftpget)\b/
        .test(line);
    case "cmd":
      return /^\S*cmd(?:\.exe)?\s+\/[ck]\b/.test(line);
    case "powershell":
      return /^\S*powershell(?:\.exe)?\s+(?:get-|-c\b|-command|iex|invoke-|&|\(|start-)/.test(line);
    case "uname":
      return /^\S*uname\s+-[a-z]{1,3}\s*$/.test(line);
    case "whoami":
    case "ifconfig":
    case "ipconfig":
    case "systeminfo":
    case "netstat":
      return /^\S+\s+[-/]\w{1,8}\s*$/.test(line);
    default:
      return false;
  }
}

/** Output of what an intruder asks first, into a place that everybody may write to or read from. */
export const INTO_REACH =
  /^(?:id|ls|env|ps|whoami|ifconfig|ipconfig|netstat|uname)\b[^|;&\n]{0,80}>{1,2}\s{0,2}\/(?:tmp|dev\/shm|var\/(?:tmp|www))\//;

const OWN_MACHINE = /\bhttps?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:[/\s'"]|$)/;

/** A download whose source is a bare address, or that is run at once from a world-writable place. */
function isDropper(line: string): boolean {
  // A developer asks the own machine; what is run at once is another matter.
  if (OWN_MACHINE.test(line) && !/\|\s{0,4}(?:ba|z|da)?sh\b|`|\$\(/.test(line)) return false;
  if (!/https?:|ftp:|\b\d{1,3}(?:\.\d{1,3}){3}\b|\s-[a-z]*[gr]/.test(line)) return false;
  if (/(?:https?|ftp):\/\/\d{1,3}(?:\.\d{1,3}){3}\b|^\S+\s+(?:-\S+\s+){0,4}\d{1,3}(?:\.\d{1,3}){3}\b/.test(line)) {
    return true;
  }
  return /[;&|]\s*(?:chmod\s+\S{0,8}(?:777|\+x)|(?:sh|bash)\s+\S{0,40}\/tmp\/)|\s-o\s*\/(?:tmp|var|dev\/shm)\/|`whoami`|\$\(whoami/
    .test(line);
}

function isSensitiveArgument(text: string): boolean {
  if (!text.includes("/") && !text.includes("\\") && !text.includes(".")) return false;
  // A wildcard in the place of a letter: `/etc/p?sswd`, `/etc/[p]asswd`.
  if (/^\/(?:[\w?*[\]/!-]{1,40}\/)?[\w?*[\]/!.-]{1,40}$/.test(text) && /[?[]/.test(text) && /\/e?[et?[]/.test(text)) {
    return true;
  }
  const path = normalPath(
    text.replace(/%(?:systemroot|windir)%/i, "windows").replace(/['"\\?*]/g, (mark) => mark === "\\" ? "/" : ""),
  );
  const rootless = path.replace(/^(?:[a-z]:\/|file:\/|@|(?:\.\.\/)+)/, "");
  return isSecretPath(rootless) || isSecretName(path);
}
