/**
 * Paths: what a file system would make of a text, and whether a sensitive file is named at its end.
 * @module
 */
import { SECRET_NAMES, SECRET_PATHS, SERVER_FILES, SYSTEM_PATHS } from "./path_files.ts";

/** Paths by their first two characters: a cheap look before the search. */
const SECRET_BY_HEAD = groupBy(SECRET_PATHS, (path) => path.slice(0, 2));
const SYSTEM_BY_HEAD = groupBy(SYSTEM_PATHS, (path) => path.slice(0, 2));
/** Secret names by their last path part. */
const SECRET_BY_TAIL = groupBy(SECRET_NAMES, (path) => path.slice(path.lastIndexOf("/") + 1));

const SERVER_BY_NAME = new Set(SERVER_FILES);

/** Whether a path of two or more parts ends in a server's log or settings. */
export function isServerFile(path: string): boolean {
  const slash = path.lastIndexOf("/");
  return slash > 0 && SERVER_BY_NAME.has(path.slice(slash + 1));
}

/** Lower case, `/` for `\`, no doubled slashes, no `.` parts, no white space or NUL at the ends. `..` stays. */
export function normalPath(text: string): string {
  if (!text.includes("/") && !text.includes("\\")) return text === "." ? "" : text.toLowerCase();
  let out = "";
  const parts = text.toLowerCase().replaceAll("\\", "/").split("/");
  for (const part of parts) {
    if (part === "" || part === ".") continue;
    out += out === "" ? part : "/" + part;
  }
  return out;
}

/** Whether a path below some root is a secret of the operating system; `path` as `normalPath` returns it. */
export function isSecretPath(path: string): boolean {
  return SECRET_BY_HEAD.get(path.slice(0, 2))?.some((entry) => path.startsWith(entry) && ends(path, entry)) ?? false;
}

/** `etc/passwd-policy` is another name than `etc/passwd`. */
function ends(path: string, entry: string): boolean {
  const behind = path.slice(entry.length, entry.length + 2);
  return entry.endsWith("-") ? !/^[a-z]/.test(behind) : !/^-[a-z]/.test(behind) || !/[a-z]$/.test(entry);
}

/** Whether a path below some root belongs to the system or a server: secret, configuration, log, program. */
export function isSystemPath(path: string): boolean {
  return isSecretPath(path) || (SYSTEM_BY_HEAD.get(path.slice(0, 2))?.some((entry) => path.startsWith(entry)) ?? false);
}

/** Whether the last parts of a path are a secret's name. */
export function isSecretName(path: string): boolean {
  const slash = path.lastIndexOf("/");
  const entries = SECRET_BY_TAIL.get(slash < 0 ? path : path.slice(slash + 1));
  return entries !== undefined && entries.some((entry) => path === entry || path.endsWith("/" + entry));
}

function groupBy(items: readonly string[], key: (item: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const item of items) {
    const known = groups.get(key(item));
    if (known) known.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
