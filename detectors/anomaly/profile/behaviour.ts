/**
 * What clients usually do in a minute: how many requests, what share of them fails, how many routes they touch. The
 * minutes of all clients make one profile; a client that leaves it far behind is worth a notice.
 * @module
 */
import { PROFILE_WATCHED } from "../../limits.ts";
import { bitCount, groupOf, isConfirmed, join, mark, seal, SLOT_BYTES } from "./slots.ts";
import { count, joinTally, newTally, requestsOf, type Tally } from "./tally.ts";
import { WINDOW_MS } from "./parameter.ts";

/** Milliseconds in which a client is looked at. */
export const MINUTE_MS = 60_000;

/** Minutes of quiet clients, and clients, before the profile speaks. */
export const BEHAVIOUR_WARM_UP = { minutes: 30, clients: 3 } as const;

/** Slots of each measure: numbers in doubling buckets, errors in tenths. */
const REQUESTS = { from: 0, to: 16 };
const ROUTES = { from: 16, to: 32 };
const ERRORS = { from: 32, to: 43 };
const SLOTS = 43;

/** Requests of a minute from which on its share of errors says something. */
const SOME = 10;

/** What is usual must be left behind by this many buckets: four times as much. */
const FAR = 2;

/** The minute of one client that is running. */
interface Minute {
  readonly since: number;
  requests: number;
  errors: number;
  /** Routes seen, as bits of their hashes: near 64 it is many, however many. */
  low: number;
  high: number;
  quiet: boolean;
  said: boolean;
}

/** What was learned of all minutes, and the minutes that are running. */
export interface Behaviour {
  readonly tally: Tally;
  readonly slots: Uint8Array;
  sealed: boolean;
  window: number;
  windowAt: number;
  readonly minutes: Map<number, Minute>;
}

/** Nothing learned yet. */
export function newBehaviour(now: number): Behaviour {
  return {
    tally: newTally(),
    slots: new Uint8Array(SLOTS * SLOT_BYTES),
    sealed: false,
    window: 0,
    windowAt: now,
    minutes: new Map(),
  };
}

/** One request as it ended. */
export interface Done {
  readonly client: number;
  /** Hash of its route. */
  readonly route: number;
  readonly now: number;
  readonly failed: boolean;
  /** Nothing was found in it. */
  readonly quiet: boolean;
}

/** Counts a request; the minute that it ends, if it was quiet, is learned. */
export function countDone(behaviour: Behaviour, { client, route, now, failed, quiet }: Done): void {
  const { minutes } = behaviour;
  let minute = minutes.get(client);
  if (minute && (now - minute.since >= MINUTE_MS || now < minute.since)) {
    if (minute.quiet) learnMinute(behaviour, minute, client, now);
    minutes.delete(client);
    minute = undefined;
  }
  if (!minute) {
    minute = { since: now, requests: 0, errors: 0, low: 0, high: 0, quiet: true, said: false };
    minutes.set(client, minute);
  }
  minute.requests++;
  if (failed) minute.errors++;
  if (!quiet) minute.quiet = false;
  if ((route & 32) === 0) minute.low |= 1 << (route & 31);
  else minute.high |= 1 << (route & 31);
  if (behaviour.sealed && !minute.said && unusual(behaviour, minute)) minute.said = true;
  if (minutes.size > PROFILE_WATCHED) {
    const [oldest] = minutes.keys();
    if (oldest !== undefined) minutes.delete(oldest);
  }
}

/** What is unusual about a client, once a minute. */
export function strangeness(behaviour: Behaviour, client: number, now: number): string | undefined {
  const minute = behaviour.minutes.get(client);
  if (!behaviour.sealed || !minute || minute.said || now - minute.since >= MINUTE_MS) return undefined;
  // The request at hand counts as well, so that it is the one that crosses the line.
  return unusual(behaviour, { ...minute, requests: minute.requests + 1 });
}

function unusual({ slots }: Behaviour, minute: Minute): string | undefined {
  const { requests, errors } = minute;
  if (requests < SOME) return undefined;
  const routes = routesOf(minute);
  const mostRoutes = topOf(slots, ROUTES);
  if (bucketOf(routes) >= mostRoutes + FAR) {
    return `${routes} different routes in a minute, where no client had more than ${endOf(mostRoutes)}`;
  }
  const most = topOf(slots, REQUESTS);
  if (bucketOf(requests) >= most + FAR) {
    return `${requests} requests in a minute, where no client made more than ${endOf(most)}`;
  }
  const mostErrors = topOf(slots, ERRORS);
  const tenths = Math.floor(errors / requests * 10);
  if (tenths < mostErrors + 5) return undefined;
  return `${errors} of ${requests} requests failed, where no client had more than ${mostErrors + 1} in 10 fail`;
}

function learnMinute(behaviour: Behaviour, minute: Minute, client: number, now: number): void {
  const { slots, tally } = behaviour;
  if (now < behaviour.windowAt) behaviour.windowAt = now;
  // Minutes are few: while the first are learned, every one is a window.
  if (!behaviour.sealed || now - behaviour.windowAt >= WINDOW_MS) {
    behaviour.window = (behaviour.window + 1) % 7;
    behaviour.windowAt = now;
  }
  const by = { group: groupOf(client), window: 1 << behaviour.window, groups: 2 };
  count(tally, client);
  mark(slots, REQUESTS.from + bucketOf(minute.requests), by);
  mark(slots, ROUTES.from + bucketOf(routesOf(minute)), by);
  if (minute.requests >= SOME) mark(slots, ERRORS.from + Math.floor(minute.errors / minute.requests * 10), by);
  endWarmUp(behaviour);
}

function endWarmUp(behaviour: Behaviour): void {
  const { tally } = behaviour;
  if (behaviour.sealed || requestsOf(tally) < BEHAVIOUR_WARM_UP.minutes) return;
  if (tally.clients.length < BEHAVIOUR_WARM_UP.clients) return;
  behaviour.sealed = true;
  seal(behaviour.slots);
}

/** Takes over what another instance learned of clients; running minutes stay where they are. */
export function joinBehaviour(behaviour: Behaviour, other: Behaviour): void {
  joinTally(behaviour.tally, other.tally);
  join(behaviour.slots, other.slots, 2);
  behaviour.sealed ||= other.sealed;
  behaviour.windowAt = Math.max(behaviour.windowAt, other.windowAt);
  endWarmUp(behaviour);
}

/** What is usual of a client in a minute. */
export function usualBehaviour({ slots }: Behaviour): { requests: number; routes: number; errorTenths: number } {
  const [requests, routes] = [endOf(topOf(slots, REQUESTS)), endOf(topOf(slots, ROUTES))];
  return { requests, routes, errorTenths: Math.max(0, topOf(slots, ERRORS)) };
}

function routesOf({ low, high }: Minute): number {
  const halves = [low & 0xffff, low >>> 16, high & 0xffff, high >>> 16];
  return halves.reduce((sum, half) => sum + bitCount(half), 0);
}

/** The highest bucket of a measure that is confirmed; -1 for none. */
function topOf(slots: Uint8Array, { from, to }: { readonly from: number; readonly to: number }): number {
  for (let slot = to - 1; slot >= from; slot--) if (isConfirmed(slots, slot)) return slot - from;
  return -1;
}

/** 0, 1, 2–3, 4–7, … */
function bucketOf(number: number): number {
  return Math.min(15, 32 - Math.clz32(number));
}

function endOf(bucket: number): number {
  return bucket <= 0 ? 0 : 2 ** bucket - 1;
}
