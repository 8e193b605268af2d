import { deepEqual, equal, throws } from "node:assert/strict";
import { ConfigError, parseConfig } from "./config.ts";

const parse = (env: Record<string, string>) => parseConfig((name) => env[name]);

Deno.test("parseConfig() has the documented defaults", () => {
  deepEqual(parse({}), {
    port: 8000,
    host: "127.0.0.1",
    kv: "./data/kv.sqlite3",
    mode: "block",
    rateLimit: 100,
    rooms: "main",
    trustProxy: 0,
    log: "warn",
  });
  equal(parse({ GLASSHOUSE_RATE_LIMIT: "off" }).rateLimit, "off");
  equal(parse({ DENO_DEPLOYMENT_ID: "x" }).rooms, "visitor");
});

Deno.test("parseConfig() names the variable and the value it cannot use", () => {
  const bad: readonly [name: string, value: string][] = [
    ["PORT", "http"],
    ["PORT", "70000"],
    ["PORT", ""],
    ["PORT", "-1"],
    ["HOST", ""],
    ["GLASSHOUSE_MODE", "blok"],
    ["GLASSHOUSE_RATE_LIMIT", "0"],
    ["GLASSHOUSE_RATE_LIMIT", "many"],
    ["GLASSHOUSE_ROOMS", "all"],
    ["TRUST_PROXY", "true"],
    ["GLASSHOUSE_LOG", "loud"],
  ];
  for (const [name, value] of bad) {
    throws(() => parse({ [name]: value }), (error) => {
      return error instanceof ConfigError && error.message.startsWith(`${name}="${value}": expected`);
    });
  }
  equal(bad.length, 11);
});
