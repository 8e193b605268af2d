/**
 * Evasions of login limits, played against the guard in front of a login that nobody passes.
 * @module
 */
import { equal, ok } from "node:assert/strict";
import { Hono } from "hono";
import { guard, MemoryEvents } from "../../guard/mod.ts";
import type { GuardInput } from "../../guard/types.ts";

const field = (name: string) => (input: GuardInput) => {
  const value: unknown = input.body.kind === "json" ? Object(input.body.value)[name] : undefined;
  return typeof value === "string" ? value : undefined;
};

function loginApp() {
  const events = new MemoryEvents();
  const app = new Hono();
  const login = { paths: ["/login"], account: field("user"), password: field("password") };
  app.use(guard({ events, login, now: () => 1_800_000_000_000, demoAddress: true, settings: { rateLimit: "off" } }));
  app.post("/login", (c) => c.json({ ok: false }, 401));
  const send = async (user: string, password: string, from: string): Promise<number> => {
    const headers = { "content-type": "application/json", "x-demo-ip": from };
    const init = { method: "POST", body: JSON.stringify({ user, password }), headers };
    return (await app.request("/login", init, { remoteAddr: { hostname: "127.0.0.1" } })).status;
  };
  const categories = () => events.events.map(({ category }) => category);
  return { send, categories };
}

/** One account under many spellings, each from an address of its own: the guesses are counted as one account's. */
export async function nameVariants(): Promise<void> {
  const { send } = loginApp();
  const spellings = [
    "admin",
    "Admin",
    "ADMIN",
    "admin ",
    " admin",
    "ａdmin",
    "aDmIn",
    "ａｄｍｉｎ",
    "admin\t",
    "Admin ",
  ];
  const statuses: number[] = [];
  for (const [i, user] of spellings.entries()) statuses.push(await send(user, `guess ${i}`, `203.0.113.${i}`));
  equal(statuses.filter((status) => status === 401).length, 5, statuses.join(" "));
}

/** One password on a hundred accounts: one failure each, and yet it is seen. */
export async function spraying(): Promise<void> {
  const { send, categories } = loginApp();
  const statuses: number[] = [];
  for (let i = 0; i < 100; i++) statuses.push(await send(`user${i}`, "Winter2026!", "203.0.113.9"));
  ok(categories().includes("spraying"), `raised: ${[...new Set(categories())].join(" ")}`);
  ok(statuses.includes(429), "no attempt was refused");
}
