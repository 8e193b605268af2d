/**
 * Words for what the code names by id.
 * @module
 */
import type { Category, Severity } from "../detectors/types.ts";
import type { Action } from "../guard/types.ts";

/** Verdicts in the order in which they are listed and stacked. */
export const ACTIONS: readonly Action[] = ["allow", "flag", "block", "limit"];

/** A verdict in one word. */
export const ACTION_WORD: Readonly<Record<Action, string>> = {
  allow: "allowed",
  flag: "flagged",
  block: "blocked",
  limit: "limited",
};

/** Titles of the categories. */
export const CATEGORY_TITLE: Readonly<Record<Category | "innocent", string>> = {
  "sqli": "SQL injection",
  "xss": "Cross-site scripting",
  "traversal": "Path traversal",
  "rfi": "Remote file inclusion",
  "rce": "Command injection",
  "ssti": "Template injection",
  "code": "Code injection",
  "nosqli": "NoSQL injection",
  "ssrf": "Server-side request forgery",
  "xxe": "XML external entities",
  "ldap": "LDAP injection",
  "xpath": "XPath injection",
  "crlf": "Header injection",
  "ssi": "Server-side includes",
  "protopollution": "Prototype pollution",
  "mail": "Mail injection",
  "graphql": "GraphQL abuse",
  "redirect": "Open redirect",
  "upload": "Dangerous upload",
  "scanner": "Scanner",
  "protocol": "Broken protocol",
  "evasion": "Evasion",
  "anomaly": "Anomaly",
  "rate-limit": "Request burst",
  "brute-force": "Brute force",
  "spraying": "Password spraying",
  "stuffing": "Credential stuffing",
  "distributed-brute-force": "Distributed brute force",
  "enumeration": "Enumeration",
  "login-surge": "Surge of failed logins",
  "innocent": "Innocent traffic",
};

/** Severities, the highest first. */
export const SEVERITIES: readonly Severity[] = ["critical", "error", "warning", "notice"];

/** A count with its noun. */
export function plural(count: number, one: string, many: string = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** Time of day with seconds, in the reader's zone. */
export function clockOf(at: number): string {
  const time = new Date(at);
  // By hand: a row of the event list is drawn often, and a formatter of the browser costs more than the rest of it.
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
}
