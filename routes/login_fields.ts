/**
 * Where the demo API has its logins, and how the guard reads one.
 * @module
 */
import type { LoginOptions } from "../guard/login/limiter.ts";
import type { GuardInput } from "../guard/types.ts";

/** What the guard needs to know to count failed logins. */
export function demoLogin(secret: string): LoginOptions {
  return {
    paths: ["/api/login", "/api/safe/login"],
    account: (input) => loginField(input, "username"),
    password: (input) => loginField(input, "password"),
    secret,
  };
}

/** A text of the login's JSON object or form. */
function loginField({ body }: GuardInput, name: string): string | undefined {
  if (body.kind === "form") return body.fields.get(name)?.[0];
  if (body.kind !== "json" || typeof body.value !== "object" || body.value === null) return undefined;
  const value: unknown = Object.getOwnPropertyDescriptor(body.value, name)?.value;
  return typeof value === "string" ? value : undefined;
}
