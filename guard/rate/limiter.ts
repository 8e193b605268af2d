/**
 * Charges a request to every policy that is for it, before any of its body is read. All admit it or none is charged.
 * @module
 */
import type { Context } from "hono";
import type { LimitHit } from "../decide.ts";
import { Secrets } from "../login/secrets.ts";
import { MAX_CLIENTS } from "../limits.ts";
import { GUARD_RULES } from "../rules.ts";
import { clientPolicyOf } from "../settings.ts";
import type { CounterStore, Decision, LimitPolicy, MaybePromise, RoomSettings } from "../types.ts";
import { giveBack } from "./give_back.ts";
import { costOf, isFor, type RouteLimit, routePolicyOf } from "./policies.ts";

/** Who asks. */
export interface RateCaller {
  readonly room: string;
  readonly client: string;
  readonly settings: RoomSettings;
  readonly now: number;
  readonly method: string;
  readonly path: string;
}

/** A policy with what it said. */
export interface Charged {
  readonly policy: LimitPolicy;
  readonly decision: Decision;
  /** Whom it was charged to, for the partition key. */
  readonly owner: string;
}

/** What the policies said. */
export interface RateAnswer {
  /** In the order in which they were asked; the one that refused is the last. */
  readonly charged: readonly Charged[];
  readonly limit?: LimitHit;
  /** A policy let the request pass because its counter could not answer. */
  readonly failedOpen: boolean;
}

/** What the limiter is made of. */
export interface RateLimiterParts {
  readonly limits: readonly RouteLimit[];
  readonly counters: CounterStore;
  /** The account of a request, told before its body is read. */
  readonly account: (c: Context) => string | undefined;
  /** Key of the digests; the same in all processes that share counters. */
  readonly secret?: string | undefined;
}

/** What is to be charged where. */
interface Item {
  readonly policy: LimitPolicy;
  readonly key: string;
  readonly owner: string;
  readonly cost: number;
}

interface Bill extends Charged {
  readonly item: Item;
}

/** Milliseconds after which to ask again, when a counter that must answer does not. */
const DOWN_RETRY_MS = 5_000;

