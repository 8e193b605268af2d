import { deepEqual, equal, ok, throws } from "node:assert/strict";
import fc from "fast-check";
import { guard, MemoryCounters, type RouteLimit } from "../mod.ts";
import { guarded } from "../testing.ts";
import type { LimitPolicy } from "../types.ts";
import { giveBack } from "./give_back.ts";
import { ALGORITHMS, type LimitState } from "./mod.ts";

const costly: RouteLimit = { name: "costly", paths: ["/api/preview"], methods: ["GET"], limit: 20, cost: 5 };
const names = (header: string | null) => [...(header ?? "").matchAll(/"([a-z]+)"/g)].map(([, name]) => name);

/** Statuses of some requests, one after the other. */
async function statuses(fetch: (path: string) => Promise<Response>, path: string, count: number): Promise<number[]> {
  const all: number[] = [];
  for (let i = 0; i < count; i++) all.push((await fetch(path)).status);
  return all;
}

Deno.test("guard() charges a route's policy by cost and names every policy in the headers", async () => {
  const { fetch, events, clock } = guarded({ limits: [costly] });
  const plain = await fetch("/api/search");
  deepEqual(names(plain.headers.get("ratelimit-policy")), ["client"]);
  const first = await fetch("/api/preview");
  ok(
    /^"client";q=100;w=60;pk=:[\w+/=]+:, "costly";q=20;w=60;pk=:[\w+/=]+:$/.test(
      first.headers.get("ratelimit-policy") ?? "",
    ),
    String(first.headers.get("ratelimit-policy")),
  );
  equal(first.headers.get("ratelimit"), '"client";r=98;t=60, "costly";r=15;t=60');
  deepEqual(await statuses(fetch, "/api/preview", 3), [200, 200, 200]);
  const refused = await fetch("/api/preview");
  equal(refused.status, 429);
  equal(refused.headers.get("retry-after"), "60");
  equal(refused.headers.get("ratelimit"), '"client";r=94;t=60, "costly";r=0;t=60');
  const problem = await refused.json();
  equal(problem.type, "https://iana.org/assignments/http-problem-types#quota-exceeded");
  deepEqual(problem["violated-policies"], ["costly"]);
  equal(events.events.at(-1)?.findings[0]?.rule, "rate-limit.policy");
  // What was refused cost nothing, in the other policy either.
  equal((await fetch("/api/search")).headers.get("ratelimit"), '"client";r=94;t=60');
  equal((await fetch("/api/preview", { method: "POST" })).status, 200);
  clock.now += 60_000;
  equal((await fetch("/api/preview", { method: "HEAD" })).status, 200);
});

Deno.test("guard() admits exactly a policy's units of 300 parallel requests", async () => {
  const { fetch } = guarded({ settings: { rateLimit: "off" }, limits: [{ ...costly, limit: 100, paths: ["/api/*"] }] });
  const all = await Promise.all(Array.from({ length: 300 }, () => fetch("/api/preview")));
  equal(all.filter(({ status }) => status === 200).length, 20);
});

Deno.test("guard() charges the client, the account or what a function says", async () => {
  const account = (c: { req: { header(name: string): string | undefined } }) => c.req.header("x-account");
  const rows: readonly [keyBy: RouteLimit["keyBy"], headers: [string, string][], admitted: number][] = [
    ["client", [["x-demo-ip", "192.0.2.1"], ["x-demo-ip", "192.0.2.2"]], 4],
    ["client", [["x-account", "ada"], ["x-account", "bob"]], 2],
    ["account", [["x-account", "ada"], ["x-account", "bob"]], 4],
    ["account", [["x-demo-ip", "192.0.2.1"], ["x-demo-ip", "192.0.2.2"]], 4],
    [(c) => c.req.header("x-key"), [["x-key", "k".repeat(5_000)], ["x-key", "k".repeat(5_001)]], 4],
  ];
  for (const [keyBy, headers, admitted] of rows) {
    const counters = new MemoryCounters();
    const limits: RouteLimit[] = [{ name: "two", limit: 2, ...(keyBy ? { keyBy } : {}) }];
    const { fetch } = guarded({ limits, account, counters, settings: { rateLimit: "off" } });
    let passed = 0;
    for (const header of headers) {
      for (let i = 0; i < 3; i++) if ((await fetch("/a", { headers: [header] })).status === 200) passed++;
    }
    equal(passed, admitted, JSON.stringify(headers).slice(0, 80));
  }
  equal(rows.length, 5);
});

