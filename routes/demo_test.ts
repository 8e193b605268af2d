import { deepEqual, equal, match, ok } from "node:assert/strict";
import { withApp } from "./testing.ts";

Deno.test("the demo behind the guard: a tautology is blocked, and leaks in observe mode", async () => {
  const target = `/api/search?q=${encodeURIComponent("' UNION SELECT id, email, password, role FROM users--")}`;
  await withApp(async ({ fetch }) => {
    equal((await fetch("/api/search?q=O%27Brien")).status, 200);
    equal((await fetch("/api/search?q=Drop%20me%20a%20line%20from%20Paris")).status, 200);
  });
  await withApp(async ({ fetch }) => {
    const body = await (await fetch(target)).json();
    equal(body.effect.harmful, true);
    match(JSON.stringify(body.results), /letmein/);
  }, { settings: { mode: "observe" } });
});

Deno.test("the guestbook keeps its own policy, other answers run nothing at all", async () => {
  await withApp(async ({ fetch }) => {
    const policy = async (path: string) => (await fetch(path)).headers.get("content-security-policy") ?? "";
    ok((await policy("/api/data/page")).startsWith("sandbox allow-scripts; default-src 'none'"));
    ok((await policy("/api/safe/data/page")).startsWith("sandbox; default-src 'none'"));
    equal(await policy("/api/data"), "default-src 'none'; frame-ancestors 'none'; sandbox");
  });
});

Deno.test("POST /glass/reset gives the room a fresh world", async () => {
  await withApp(async ({ fetch }) => {
    const json = { method: "POST", headers: { "content-type": "application/json" } };
    equal((await fetch("/api/data", { ...json, body: JSON.stringify({ message: "hello" }) })).status, 201);
    equal((await (await fetch("/api/data")).json()).count, 3);
    const reset = await fetch("/glass/reset", { method: "POST", headers: { "sec-fetch-site": "same-origin" } });
    deepEqual(await reset.json(), { reset: true });
    equal((await (await fetch("/api/data")).json()).count, 2);
  });
});