/** Asks the policies. */
export class RateLimiter {
  readonly #secrets: Secrets;
  /** The client's policy under the settings that were asked for last: most requests come under the same. */
  #settings: RoomSettings | undefined;
  #policy: LimitPolicy | undefined;
  /** Keys by client: one that is put together anew has to be hashed at each look-up. */
  readonly #keys: Readonly<Record<LimitPolicy["algorithm"], Map<string, string>>> = {
    "sliding-log": new Map(),
    gcra: new Map(),
    "fixed-window": new Map(),
  };

  constructor(readonly parts: RateLimiterParts) {
    this.#secrets = new Secrets(parts.secret);
  }

  /** Charges the request, or says which policy refuses it. Undefined where no policy is for it. */
  before(c: Context, caller: RateCaller): MaybePromise<RateAnswer | undefined> {
    const { client, settings, method, path } = caller;
    const policy = this.#policyUnder(settings);
    const own = policy && { policy, key: this.#keyOf(client, policy.algorithm), owner: client, cost: 1 };
    const { limits } = this.parts;
    const routes = limits.length === 0 ? limits : limits.filter((route) => isFor(route, method, path));
    const decision = own && this.#hit(own, caller);
    if (routes.length > 0 || decision instanceof Promise) return this.#chargeAll(c, caller, { own, decision, routes });
    return own && decision && answerOf([billOf(own, decision)]);
  }

  #policyUnder(settings: RoomSettings): LimitPolicy | undefined {
    if (this.#settings !== settings) {
      this.#policy = clientPolicyOf(settings);
      this.#settings = settings;
    }
    return this.#policy;
  }

  /** The algorithm is part of the key: the numbers of one mean nothing to another. */
  #keyOf(client: string, algorithm: LimitPolicy["algorithm"]): string {
    const keys = this.#keys[algorithm];
    let key = keys.get(client);
    if (key === undefined) {
      key = `rate/${algorithm}/${client}`;
      if (keys.size >= MAX_CLIENTS) keys.clear();
      keys.set(client, key);
    }
    return key;
  }

  async #chargeAll(
    c: Context,
    caller: RateCaller,
    { own, decision, routes }: {
      readonly own: Item | undefined;
      readonly decision: MaybePromise<Decision> | undefined;
      readonly routes: readonly RouteLimit[];
    },
  ): Promise<RateAnswer | undefined> {
    const bills: Bill[] = [];
    if (own && decision) {
      bills.push(billOf(own, await decision));
      if (!bills[0]!.decision.allowed) return answerOf(bills);
    }
    for (const route of routes) {
      const policy = routePolicyOf(route, caller.settings);
      const cost = policy && costOf(route, policy, c);
      if (!policy || !cost) continue;
      const { owner, name } = this.#ownerOf(route, c, caller);
      // Digests: a key may be a session or a name, and of any length.
      const digest = await this.#secrets.hex(16, "limit", policy.name, name, owner);
      const key = `limit/${policy.name}/${policy.algorithm}/${digest}`;
      const item = { policy, key, owner: `${name} ${owner}`, cost };
      const bill = billOf(item, await this.#hit(item, caller));
      bills.push(bill);
      if (bill.decision.allowed) continue;
      await this.#giveBack(bills.slice(0, -1), caller);
      break;
    }
    return bills.length === 0 ? undefined : answerOf(bills);
  }

  #hit({ policy, key, cost }: Item, { room, now }: RateCaller): MaybePromise<Decision> {
    return this.parts.counters.hit(room, key, policy, now, cost);
  }

  #ownerOf({ keyBy = "client" }: RouteLimit, c: Context, { client }: RateCaller): { name: string; owner: string } {
    if (keyBy === "client") return { name: "client", owner: client };
    const named = keyBy === "account" ? this.parts.account(c) : keyBy(c);
    // Who names no account is counted by where the request comes from.
    if (named === undefined) return { name: "client", owner: client };
    return { name: keyBy === "account" ? "account" : "key", owner: named };
  }

  async #giveBack(bills: readonly Bill[], { room, now }: RateCaller): Promise<void> {
    for (const { item: { policy, key, cost }, decision } of bills) {
      if (decision.failedOpen) continue;
      // A counter that fails just now keeps the hit: better one too many charged than a request without an answer.
      await this.parts.counters.step(room, key, policy.windowMs * 2, now, giveBack(policy, now, cost)).catch(() => {});
    }
  }
}

function billOf(item: Item, decision: Decision): Bill {
  return { policy: item.policy, owner: item.owner, decision, item };
}

function answerOf(charged: readonly Bill[]): RateAnswer {
  const last = charged[charged.length - 1]!;
  const failedOpen = charged.some(({ decision }) => decision.failedOpen === true && decision.allowed);
  return last.decision.allowed ? { charged, failedOpen } : { charged, limit: limitOf(last), failedOpen };
}

function limitOf({ policy, decision, item: { cost, key } }: Bill): LimitHit {
  const { storeDown, rateLimit, ratePolicy } = GUARD_RULES;
  if (decision.failedOpen) {
    return { kind: "limit", rule: storeDown, why: storeDown.why, retryMs: DOWN_RETRY_MS, status: 503 };
  }
  const { retryMs } = decision;
  const seconds = policy.windowMs / 1000;
  if (key.startsWith("rate/")) {
    const why = `this client has spent its ${policy.limit} requests in ${seconds} s`;
    return { kind: "limit", rule: rateLimit, why, retryMs };
  }
  const units = `${policy.limit} ${policy.limit === 1 ? "unit" : "units"}`;
  const why = `the policy "${policy.name}" allows ${units} in ${seconds} s, and this request costs ${cost}`;
  return { kind: "limit", rule: ratePolicy, why, retryMs };
}
