/**
 * The words of the login limiter.
 * @module
 */
import type { LoginThresholds } from "../types.ts";

/** One attempt to log in; names and addresses only as digests. */
export interface Attempt {
  readonly now: number;
  /** Digest of the normalised account name, 32 bits. */
  readonly account: number;
  /** Digest of the client, 32 bits. */
  readonly client: number;
  /** Keyed digest of the password, 32 bits; tells a password that repeats from one that does not. */
  readonly password: number;
}

/** What a counter says to an attempt. */
export type LoginAnswer =
  | { readonly kind: "pass"; readonly raise?: "distributed-brute-force" }
  | {
    readonly kind: "refuse";
    readonly retryMs: number;
    /** The attack that this attempt made plain; undefined when it was plain before. */
    readonly raise?: "brute-force" | "spraying" | "stuffing" | "distributed-brute-force";
  };

/** Within the figures of OWASP ASVS (at most 100 failures an hour) and NIST SP 800-63B (waits of up to an hour). */
export const DEFAULT_LOGIN: LoginThresholds = {
  accountFailures: 5,
  accountWindowMs: 15 * 60_000,
  delayMs: 1_000,
  maxDelayMs: 3_600_000,
  accountPerHour: 100,
  clientFailures: 10,
  clientAccounts: 5,
  clientWindowMs: 10 * 60_000,
  banMs: 10 * 60_000,
  maxBanMs: 24 * 3_600_000,
  accountClients: 10,
  surgeFailures: 30,
  surgePercent: 50,
};
