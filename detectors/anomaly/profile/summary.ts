/**
 * What was learned, for people: a row for each parameter, and how far its warm-up is.
 * @module
 */
import { BEHAVIOUR_WARM_UP, usualBehaviour } from "./behaviour.ts";
import { namesOfClasses } from "./class_names.ts";
import { lengthQuantile, type Parameter, usualOf } from "./parameter.ts";
import type { Profiles } from "./profiles.ts";
import { requestsOf, type Tally, WARM_UP } from "./tally.ts";

/** How far a profile is: requests (or minutes) and clients, each of how many that are needed. */
export interface Progress {
  readonly state: "learning" | "known";
  readonly requests: number;
  readonly neededRequests: number;
  readonly clients: number;
  readonly neededClients: number;
}

/** One parameter as it was learned. */
export interface ParameterSummary {
  /** `query q`, `body /items/*\/id`, `path :id`. */
  readonly name: string;
  readonly progress: Progress;
  /** Kinds of values: `a number`, `words`. Empty while it is learned. */
  readonly kinds: readonly string[];
  readonly shortest: number;
  /** A length that half of the values do not exceed. */
  readonly medianLength: number;
  readonly longest: number;
  /** Names of character classes. */
  readonly characters: readonly string[];
  /** Values and structures it is confined to; 0: not to a few. */
  readonly values: number;
  readonly structures: number;
}

/** One route as it was learned. */
export interface RouteSummary {
  readonly route: string;
  readonly progress: Progress;
  readonly parameters: readonly ParameterSummary[];
  /** Parameters that are not listed. */
  readonly more: number;
}

/** All that was learned in a room. */
export interface ProfilesSummary {
  readonly routes: readonly RouteSummary[];
  /** Routes that are not listed. */
  readonly more: number;
  readonly parameters: number;
  readonly known: number;
  /** Minutes of clients, and what is usual in one. */
  readonly behaviour: { readonly progress: Progress; readonly requests: number; readonly routes: number };
}

/** Routes and parameters that are listed: what a page can show. */
const MOST_ROUTES = 100;
const MOST_PARAMETERS = 40;

/** Sums up, the busiest routes first. */
export function summaryOf(profiles: Profiles): ProfilesSummary {
  const all = [...profiles.routes].sort(([, a], [, b]) => requestsOf(b.tally) - requestsOf(a.tally));
  const routes = all.slice(0, MOST_ROUTES).map(([route, { tally, parameters }]): RouteSummary => ({
    route,
    progress: progressOf(tally),
    parameters: [...parameters].slice(0, MOST_PARAMETERS).map(([name, parameter]) => parameterSummary(name, parameter)),
    more: Math.max(0, parameters.size - MOST_PARAMETERS),
  }));
  const { behaviour, size } = profiles;
  const { minutes, clients } = BEHAVIOUR_WARM_UP;
  const progress = progressOf(behaviour.tally, { requests: minutes, clients }, behaviour.sealed);
  const { requests, routes: touched } = usualBehaviour(behaviour);
  return {
    routes,
    more: Math.max(0, all.length - MOST_ROUTES),
    ...size,
    behaviour: { progress, requests, routes: touched },
  };
}

function parameterSummary(name: string, parameter: Parameter): ParameterSummary {
  const usual = usualOf(parameter);
  return {
    name,
    progress: progressOf(parameter.tally, WARM_UP, parameter.sealed),
    kinds: usual.kinds,
    shortest: usual.shortest,
    medianLength: finite(lengthQuantile(parameter, 0.5)),
    longest: finite(usual.longest),
    characters: namesOfClasses(usual.chars),
    values: usual.values,
    structures: usual.structures,
  };
}

function progressOf(
  tally: Tally,
  needed: { readonly requests: number; readonly clients: number } = WARM_UP,
  known = requestsOf(tally) >= needed.requests && tally.clients.length >= needed.clients,
): Progress {
  return {
    state: known ? "known" : "learning",
    requests: requestsOf(tally),
    neededRequests: needed.requests,
    clients: tally.clients.length,
    neededClients: needed.clients,
  };
}

/** The last bucket of lengths has no end, and JSON no word for that. */
function finite(length: number): number {
  return Math.min(length, 0xffff);
}
