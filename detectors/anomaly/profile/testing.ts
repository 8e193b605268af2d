/**
 * Words for the tests of profiles: requests, clients, and a room that has learned.
 * @module
 */
import { inspect } from "../../request/mod.ts";
import type { InspectedRequest } from "../../types.ts";
import { Profiles } from "./profiles.ts";

/** Digests of three clients. */
export const CLIENTS = [101, 202, 303] as const;

/** A route with a value in its path. */
export const USER = "GET /api/users/:id";

/** A GET of path and query. */
export function get(target: string): InspectedRequest {
  const [path = "/", query = ""] = target.split("?");
  return inspect({ method: "GET", path, query, headers: [["Host", "glass.test"]] });
}

/** A POST of a JSON value. */
export function post(path: string, value: unknown): InspectedRequest {
  const headers = [["Host", "glass.test"], ["Content-Type", "application/json"]] as const;
  return inspect({ method: "POST", path, query: "", headers, body: JSON.stringify(value) });
}

/** What a room has learned from `count` requests of `clients`, one a second. */
export function taught(
  request: (i: number) => InspectedRequest,
  { route = USER, count = 200, clients = CLIENTS, profiles = new Profiles(0), from = 0 }: {
    readonly route?: string;
    readonly count?: number;
    readonly clients?: readonly number[];
    readonly profiles?: Profiles;
    readonly from?: number;
  } = {},
): Profiles {
  for (let i = 0; i < count; i++) {
    profiles.observe(request(i), { route, client: clients[i % clients.length]!, now: from + i * 1_000 });
  }
  return profiles;
}

/** The profile's word on a request that a fourth client sends after an hour. */
export function judged(profiles: Profiles, request: InspectedRequest, route = USER) {
  return profiles.deviation(request, { route, client: 404, now: 3_600_000 });
}
