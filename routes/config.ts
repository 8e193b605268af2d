/**
 * Configuration from the environment. A bad value is one clear line, not a stack trace.
 * @module
 */
import type { Mode } from "../guard/types.ts";
import { LOG_LEVELS, type LogLevel } from "../store/log.ts";

/** How this server runs. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** File path, `:memory:`, URL of a KV Connect server, or empty for the platform's own database. */
  readonly kv: string;
  readonly mode: Mode;
  /** Requests a minute per client. */
  readonly rateLimit: number | "off";
  /** `main`: everybody shares one room. `visitor`: everybody gets their own. */
  readonly rooms: "main" | "visitor";
  readonly trustProxy: number;
  /** From which level on the server writes lines about itself. */
  readonly log: LogLevel;
}

/** A value of the environment that makes no sense. */
export class ConfigError extends Error {
  constructor(name: string, value: string, expected: string) {
    super(`${name}="${value}": expected ${expected}`);
    this.name = "ConfigError";
  }
}

/** Reads the configuration; `get` is `Deno.env.get`. Throws a ConfigError that names variable and value. */
export function parseConfig(get: (name: string) => string | undefined): Config {
  const onDeploy = get("DENO_DEPLOYMENT_ID") !== undefined || get("DENO_DEPLOY") === "1";
  return {
    port: wholeNumber("PORT", get("PORT") ?? "8000", 0, 65_535),
    host: textOf("HOST", get("HOST") ?? (onDeploy ? "0.0.0.0" : "127.0.0.1")),
    kv: get("GLASSHOUSE_KV") ?? (onDeploy ? "" : "./data/kv.sqlite3"),
    mode: oneOf("GLASSHOUSE_MODE", get("GLASSHOUSE_MODE") ?? "block", ["block", "observe"]),
    rateLimit: rateLimitOf(get("GLASSHOUSE_RATE_LIMIT") ?? "100"),
    rooms: oneOf("GLASSHOUSE_ROOMS", get("GLASSHOUSE_ROOMS") ?? (onDeploy ? "visitor" : "main"), ["main", "visitor"]),
    trustProxy: wholeNumber("TRUST_PROXY", get("TRUST_PROXY") ?? (onDeploy ? "1" : "0"), 0, 10),
    log: oneOf("GLASSHOUSE_LOG", get("GLASSHOUSE_LOG") ?? (onDeploy ? "info" : "warn"), LOG_LEVELS),
  };
}

function rateLimitOf(value: string): number | "off" {
  if (value === "off") return "off";
  const expected = "a whole number from 1 to 1000000 (requests a minute per client), or off";
  return wholeNumber("GLASSHOUSE_RATE_LIMIT", value, 1, 1_000_000, expected);
}

function wholeNumber(name: string, value: string, least: number, most: number, expected?: string): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
  if (number >= least && number <= most) return number;
  throw new ConfigError(name, value, expected ?? `a whole number from ${least} to ${most}`);
}

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw new ConfigError(name, value, allowed.join(" or "));
}

function textOf(name: string, value: string): string {
  if (value !== "") return value;
  throw new ConfigError(name, value, "a host name or address");
}
