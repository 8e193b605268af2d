/**
 * The login limiter: counts an attempt before the password is verified, so that parallel guesses do not all pass.
 * Unknown and known accounts are counted alike; nothing here depends on whether an account exists.
 * @module
 */
import type { LimitHit } from "../decide.ts";
import type { Rule } from "../../detectors/types.ts";
import { GUARD_RULES } from "../rules.ts";
import type { Change, CounterStore, GuardInput, LimitPolicy, LoginThresholds } from "../types.ts";
import { ACCOUNT_MEMORY_MS, clearAccount, forgetAccountAttempt, tryAccount } from "./account.ts";
import { CLIENT_MEMORY_MS, forgetClientAttempt, tryClient } from "./client.ts";
import { DEVICE_COOKIE, deviceCookieOf, knownDevice } from "./device.ts";
import { Secrets } from "./secrets.ts";
import { countAttempt, SURGE_MEMORY_MS } from "./surge.ts";
import type { Attempt, LoginAnswer } from "./types.ts";

/** Where the login is and how to read it. */
export interface LoginOptions {
  /** Paths of the login, as the handler is mounted. */
  readonly paths: readonly string[];
  /** The account that is tried; undefined when the request names none. */
  readonly account: (input: GuardInput) => string | undefined;
  readonly password: (input: GuardInput) => string | undefined;
  /** Key of the digests; the same in all processes that share counters. Random where left out. */
  readonly secret?: string;
}

/** Who tries. */
export interface LoginContext {
  readonly room: string;
  readonly client: string;
  readonly now: number;
  readonly secure: boolean;
  readonly limits: LoginThresholds;
}

/** What the limiter says before the handler runs. */
export interface LoginTicket {
  readonly limit?: LimitHit;
  readonly signal?: Rule;
  /** To be called with the answer's status. */
  readonly after?: (status: number) => Promise<LoginOutcome>;
}

/** What follows from how a login went. */
export interface LoginOutcome {
  /** `Set-Cookie` value for a device that got in. */
  readonly cookie?: string;
  /** The attack that this failure made plain. */
  readonly alarm?: Rule;
}

const RAISED = {
  "brute-force": GUARD_RULES.bruteForce,
  spraying: GUARD_RULES.spraying,
  stuffing: GUARD_RULES.stuffing,
  "distributed-brute-force": GUARD_RULES.distributed,
} as const;

/** Attempts of a known device are counted for themselves. */
const DEVICE_POLICY: LimitPolicy = {
  name: "device",
  algorithm: "sliding-log",
  limit: 10,
  windowMs: 15 * 60_000,
  onFailure: "closed",
};

/** How long a surge tightens the thresholds after the last attempt that was one of it. */
const SURGE_HOLD_MS = 15 * 60_000;

/** Rooms whose surges are remembered at once. */
const MAX_SURGES = 1_000;

/** Counts logins of one app. */
export class LoginLimiter {
  readonly #secrets: Secrets;
  /** Rooms under a surge, until when; only what this process saw. */
  readonly #surges = new Map<string, number>();

  constructor(readonly options: LoginOptions, readonly counters: CounterStore) {
    this.#secrets = new Secrets(options.secret);
  }

  /** Counts an attempt, or refuses it. Undefined for a request that is no attempt. */
  before(path: string, input: GuardInput, context: LoginContext): Promise<LoginTicket> | undefined {
    if (input.method !== "POST" || !this.options.paths.includes(path)) return undefined;
    const name = this.options.account(input);
    return name === undefined ? undefined : this.#attempt(name, input, context);
  }

  async #attempt(name: string, input: GuardInput, context: LoginContext): Promise<LoginTicket> {
    const owner = { room: context.room, account: name.normalize("NFKC").trim().toLowerCase() };
    try {
      const device = await knownDevice(this.#secrets, owner, context.now, input.cookies.get(DEVICE_COOKIE));
      if (device !== undefined) {
        const own = await this.counters.hit(context.room, `login/device/${device}`, DEVICE_POLICY, context.now);
        if (own.allowed) return {};
      }
      const attempt = {
        now: context.now,
        account: await this.#secrets.number("account", owner.account),
        client: await this.#secrets.number("client", context.client),
        password: await this.#secrets.number("password", this.options.password(input) ?? ""),
      };
      return await this.#count(attempt, owner.account, context);
    } catch {
      // A login without its counters is an open door to guesses.
      return { limit: { kind: "limit", rule: GUARD_RULES.storeDown, why: DOWN, retryMs: 5_000, status: 503 } };
    }
  }

