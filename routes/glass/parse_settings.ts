/**
 * Settings from a request body: unknown keys and values are refused by name.
 * @module
 */
import type { Level } from "../../detectors/types.ts";
import type { RuleMode } from "../../detectors/score.ts";
import { MAX_ATTEMPTS } from "../../guard/login/account.ts";
import { MAX_ATTEMPTS as MAX_CLIENT_ATTEMPTS } from "../../guard/login/client.ts";
import { DEFAULT_LOGIN } from "../../guard/login/types.ts";
import type { LimitPolicy, RoomSettings } from "../../guard/types.ts";

/** The changed settings, or what is wrong. */
export type ParsedSettings =
  | { readonly kind: "settings"; readonly settings: RoomSettings }
  | { readonly kind: "error"; readonly field: string; readonly expected: string };

const RULE_MODES: readonly RuleMode[] = ["live", "dry-run", "off"];
const ALGORITHMS: readonly LimitPolicy["algorithm"][] = ["sliding-log", "gcra", "fixed-window"];
const LEVELS: readonly Level[] = [1, 2, 3, 4];
const MAX_RULES = 500;
const MAX_EXCLUSIONS = 200;

type Parse = (value: unknown, current: RoomSettings) => Partial<RoomSettings> | string;

const FIELDS: Readonly<Record<string, Parse>> = {
  mode: (value) => (value === "block" || value === "observe" ? { mode: value } : "block or observe"),
  level: (value) => levelOf(value, (level) => ({ level })),
  detectLevel: (value) => levelOf(value, (detectLevel) => ({ detectLevel })),
  threshold: (value) => isWhole(value, 1, 100) ? { threshold: value } : "a whole number from 1 to 100",
  rateLimit: (value) =>
    value === "off" || isWhole(value, 1, 1_000_000) ? { rateLimit: value } : "a whole number from 1 to 1000000, or off",
  algorithm: (value) => {
    const algorithm = ALGORITHMS.find((name) => name === value);
    return algorithm ? { algorithm } : ALGORITHMS.join(", ");
  },
  teaching: (value) => typeof value === "boolean" ? { teaching: value } : "true or false",
  policies: policiesOf,
  login: loginOf,
  rules: rulesOf,
  exclusions: exclusionsOf,
};

/** Applies a partial change to `current`. */
export function parseSettings(change: unknown, current: RoomSettings): ParsedSettings {
  if (!isRecord(change)) return { kind: "error", field: "", expected: "a JSON object" };
  let settings = current;
  for (const [field, value] of Object.entries(change)) {
    const parse = Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined;
    if (!parse) return { kind: "error", field, expected: `one of ${Object.keys(FIELDS).join(", ")}` };
    const parsed = parse(value, settings);
    if (typeof parsed === "string") return { kind: "error", field, expected: parsed };
    settings = { ...settings, ...parsed };
  }
  const detectLevel = settings.detectLevel < settings.level ? settings.level : settings.detectLevel;
  return { kind: "settings", settings: { ...settings, detectLevel } };
}

function levelOf(value: unknown, make: (level: Level) => Partial<RoomSettings>): Partial<RoomSettings> | string {
  const level = LEVELS.find((candidate) => candidate === value);
  return level ? make(level) : "1, 2, 3 or 4";
}

/** Limits of route policies by name; a change may name a part of them. */
function policiesOf(value: unknown, { policies }: RoomSettings): Partial<RoomSettings> | string {
  const known = Object.keys(policies ?? {});
  const expected = `an object of ${known.join(", ") || "no policy"} to a whole number from 1 to 1000000, or off`;
  if (!isRecord(value)) return expected;
  const changed: Record<string, number | "off"> = { ...policies };
  for (const [name, limit] of Object.entries(value)) {
    if (!known.includes(name) || (limit !== "off" && !isWhole(limit, 1, 1_000_000))) return expected;
    changed[name] = limit;
  }
  return { policies: changed };
}

/** Thresholds by name, a part of them or all: each a whole number, none of which locks anybody out for good. */
function loginOf(value: unknown, current: RoomSettings): Partial<RoomSettings> | string {
  const expected = `whole numbers from 1 for ${
    LOGIN_FIELDS.join(", ")
  }; waits of at most a day, counts of at most ${MAX_ATTEMPTS}`;
  if (!isRecord(value)) return expected;
  const login: Record<typeof LOGIN_FIELDS[number], number> = { ...DEFAULT_LOGIN, ...current.login };
  for (const [field, number] of Object.entries(value)) {
    const known = LOGIN_FIELDS.find((name) => name === field);
    if (!known || !isWhole(number, 1, LOGIN_MOST[known] ?? 24 * 3_600_000)) return expected;
    login[known] = number;
  }
  return { login };
}

/** What is counted is remembered up to a bound; a threshold beyond it would never be reached. */
const LOGIN_MOST: Readonly<Partial<Record<typeof LOGIN_FIELDS[number], number>>> = {
  accountFailures: MAX_ATTEMPTS,
  accountPerHour: MAX_ATTEMPTS,
  accountClients: MAX_ATTEMPTS,
  clientFailures: MAX_CLIENT_ATTEMPTS,
  clientAccounts: MAX_CLIENT_ATTEMPTS,
  surgePercent: 100,
};

const LOGIN_FIELDS = [
  "accountFailures",
  "accountWindowMs",
  "delayMs",
  "maxDelayMs",
  "accountPerHour",
  "clientFailures",
  "clientAccounts",
  "clientWindowMs",
  "banMs",
  "maxBanMs",
  "accountClients",
  "surgeFailures",
  "surgePercent",
] as const;

function rulesOf(value: unknown): Partial<RoomSettings> | string {
  const expected = "an object of rule id to live, dry-run or off";
  if (!isRecord(value) || Object.keys(value).length > MAX_RULES) return expected;
  const rules: Record<string, RuleMode> = {};
  for (const [rule, mode] of Object.entries(value)) {
    const found = RULE_MODES.find((candidate) => candidate === mode);
    if (!found || !isRuleId(rule)) return expected;
    rules[rule] = found;
  }
  return { rules };
}

function exclusionsOf(value: unknown): Partial<RoomSettings> | string {
  const expected = "a list of {rule, path, parameter?, reason, expires?}";
  if (!Array.isArray(value) || value.length > MAX_EXCLUSIONS) return expected;
  const exclusions: RoomSettings["exclusions"][number][] = [];
  for (const item of value) {
    if (!isRecord(item)) return expected;
    const { rule, path, parameter, reason, expires, ...unknown } = item;
    if (Object.keys(unknown).length > 0) return expected;
    if (!isText(rule) || !isRuleId(rule) || !isText(path) || !isText(reason)) return expected;
    if (parameter !== undefined && !isText(parameter)) return expected;
    if (expires !== undefined && !isWhole(expires, 0, Number.MAX_SAFE_INTEGER)) return expected;
    exclusions.push({
      rule,
      path,
      reason,
      ...(parameter === undefined ? {} : { parameter }),
      ...(expires === undefined ? {} : { expires }),
    });
  }
  return { exclusions };
}

function isRuleId(text: string): boolean {
  return /^[a-z-]{1,40}\.[a-z0-9-]{1,60}$/.test(text);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= 500;
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
