/**
 * The limits of the house beside the one that every client has.
 * @module
 */
import type { RouteLimit } from "../guard/mod.ts";
import type { Config } from "./config.ts";

/** Units a minute that a client has for endpoints that make the server work. */
const COSTLY_UNITS = 100;

/** What one request costs there: a fetch, a process. Twenty a minute, where a search may be asked a hundred times. */
const COSTLY_COST = 5;

/** Requests of a visitor's room in ten minutes: a class of thirty, each at its full rate, for two of them. */
const ROOM_REQUESTS = 6_000;

/** Policies of the demo API, each as it is at first. */
export function demoLimits({ rooms }: Pick<Config, "rooms">): readonly RouteLimit[] {
  const costly: RouteLimit = {
    name: "costly",
    paths: ["/api/preview", "/api/ping", "/api/safe/preview", "/api/safe/ping"],
    limit: COSTLY_UNITS,
    cost: COSTLY_COST,
  };
  // One visitor's room must not use up the house. A visitor cannot change this one: it is not in the settings.
  const room: RouteLimit = {
    name: "room",
    limit: ROOM_REQUESTS,
    windowMs: 600_000,
    algorithm: "gcra",
    keyBy: () => "room",
  };
  return rooms === "visitor" ? [costly, room] : [costly];
}

/** Policies that a room can set, with what they are at first: a server without limits has none here either. */
export function startPolicies({ rateLimit }: Pick<Config, "rateLimit">): Readonly<Record<string, number | "off">> {
  return { costly: rateLimit === "off" ? "off" : COSTLY_UNITS };
}