  async #count(attempt: Attempt, account: string, context: LoginContext): Promise<LoginTicket> {
    const { room, client, now } = context;
    const limits = this.#limitsOf(context);
    const accountKey = `login/account/${await this.#secrets.hex(16, "account", account)}`;
    const clientKey = `login/client/${client}`;
    const step = <T>(key: string, ttlMs: number, change: Change<T>) =>
      this.counters.step(room, key, ttlMs, now, change);
    const byAccount = await step(accountKey, ACCOUNT_MEMORY_MS, tryAccount(attempt, limits));
    if (byAccount.kind === "refuse") return { limit: limitOf(byAccount, GUARD_RULES.loginDelay) };
    const byClient = await step(clientKey, CLIENT_MEMORY_MS, tryClient(attempt, limits));
    if (byClient.kind === "refuse") {
      await step(accountKey, ACCOUNT_MEMORY_MS, forgetAccountAttempt(attempt));
      return { limit: limitOf(byClient, GUARD_RULES.loginBan) };
    }
    const after = async (status: number): Promise<LoginOutcome> => {
      const failed = status === 401 || status === 403;
      const success = status < 400;
      try {
        if (!failed) {
          await step(accountKey, ACCOUNT_MEMORY_MS, success ? clearAccount(attempt) : forgetAccountAttempt(attempt));
          await step(clientKey, CLIENT_MEMORY_MS, forgetClientAttempt(attempt, limits));
        }
        const alarm = failed || success ? await this.#watch(failed, context) : undefined;
        const cookie = success
          ? await deviceCookieOf(this.#secrets, { room, account }, now, context.secure)
          : undefined;
        return { ...(cookie ? { cookie } : {}), ...(alarm ? { alarm } : {}) };
      } catch {
        // The answer is given; that it is counted against the client, which is the safe side, is all that is lost.
        return {};
      }
    };
    return { after, ...(byAccount.raise ? { signal: RAISED[byAccount.raise] } : {}) };
  }

  /** Counts how a verified attempt went, for the room as a whole. */
  async #watch(failed: boolean, { room, now, limits }: LoginContext): Promise<Rule | undefined> {
    const change = countAttempt(failed, now, limits);
    const { surging, raise } = await this.counters.step(room, "login/room", SURGE_MEMORY_MS, now, change);
    this.#surges.delete(room);
    if (surging) this.#surges.set(room, now + SURGE_HOLD_MS);
    const [oldest] = this.#surges.keys();
    if (this.#surges.size > MAX_SURGES && oldest !== undefined) this.#surges.delete(oldest);
    return raise ? GUARD_RULES.loginSurge : undefined;
  }

  /** While a surge goes on, half of what is allowed at other times. */
  #limitsOf({ room, now, limits }: LoginContext): LoginThresholds {
    if (now >= (this.#surges.get(room) ?? 0)) return limits;
    const { accountFailures, clientFailures, clientAccounts } = limits;
    return {
      ...limits,
      accountFailures: half(accountFailures),
      clientFailures: half(clientFailures),
      clientAccounts: half(clientAccounts),
    };
  }
}

/** Half, at least one: what is left of a threshold while a surge goes on. */
function half(threshold: number): number {
  return Math.max(1, Math.floor(threshold / 2));
}

const DOWN = "failed logins cannot be counted right now";

function limitOf(answer: Extract<LoginAnswer, { kind: "refuse" }>, otherwise: Rule): LimitHit {
  const rule = answer.raise ? RAISED[answer.raise] : otherwise;
  return { kind: "limit", rule, why: rule.why, retryMs: answer.retryMs };
}
