/**
 * The guard's own rules: what it refuses before or beside the detectors. Same shape as a detector's.
 * @module
 */
import type { Contribution } from "../detectors/score.ts";
import { POINTS } from "../detectors/score.ts";
import type { Category, Finding, Rule, Severity } from "../detectors/types.ts";

/** A guard rule: every one is of level 1. */
function rule(id: string, category: Category, severity: Severity, title: string, why: string): Rule {
  return { id, category, severity, level: 1, title, why };
}

/** Rules by what happened. */
export const GUARD_RULES = {
  rateLimit: rule(
    "rate-limit.client",
    "rate-limit",
    "warning",
    "Too many requests",
    "this client has spent its requests for the minute",
  ),
  ratePolicy: rule(
    "rate-limit.policy",
    "rate-limit",
    "warning",
    "Quota of a route spent",
    "the quota of this route is spent",
  ),
  storeDown: rule(
    "rate-limit.store-down",
    "rate-limit",
    "warning",
    "Counter unavailable",
    "the counter could not be read and the policy says to refuse then",
  ),
  loginDelay: rule(
    "rate-limit.login-delay",
    "rate-limit",
    "warning",
    "Login delayed",
    "this account has just been tried with wrong passwords",
  ),
  loginBan: rule(
    "rate-limit.login-ban",
    "rate-limit",
    "warning",
    "Shut out of the login",
    "this client was shut out of the login a moment ago",
  ),
  bruteForce: rule(
    "brute-force.login",
    "brute-force",
    "critical",
    "Brute force",
    "one client tries password after password",
  ),
  spraying: rule(
    "spraying.login",
    "spraying",
    "critical",
    "Password spraying",
    "one client tries one password on account after account",
  ),
  stuffing: rule(
    "stuffing.login",
    "stuffing",
    "critical",
    "Credential stuffing",
    "one client tries a different password on each of many accounts, as from a stolen list",
  ),
  distributed: rule(
    "distributed-brute-force.login",
    "distributed-brute-force",
    "critical",
    "Distributed brute force",
    "many clients try passwords on one account",
  ),
  loginSurge: rule(
    "login-surge.room",
    "login-surge",
    "error",
    "Surge of failed logins",
    "far more logins fail than usual, over all clients and accounts together",
  ),
  enumeration: rule(
    "enumeration.objects",
    "enumeration",
    "warning",
    "Object enumeration",
    "one client reads object after object by number, as if to see which it may",
  ),
  bodyTooLarge: rule(
    "protocol.body-too-large",
    "protocol",
    "error",
    "Body too large",
    "the body is larger than this API accepts",
  ),
  bodyTooSlow: rule(
    "protocol.body-too-slow",
    "protocol",
    "error",
    "Body too slow",
    "the body did not arrive in time",
  ),
  bodyBroken: rule("protocol.body-broken", "protocol", "error", "Body broken off", "the body broke off"),
  jsonMalformed: rule(
    "protocol.json-malformed",
    "protocol",
    "error",
    "Malformed JSON",
    "the body says it is JSON and is not",
  ),
  jsonTooDeep: rule(
    "protocol.json-too-deep",
    "protocol",
    "error",
    "JSON too deep",
    "the JSON is nested deeper than any honest client needs",
  ),
  contentType: rule(
    "protocol.content-type",
    "protocol",
    "error",
    "Unknown content type",
    "the body is of a type that this API does not read",
  ),
  contentEncoding: rule(
    "protocol.content-encoding",
    "protocol",
    "error",
    "Encoded body",
    "the body is compressed, and this API reads only what it can see",
  ),
  multipart: rule(
    "protocol.multipart",
    "protocol",
    "error",
    "Broken multipart body",
    "the parts of the body cannot be told apart",
  ),
  charset: rule(
    "protocol.charset",
    "protocol",
    "error",
    "Unknown charset",
    "the body is in a character set that this API does not read",
  ),
} as const;

/** The contribution of a guard rule; it decides by itself, whatever the score. */
export function guardContribution(rule: Rule, why: string = rule.why): Contribution {
  const { id, category, severity, level } = rule;
  const finding: Finding = { rule: id, category, severity, level, why };
  return { finding, points: POINTS[severity], state: "deciding" };
}
