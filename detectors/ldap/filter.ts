/**
 * Search filters of LDAP (RFC 4515) inside a value: `(&(uid=x)(cn=*))`. One pass over the parentheses.
 * @module
 */
import { MAX_LDAP_PARENS } from "../limits.ts";

/** What of a filter a value holds. */
export interface FilterPart {
  /**
   * `break-out`: a parenthesis too many closes the application's filter and another opens. `filter`: operators with
   * conditions in a place where no whole filter stands. `whole`: a filter as an administrator writes it.
   */
  readonly kind: "break-out" | "filter" | "whole";
  readonly start: number;
  readonly end: number;
}

/** A condition behind `(`: `uid=`, `cn~=`, `cn>=`, `member:1.2.840:=`; not a comparison of a programming language. */
const CONDITION = /[a-z][a-z0-9;.-]{0,40}(?::[a-z0-9.]{1,40})?\s?(?:[~<>:]?=)(?!=|>)/y;
/** A number compared, as in the filter that is never true: `1=0`. */
const CONSTANT = /[0-9]{1,4}=[0-9]{1,4}/y;

/** The first part of a filter in the lower-cased text. */
export function readFilter(lower: string): FilterPart | undefined {
  let depth = 0;
  /** Where a parenthesis closed what this value never opened. */
  let closed = -1;
  let parens = 0;
  let filter: FilterPart | undefined;
  for (let at = 0; at < lower.length; at++) {
    const code = lower.charCodeAt(at);
    if (code !== 40 && code !== 41) continue;
    if (++parens > MAX_LDAP_PARENS) return undefined;
    if (code === 41) {
      if (--depth < 0 && closed < 0) closed = at;
      continue;
    }
    depth++;
    const part = openAt(lower, at);
    if (part === undefined) continue;
    if (closed >= 0 && followsClosing(lower, closed, at, part.kind === "operator")) {
      return { kind: "break-out", start: closed, end: part.end };
    }
    if (depth <= 1 && lower[at - 1] === ")" && lower[at - 2] === "*") {
      return { kind: "break-out", start: at - 2, end: part.end };
    }
    if (part.kind === "operator") {
      filter ??= { kind: isGlued(lower, at) ? "filter" : "whole", start: at, end: part.end };
    }
    if (depth === 1 && lower[at - 1] === ")" && lower[beforeGroup(lower, at)] === "!") {
      filter ??= { kind: "filter", start: at, end: part.end };
    }
  }
  // a parenthesis too many is meant for the application's filter
  return filter?.kind === "whole" && (closed >= 0 || SECRET.test(lower) || ANYTHING.test(lower))
    ? { ...filter, kind: "filter" }
    : filter;
}

/** A password that is asked for letter by letter. */
const SECRET = /\((?:userpassword|unicodepwd|password|passwd|pass|pwd?|secret)\s?=[^()]{0,64}\*/;

/** Any entry that has an attribute at all: every entry. */
const ANYTHING = /\(\|\s?\([a-z]{1,32}\s?=\s?\*\)/;

/** A filter right behind a word or wildcard: no filter is written so, but an injected one begins so. */
function isGlued(lower: string, at: number): boolean {
  return at > 0 && /[a-z0-9*]/.test(lower[at - 1]!);
}

interface Opening {
  readonly kind: "condition" | "operator";
  readonly end: number;
}

/** What the parenthesis at `at` opens: a condition, or `&`, `|`, `!` with one behind it. */
function openAt(lower: string, at: number): Opening | undefined {
  let next = skipSpace(lower, at + 1);
  const operator = lower[next];
  if (operator === "&" || operator === "|" || operator === "!") {
    next = skipSpace(lower, next + 1);
    if (lower[next] === ")" && operator === "&") return { kind: "condition", end: next + 1 }; // (&) is true
    if (next >= lower.length && operator !== "!") return { kind: "condition", end: next }; // the rest is the application's
    if (lower[next] !== "(") return conditionAt(lower, next);
    const inner = skipSpace(lower, next + 1);
    const deeper = conditionEnd(lower, inner);
    if (deeper >= 0) return { kind: operator === "!" ? "condition" : "operator", end: deeper };
    return "&|!".includes(lower[inner] ?? " ") ? { kind: "condition", end: inner + 1 } : undefined;
  }
  if (lower[next] === "(" && "&|!".includes(lower[next + 1] ?? " ")) return conditionAt(lower, next + 2);
  return conditionAt(lower, next);
}

function conditionAt(lower: string, at: number): Opening | undefined {
  const end = conditionEnd(lower, at);
  return end < 0 ? undefined : { kind: "condition", end };
}

function conditionEnd(lower: string, at: number): number {
  for (const pattern of [CONDITION, CONSTANT]) {
    pattern.lastIndex = at;
    if (pattern.test(lower)) return pattern.lastIndex;
  }
  return -1;
}

/** Only parentheses, filter operators and wildcards stand between the closing and the opening parenthesis. */
function followsClosing(lower: string, closed: number, open: number, spaced: boolean): boolean {
  let at = open - 1;
  while (at > closed && (spaced ? " )&|!*%0" : ")&|!*%0").includes(lower[at]!)) at--;
  return lower[at] === ")" || at <= closed;
}

/** Offset before the group that ends right before `open`. */
function beforeGroup(lower: string, open: number): number {
  let depth = 0;
  for (let at = open - 1; at >= 0 && open - at < 200; at--) {
    if (lower[at] === ")") depth++;
    else if (lower[at] === "(" && --depth === 0) return at - 1;
  }
  return -1;
}

function skipSpace(lower: string, at: number): number {
  return lower[at] === " " ? at + 1 : at;
}
