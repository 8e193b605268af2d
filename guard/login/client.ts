/**
 * What a client has been trying: many passwords, or many accounts.
 * @module
 */
import type { Change, LoginThresholds } from "../types.ts";
import type { Attempt, LoginAnswer } from "./types.ts";

/** How long a client that was shut out is remembered, so that the next time is longer. */
export const CLIENT_MEMORY_MS = 48 * 3_600_000;

/** Attempts remembered: as many as the largest threshold needs. */
export const MAX_ATTEMPTS = 100;

interface Tried {
  readonly at: number;
  readonly account: number;
  readonly password: number;
}

/** State: shut out until, how often so far, then triples of time, account and password digest. */
interface ClientState {
  readonly until: number;
  readonly strikes: number;
  readonly tried: readonly Tried[];
}

/** Counts an attempt before it is verified, or shuts the client out. */
export function tryClient(attempt: Attempt, limits: LoginThresholds): Change<LoginAnswer> {
  return (numbers) => {
    const { now, account, password } = attempt;
    const before = parse(numbers, now, limits);
    if (before.until > now) {
      const unchanged = before.until === numbers?.[0];
      return { state: write(before), result: { kind: "refuse", retryMs: before.until - now }, unchanged };
    }
    const tried = [...before.tried, { at: now, account, password }].slice(-MAX_ATTEMPTS);
    const accounts = new Set(tried.map((each) => each.account)).size;
    const manyAccounts = accounts > limits.clientAccounts;
    if (!manyAccounts && tried.length <= limits.clientFailures) {
      return { state: write({ ...before, tried }), result: { kind: "pass" } };
    }
    const ban = banOf(before.strikes, limits);
    const state = write({ until: now + ban, strikes: before.strikes + 1, tried: [] });
    const raise = manyAccounts ? kindOf(tried, accounts) : "brute-force";
    return { state, result: { kind: "refuse", retryMs: ban, raise } };
  };
}

/** Takes an attempt back: it succeeded, or was no attempt after all. */
export function forgetClientAttempt({ now, account }: Attempt, limits: LoginThresholds): Change<void> {
  return (numbers) => {
    const before = parse(numbers, now, limits);
    const index = before.tried.findLastIndex((each) => each.at === now && each.account === account);
    return { state: write({ ...before, tried: before.tried.filter((_, i) => i !== index) }), result: undefined };
  };
}

/** One password for many accounts is spraying; a password for each is stuffing. */
function kindOf(tried: readonly Tried[], accounts: number): "spraying" | "stuffing" {
  const passwords = new Set(tried.map((each) => each.password)).size;
  return passwords * 2 <= accounts ? "spraying" : "stuffing";
}

function parse(numbers: readonly number[] | undefined, now: number, limits: LoginThresholds): ClientState {
  const [until = 0, strikes = 0, ...triples] = numbers ?? [];
  const tried: Tried[] = [];
  for (let i = 0; i + 2 < triples.length; i += 3) {
    const at = Math.min(triples[i]!, now);
    if (now - at < limits.clientWindowMs) {
      tried.push({ at, account: triples[i + 1]!, password: triples[i + 2]! });
    }
  }
  // No ban reaches further from now than it was long, whatever the clock did.
  return { until: Math.min(until, now + banOf(Math.max(0, strikes - 1), limits)), strikes, tried };
}

function banOf(strikes: number, { banMs, maxBanMs }: LoginThresholds): number {
  return Math.min(maxBanMs, banMs * 2 ** Math.min(strikes, 20));
}

function write({ until, strikes, tried }: ClientState): number[] {
  return [until, strikes, ...tried.flatMap(({ at, account, password }) => [at, account, password])];
}
