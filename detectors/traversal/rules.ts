/**
 * The rules of the path traversal detector.
 * @module
 */
import type { Level, Rule, Severity } from "../types.ts";

function rule(name: string, level: Level, severity: Severity, title: string, why: string): Rule {
  return { id: `traversal.${name}`, category: "traversal", severity, level, title, why };
}

export const CLIMB = rule(
  "climb",
  1,
  "critical",
  "Climbing path",
  "the value climbs out of its directory with ../ parts",
);
export const CLIMB_TO_FILE = rule(
  "climb-to-file",
  1,
  "critical",
  "Climb to a sensitive file",
  "the value climbs out of its directory to a file of the system or the server",
);
export const DISGUISED = rule(
  "disguised-climb",
  1,
  "critical",
  "Disguised climb",
  "the dots or slashes of ../ are written so that a filter overlooks them and a decoder does not",
);
export const PATH = rule(
  "path-climb",
  1,
  "critical",
  "Climb in the request path",
  "the request path holds a .. part, which every browser resolves before it sends the request",
);
export const SECRET = rule(
  "sensitive-file",
  1,
  "critical",
  "Sensitive file",
  "the whole value names a file that holds secrets of the system",
);
export const SYSTEM = rule(
  "system-path",
  1,
  "critical",
  "System or server file",
  "the whole value is the absolute path of a system file, a server's log or its configuration",
);
export const SYSTEM_JSON = rule(
  "system-path-in-json",
  2,
  "critical",
  "System path in JSON",
  "a JSON value is the absolute path of a system file, which deployment and logging APIs do carry",
);
export const WRAPPER = rule(
  "stream-wrapper",
  1,
  "critical",
  "Stream wrapper",
  "the value opens a stream wrapper (php://, expect://, phar://, file://) where a file name is expected",
);
export const NUL = rule(
  "nul-suffix",
  1,
  "critical",
  "NUL byte in a path",
  "a NUL byte cuts the path before an ending that the application appends or checks",
);
export const PADDING = rule(
  "padding",
  1,
  "critical",
  "Padded path",
  "the path is stretched with ./ or / parts so that a length limit cuts off what the application appends",
);
export const SHORT_CLIMB = rule(
  "short-climb",
  3,
  "error",
  "Short climb",
  "the value climbs one or two directories, which imports and links do too",
);
export const MENTION = rule(
  "mention",
  3,
  "error",
  "Sensitive file in a text",
  "a text mentions the path of a sensitive file",
);
export const UNC_HOST = rule(
  "unc-host",
  1,
  "critical",
  "Share on a foreign host",
  "the value is a path to a share on a host of the internet, to which Windows would send its credentials",
);
export const UNC = rule(
  "unc-path",
  2,
  "error",
  "Network share",
  "the value is a path to a network share, to which Windows would send its credentials",
);
export const NAME = rule(
  "secret-name",
  2,
  "error",
  "Name of a secret file",
  "the whole value is the name of a file that usually holds secrets",
);

export const RULES: readonly Rule[] = [
  CLIMB,
  CLIMB_TO_FILE,
  DISGUISED,
  PATH,
  SECRET,
  SYSTEM,
  SYSTEM_JSON,
  WRAPPER,
  NUL,
  PADDING,
  SHORT_CLIMB,
  MENTION,
  UNC_HOST,
  UNC,
  NAME,
];
