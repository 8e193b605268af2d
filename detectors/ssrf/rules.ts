/**
 * The rules of the server-side request forgery detector.
 * @module
 */
import type { Level, Rule, Severity } from "../types.ts";

function rule(name: string, level: Level, severity: Severity, title: string, why: string): Rule {
  return { id: `ssrf.${name}`, category: "ssrf", severity, level, title, why };
}

export const METADATA = rule(
  "metadata",
  1,
  "critical",
  "Cloud metadata",
  "the URL leads to the address at which a cloud hands out the server's own credentials",
);
export const DISGUISED = rule(
  "disguised-address",
  1,
  "critical",
  "Disguised internal address",
  "the URL writes an internal address as a number, in hexadecimal or in another form that hides it",
);
export const INTERNAL = rule(
  "internal-url",
  1,
  "critical",
  "Internal URL",
  "the whole value is a URL that leads into the server's own network",
);
export const REBINDING = rule(
  "rebinding-name",
  1,
  "critical",
  "Name for an internal address",
  "the host name is public but resolves to an address inside",
);
export const CONFUSION = rule(
  "host-confusion",
  1,
  "critical",
  "Confusing host",
  "the URL is written so that a check and a client see different hosts",
);
export const SCHEME = rule(
  "scheme",
  1,
  "critical",
  "Scheme that speaks to services",
  "the URL's scheme lets a server talk to databases, files or mail servers",
);
export const USER = rule(
  "user-part",
  2,
  "critical",
  "URL with a user part",
  "what stands before @ in the URL looks like its host and is not",
);
export const LOCAL = rule(
  "local-url",
  3,
  "critical",
  "Local URL",
  "the value is a URL of the local machine or network, as developers and devices also use",
);
export const MENTION = rule(
  "mention",
  2,
  "error",
  "Internal URL in a text",
  "a text names a URL that leads to cloud metadata or a disguised internal address",
);

export const RULES: readonly Rule[] = [
  METADATA,
  DISGUISED,
  INTERNAL,
  REBINDING,
  CONFUSION,
  SCHEME,
  USER,
  LOCAL,
  MENTION,
];
