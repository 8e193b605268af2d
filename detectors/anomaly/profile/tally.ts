/**
 * How many requests, of how many clients. Counts can be joined with those of another instance: what was counted
 * before both last met is kept once, what each counted since is added.
 * @module
 */
import { PROFILE_CLIENTS } from "../../limits.ts";

/** Requests and clients that a profile was learned from. */
export interface Tally {
  /** Requests that the store knows of. */
  base: number;
  /** Requests since. */
  fresh: number;
  /** Digests of clients, ascending, the smallest ones: exact up to their number, the same whatever the order. */
  clients: number[];
}

/** Requests and clients that are needed before a profile speaks. */
export const WARM_UP = { requests: 200, clients: 3 } as const;

/** An empty tally. */
export function newTally(): Tally {
  return { base: 0, fresh: 0, clients: [] };
}

/** Requests in all. */
export function requestsOf({ base, fresh }: Tally): number {
  return base + fresh;
}

/** Enough to know what is usual. */
export function isWarm(tally: Tally): boolean {
  return requestsOf(tally) >= WARM_UP.requests && tally.clients.length >= WARM_UP.clients;
}

/** Counts one request of a client. */
export function count(tally: Tally, client: number): void {
  tally.fresh++;
  const { clients } = tally;
  if (clients.includes(client)) return;
  if (clients.length < PROFILE_CLIENTS) clients.push(client);
  else if (client < clients[clients.length - 1]!) clients[clients.length - 1] = client;
  else return;
  clients.sort((a, b) => a - b);
}

/** Takes over what another instance counted. */
export function joinTally(tally: Tally, other: Tally): void {
  tally.base = Math.max(tally.base, other.base);
  tally.fresh += other.fresh;
  const all = new Set([...tally.clients, ...other.clients]);
  tally.clients = [...all].sort((a, b) => a - b).slice(0, PROFILE_CLIENTS);
}
