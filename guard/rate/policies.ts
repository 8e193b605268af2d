/**
 * Policies per route: which requests a policy is for, what one costs, and whose account it is charged to.
 * @module
 */
import type { Context } from "hono";
import { MAX_SLIDING_LOG } from "../limits.ts";
import type { LimitPolicy, RoomSettings } from "../types.ts";

/** A limit for some routes, beside the one that holds for every request of a client. */
export interface RouteLimit {
  /** As clients see it in `RateLimit-Policy`: letters, digits, `-` and `_`. */
  readonly name: string;
  /** Paths, as the handler is mounted; one that ends in `*` is the beginning of paths. All where left out. */
  readonly paths?: readonly string[];
  /** All where left out; `GET` includes `HEAD`. */
  readonly methods?: readonly string[];
  /** Units in a window. A room's `settings.policies` may say another number, or off. */
  readonly limit: number;
  /** Milliseconds; a minute where left out. */
  readonly windowMs?: number;
  /** A sliding log up to 200 units, GCRA beyond, where left out. */
  readonly algorithm?: LimitPolicy["algorithm"];
  readonly burst?: number;
  /** Units that a request costs, 1 where left out; 0 is free. Asked before the body is read. */
  readonly cost?: number | ((c: Context) => number);
  /** Whose units: the client's, the account's (see `GuardOptions.account`), or what a function says of the request. */
  readonly keyBy?: "client" | "account" | ((c: Context) => string | undefined);
  /** When the store cannot answer: let the request pass and say so, or refuse it. Open where left out. */
  readonly onFailure?: LimitPolicy["onFailure"];
}

/** Throws a RangeError that names the policy and what is wrong with it. */
export function checkRouteLimits(limits: readonly RouteLimit[]): void {
  const names = new Set(["client"]);
  for (const { name, limit, windowMs = 60_000, cost = 1, paths = [] } of limits) {
    const wrong = (what: string) => new RangeError(`Cannot make a guard: limit "${name}" ${what}`);
    if (!/^[a-z0-9_-]{1,40}$/i.test(name)) throw wrong("needs a name of letters, digits, - and _");
    if (names.has(name)) throw wrong("is there twice; client is the name of the settings' own limit");
    names.add(name);
    if (!isWhole(limit, 1)) throw wrong(`must allow a whole number from 1, not ${limit}`);
    if (!isWhole(windowMs, 1_000)) throw wrong(`must have a window from 1000 ms, not ${windowMs}`);
    if (typeof cost === "number" && (!isWhole(cost, 0) || cost > limit)) {
      throw wrong(`must cost a whole number up to its limit, not ${cost}`);
    }
    if (paths.some((path) => !path.startsWith("/"))) throw wrong("has a path that does not begin with /");
  }
}

/** Whether the policy is for this request. `path` is the one that the router goes by. */
export function isFor({ paths, methods }: RouteLimit, method: string, path: string): boolean {
  const asked = method === "HEAD" ? "GET" : method;
  if (methods && !methods.includes(asked) && !methods.includes(method)) return false;
  return !paths || paths.some((each) => each.endsWith("*") ? path.startsWith(each.slice(0, -1)) : path === each);
}

/** The policy as it holds in a room now; undefined when it is off there. */
export function routePolicyOf(route: RouteLimit, { policies }: RoomSettings): LimitPolicy | undefined {
  const limit = policies?.[route.name] ?? route.limit;
  if (limit === "off") return undefined;
  const { name, windowMs = 60_000, burst, onFailure = "open" } = route;
  const algorithm = route.algorithm ?? "sliding-log";
  return {
    name,
    algorithm: algorithm === "sliding-log" && limit > MAX_SLIDING_LOG ? "gcra" : algorithm,
    limit,
    windowMs,
    onFailure,
    ...(burst === undefined ? {} : { burst: Math.min(burst, limit) }),
  };
}

/** Units that the request costs: never more than there are, or it could never be made. */
export function costOf({ cost = 1 }: RouteLimit, { limit, burst }: LimitPolicy, c: Context): number {
  const asked = typeof cost === "function" ? cost(c) : cost;
  return Number.isFinite(asked) ? Math.min(Math.max(0, Math.ceil(asked)), burst ?? limit) : 1;
}

function isWhole(value: number, least: number): boolean {
  return Number.isSafeInteger(value) && value >= least;
}