Deno.test("guard() takes a policy's number from the room's settings, live", async () => {
  const settings = { rateLimit: "off" as const, policies: { costly: 10 } as Record<string, number | "off"> };
  const { fetch } = guarded({ limits: [costly], settings });
  deepEqual(await statuses(fetch, "/api/preview", 3), [200, 200, 429]);
  settings.policies.costly = 15;
  deepEqual(await statuses(fetch, "/api/preview", 2), [200, 429]);
  settings.policies.costly = 2;
  equal((await fetch("/api/preview", { headers: { "x-demo-ip": "192.0.2.7" } })).status, 200);
  settings.policies.costly = "off";
  const free = await fetch("/api/preview");
  deepEqual([free.status, free.headers.get("ratelimit")], [200, null]);
});

Deno.test("guard() lets pass or refuses what it cannot count, as the policy says, before any body is read", async () => {
  const broken = new MemoryCounters();
  broken.hit = (_room, _key, { limit, onFailure }) => {
    const allowed = onFailure === "open";
    return Promise.resolve({ allowed, limit, remaining: 0, retryMs: 1, resetMs: 1, failedOpen: true });
  };
  let read = 0;
  const body = () => new ReadableStream({ pull: () => void read++ }, { highWaterMark: 0 });
  const limits: RouteLimit[] = [{ ...costly, methods: ["POST"], onFailure: "closed" }];
  const { fetch, events } = guarded({ limits, counters: broken });
  equal((await fetch("/api/search")).status, 200);
  equal(events.events.at(-1)?.failedOpen, true);
  const headers = { "content-type": "application/json" };
  const closed = await fetch("/api/preview", { method: "POST", body: body(), headers });
  equal(closed.status, 503);
  equal(closed.headers.get("retry-after"), "5");
  equal((await closed.json()).type, "https://iana.org/assignments/http-problem-types#temporary-reduced-capacity");
  equal(read, 0);
});

Deno.test("guard() refuses policies that make no sense, by name", () => {
  const bad: readonly [limit: Partial<RouteLimit>, said: RegExp][] = [
    [{ name: "a b" }, /limit "a b" needs a name/],
    [{ name: "client" }, /limit "client" is there twice/],
    [{ limit: 0 }, /limit "costly" must allow a whole number from 1, not 0/],
    [{ windowMs: 10 }, /must have a window from 1000 ms, not 10/],
    [{ cost: 21 }, /must cost a whole number up to its limit, not 21/],
    [{ paths: ["api"] }, /has a path that does not begin/],
  ];
  for (const [change, said] of bad) throws(() => guard({ limits: [{ ...costly, ...change }] }), said);
  throws(() => guard({ limits: [costly, costly] }), /is there twice/);
  equal(bad.length, 6);
});

Deno.test("giveBack() leaves every algorithm as if the hit had not been", () => {
  const algorithms = ["sliding-log", "gcra", "fixed-window"] as const;
  const hits = fc.array(fc.tuple(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 1, max: 4 })), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(hits, fc.constantFrom(...algorithms), fc.integer({ min: 1, max: 5 }), (steps, algorithm, cost) => {
      const policy: LimitPolicy = { name: "t", algorithm, limit: 20, windowMs: 60_000, onFailure: "open" };
      let [now, state]: [number, LimitState | undefined] = [1_000_000, undefined];
      for (const [wait, units] of steps) state = ALGORITHMS[algorithm](state, policy, now += wait, units).state;
      const hit = ALGORITHMS[algorithm](state, policy, now, cost);
      if (!hit.decision.allowed) return;
      const after = giveBack(policy, now, cost)(hit.state).state;
      for (const later of [0, 1, 1_000, 59_999, 60_000]) {
        const ask = (from: LimitState | undefined) => ALGORITHMS[algorithm](from, policy, now + later, cost).decision;
        deepEqual(ask(after), ask(state), `${algorithm} ${later} ms later`);
      }
    }),
    { numRuns: 300 },
  );
});

Deno.test("MemoryCounters() lets a client in a window after the clock jumped back, though it never stopped asking", async () => {
  const algorithms = ["sliding-log", "gcra", "fixed-window"] as const;
  for (const algorithm of algorithms) {
    const policy: LimitPolicy = { name: "t", algorithm, limit: 5, windowMs: 60_000, onFailure: "open" };
    const counters = new MemoryCounters();
    const hit = async (now: number) => (await counters.hit("main", "a", policy, now)).allowed;
    for (let i = 0; i < 10; i++) await hit(7_200_000);
    let admitted = 0;
    for (let second = 0; second <= 60; second++) if (await hit(3_600_000 + second * 1_000)) admitted++;
    ok(admitted >= 1 && admitted <= 6, `${algorithm}: ${admitted}`);
  }
  equal(algorithms.length, 3);
});
