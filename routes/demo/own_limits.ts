/**
 * Limits that endpoints keep by themselves, whoever stands in front of them: they hold with the guard off, and are
 * forgotten with their world.
 * @module
 */
import { LoginLimiter, type LoginOptions, type LoginTicket } from "../../guard/login/limiter.ts";
import { DEFAULT_LOGIN } from "../../guard/login/types.ts";
import { MemoryCounters } from "../../guard/memory/counters.ts";
import type { Decision, GuardInput, LimitPolicy } from "../../guard/types.ts";
import { OWN_LIMIT_KEYS } from "./limits.ts";
import type { World } from "./worlds.ts";

/** Who asks. */
export interface Asker {
  readonly room: string;
  readonly client: string;
  readonly now: number;
  /** The connection is encrypted, and so may be the cookie. */
  readonly secure: boolean;
}

/** The limits of one world. */
export class OwnLimits {
  readonly #counters = new MemoryCounters(OWN_LIMIT_KEYS);
  readonly #logins: ReadonlyMap<string, LoginLimiter>;

  constructor(login: LoginOptions) {
    // Each login counts for itself: what was tried at the weak one locks nobody out of the correct one.
    this.#logins = new Map(
      login.paths.map((path) => [path, new LoginLimiter(login, new MemoryCounters(OWN_LIMIT_KEYS))]),
    );
  }

  /** Counts an attempt at a login, before its password is looked at; nothing for a request that is none. */
  async login(path: string, input: GuardInput, asker: Asker): Promise<LoginTicket> {
    return await this.#logins.get(path)?.before(path, input, { ...asker, limits: DEFAULT_LOGIN }) ?? {};
  }

  /** Counts a request of a client. */
  async request({ room, client, now }: Asker, policy: LimitPolicy): Promise<Decision> {
    return await this.#counters.hit(room, `${policy.name}/${client}`, policy, now);
  }
}

/** The limits of every world that is in memory. */
export class OwnLimitsOf {
  readonly #worlds = new WeakMap<World, OwnLimits>();

  constructor(readonly login: LoginOptions) {}

  /** The limits of a world; fresh ones for a fresh world. */
  of(world: World): OwnLimits {
    const known = this.#worlds.get(world);
    if (known) return known;
    const made = new OwnLimits(this.login);
    this.#worlds.set(world, made);
    return made;
  }
}
