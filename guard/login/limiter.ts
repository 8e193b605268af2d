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
  /** To be called with the answer's status; returns a `Set-Cookie` value for a device that got in. */
  readonly after?: (status: number) => Promise<string | undefined>;
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

/** Counts logins of one app. */
export class LoginLimiter {
  readonly #secrets: Secrets;

  constructor(readonly options: LoginOptions, readonly counters: CounterStore) {
    this.#secrets = new Secrets(options.secret);
  }

  /** Counts an attempt, or refuses it. Undefined for a request that is no attempt. */
  async before(path: string, input: GuardInput, context: LoginContext): Promise<LoginTicket | undefined> {
    if (input.method !== "POST" || !this.options.paths.includes(path)) return undefined;
    const name = this.options.account(input);
    if (name === undefined) return undefined;
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
    const { room, client, now, limits } = context;
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
    const after = async (status: number) => {
      if (status === 401 || status === 403) return undefined;
      const success = status < 400;
      const settle = success ? clearAccount(attempt) : forgetAccountAttempt(attempt);
      await step(accountKey, ACCOUNT_MEMORY_MS, settle);
      await step(clientKey, CLIENT_MEMORY_MS, forgetClientAttempt(attempt, limits));
      return success ? await deviceCookieOf(this.#secrets, { room, account }, now, context.secure) : undefined;
    };
    return { after, ...(byAccount.raise ? { signal: RAISED[byAccount.raise] } : {}) };
  }
}

const DOWN = "failed logins cannot be counted right now";

function limitOf(answer: Extract<LoginAnswer, { kind: "refuse" }>, otherwise: Rule): LimitHit {
  const rule = answer.raise ? RAISED[answer.raise] : otherwise;
  return { kind: "limit", rule, why: rule.why, retryMs: answer.retryMs };
}
