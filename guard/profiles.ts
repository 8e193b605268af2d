/**
 * What the guard asks of profiles: a word before the verdict, and to learn once the answer is on its way.
 * @module
 */
import type { Context } from "hono";
import { matchedRoutes } from "hono/route";
import { routeOf } from "../detectors/anomaly/profile/route.ts";
import { type Deviation, PROFILE_RULES } from "../detectors/anomaly/profile/rules.ts";
import { type Detection, withDeviation } from "../detectors/engine.ts";
import type { Model } from "../detectors/anomaly/weights.ts";
import type { InspectedRequest, RawRequest } from "../detectors/types.ts";
import { MAX_ROUTE_METHODS, QUIET_PROBABILITY } from "./limits.ts";
import { GUARD_RULES } from "./rules.ts";
import type { ProfileSighting, ProfileStore, Verdict } from "./types.ts";

/** The pattern of the route that will answer, as the application declared it; undefined where it is middleware only. */
export function patternOf(c: Context): string | undefined {
  const routes = matchedRoutes(c);
  for (let i = routes.length - 1; i >= 0; i--) if (!routes[i]!.path.includes("*")) return routes[i]!.path;
  return undefined;
}

/** Who sends this request, where to, and when. */
export function sightingOf(
  { method, path }: RawRequest,
  { room, client, now, pattern }: {
    readonly room: string;
    readonly client: string;
    readonly now: number;
    readonly pattern: string | undefined;
  },
): ProfileSighting {
  return { room, client, now, route: pattern === undefined ? routeOf(method, path) : declaredRoute(method, pattern) };
}

/** Names of declared routes by pattern and method: a name that is put together anew has to be hashed at each look-up. */
const declared = new Map<string, Map<string, string>>();

function declaredRoute(method: string, pattern: string): string {
  let byMethod = declared.get(pattern);
  if (!byMethod) declared.set(pattern, byMethod = new Map());
  let route = byMethod.get(method);
  if (route === undefined) {
    route = routeOf(method, "", pattern);
    // An application declares a bounded number of patterns; methods are the client's word.
    if (byMethod.size < MAX_ROUTE_METHODS) byMethod.set(method, route);
  }
  return route;
}

/** Adds what the profiles say. Should they fail, the request is judged without them, and the event says so. */
export function heardProfiles(
  profiles: ProfileStore,
  request: InspectedRequest,
  sighting: ProfileSighting,
  { detection, model }: { readonly detection: Detection; readonly model: Model | undefined },
): Detection {
  let deviation: Deviation | undefined;
  try {
    deviation = profiles.deviation(request, sighting);
  } catch {
    return { ...detection, failed: [...detection.failed, "profiles"] };
  }
  return withDeviation(detection, deviation, model);
}

/**
 * Rules that say nothing against the values of a request: those of the profiles themselves, for what is new can only
 * become usual if it is looked at, and the one that counts how many objects a client reads.
 */
const HARMLESS: ReadonlySet<string> = new Set([
  PROFILE_RULES.value.id,
  PROFILE_RULES.client.id,
  GUARD_RULES.enumeration.id,
]);

/**
 * Whether a profile may learn from a request: no rule matched, not even on trial or above the level, no limiter spoke,
 * and the model finds it improbable that this is an attack.
 */
export function isQuiet({ action, contributions, model, failed }: Verdict): boolean {
  if (action === "block" || action === "limit" || failed) return false;
  if (contributions.some(({ finding }) => !HARMLESS.has(finding.rule))) return false;
  if (!model) return true;
  // Without the share of the profile, which must not keep itself from learning.
  const { probability, lift } = model;
  const odds = probability / (1 - probability) * (lift === undefined ? 1 : Math.exp(-lift));
  return odds < QUIET_PROBABILITY / (1 - QUIET_PROBABILITY);
}
