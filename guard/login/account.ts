/**
 * What an account has been through: delays that double, and whether one client or many are trying.
 * @module
 */
import type { Change, LoginThresholds } from "../types.ts";
import type { Attempt, LoginAnswer } from "./types.ts";

/** How long attempts are remembered. */
export const ACCOUNT_MEMORY_MS = 3_600_000;

/** Attempts remembered: as many as the largest threshold needs. */
export const MAX_ATTEMPTS = 200;

/** One remembered attempt; a throttled one tells who tried, but is no failure. */
interface Tried {
  readonly at: number;
  readonly client: number;
  readonly throttled: boolean;
}

/** State: when brute force and when a distributed attack were last raised, then pairs of time (negative: throttled) and client. */
interface AccountState {
  readonly raisedAt: number;
  readonly distributedAt: number;
  readonly tried: readonly Tried[];
}

/** Counts an attempt before it is verified, or says how long to wait. */
export function tryAccount(attempt: Attempt, limits: LoginThresholds): Change<LoginAnswer> {
  return (numbers) => {
    const { now, client } = attempt;
    const before = parse(numbers, now);
    const failures = before.tried.filter(({ throttled }) => !throttled);
    const retryMs = waitOf(failures.map(({ at }) => at), now, limits);
    const tried = bounded([...before.tried, { at: now, client, throttled: retryMs > 0 }]);
    const clients = new Set(tried.map((each) => each.client)).size;
    const distributed = clients >= limits.accountClients && now - before.distributedAt >= ACCOUNT_MEMORY_MS;
    // Failures that come from many clients are no one's dictionary.
    const single = shareOf(failures, client) > 0.5;
    const brute = retryMs > 0 && single && now - before.raisedAt >= ACCOUNT_MEMORY_MS;
    const state = write({
      raisedAt: brute ? now : before.raisedAt,
      distributedAt: distributed ? now : before.distributedAt,
      tried,
    });
    const raise = distributed ? "distributed-brute-force" as const : brute ? "brute-force" as const : undefined;
    if (retryMs > 0) return { state, result: { kind: "refuse", retryMs, ...(raise ? { raise } : {}) } };
    return { state, result: { kind: "pass", ...(distributed ? { raise: "distributed-brute-force" } : {}) } };
  };
}

/** The throttled go first: whoever hammers at a closed door must not make it forget why it is closed. */
function bounded(tried: readonly Tried[]): readonly Tried[] {
  if (tried.length <= MAX_ATTEMPTS) return tried;
  const first = tried.findIndex(({ throttled }) => throttled);
  return tried.toSpliced(Math.max(0, first), 1);
}

/** Takes an attempt back: it failed for another reason, or another counter refused it. */
export function forgetAccountAttempt({ now, client }: Attempt): Change<void> {
  return (numbers) => {
    const before = parse(numbers, now);
    const index = before.tried.findLastIndex((each) => each.at === now && each.client === client && !each.throttled);
    return { state: write({ ...before, tried: before.tried.filter((_, i) => i !== index) }), result: undefined };
  };
}

/** The right password ends the delays; that an attack was raised is still known. */
export function clearAccount({ now }: Attempt): Change<void> {
  return (numbers) => ({ state: write({ ...parse(numbers, now), tried: [] }), result: undefined });
}

/** Milliseconds to wait: nothing before the first five failures, then a second, doubled by each further one. */
function waitOf(failures: readonly number[], now: number, limits: LoginThresholds): number {
  const { accountFailures, accountWindowMs, delayMs, maxDelayMs, accountPerHour } = limits;
  if (failures.length >= accountPerHour) {
    return failures[failures.length - accountPerHour]! + ACCOUNT_MEMORY_MS - now;
  }
  const start = failures.findIndex((at, i) => {
    const fifth = failures[i + accountFailures - 1];
    return fifth !== undefined && fifth - at <= accountWindowMs;
  });
  if (start < 0) return 0;
  const over = failures.length - start - accountFailures;
  const delay = Math.min(maxDelayMs, delayMs * 2 ** Math.min(over, 30));
  return Math.max(0, failures[failures.length - 1]! + delay - now);
}

function shareOf(tried: readonly Tried[], client: number): number {
  return tried.filter((each) => each.client === client).length / Math.max(1, tried.length);
}

/** Never raised is far in the past; a clock that jumped back counts as now. */
function parse(numbers: readonly number[] | undefined, now: number): AccountState {
  const [raisedAt = -Infinity, distributedAt = -Infinity, ...pairs] = numbers ?? [];
  const tried: Tried[] = [];
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const at = Math.min(Math.abs(pairs[i]!), now);
    if (now - at < ACCOUNT_MEMORY_MS) tried.push({ at, client: pairs[i + 1]!, throttled: pairs[i]! < 0 });
  }
  return { raisedAt, distributedAt, tried };
}

function write({ raisedAt, distributedAt, tried }: AccountState): number[] {
  return [raisedAt, distributedAt, ...tried.flatMap(({ at, client, throttled }) => [throttled ? -at : at, client])];
}
