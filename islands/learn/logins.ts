/**
 * Logins of the learner, by account. Pure.
 * @module
 */
import type { Own } from "./store.ts";

/** What became of an attempt. */
export type Attempt = "wrong" | "limited" | "in";

/** Attempts on one account, in order. */
export interface AccountRow {
  readonly account: string;
  readonly attempts: readonly Attempt[];
}

/** Accounts that are listed; a spraying has a dozen. */
const MAX_ACCOUNTS = 40;

/** Requests to the login by the account that they name. */
export function accountsOf(own: readonly Own[]): readonly AccountRow[] {
  const rows = new Map<string, Attempt[]>();
  for (const { exchange: { draft, status } } of own) {
    const account = draft.target.includes("/login") ? accountIn(draft.body) : undefined;
    if (account === undefined || (!rows.has(account) && rows.size >= MAX_ACCOUNTS)) continue;
    const attempts = rows.get(account) ?? [];
    attempts.push(status === 429 ? "limited" : status < 400 ? "in" : "wrong");
    rows.set(account, attempts);
  }
  return [...rows].map(([account, attempts]) => ({ account, attempts }));
}

function accountIn(body: string): string | undefined {
  try {
    const value: unknown = JSON.parse(body);
    const name: unknown = typeof value === "object" && value !== null && "username" in value
      ? value.username
      : undefined;
    return typeof name === "string" ? name : undefined;
  } catch {
    return undefined;
  }
}
