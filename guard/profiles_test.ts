import { deepEqual, equal, match, ok } from "node:assert/strict";
import { Hono } from "hono";
import { inspect } from "../detectors/request/mod.ts";
import { LESSON_MS } from "./limits.ts";
import { guard, type GuardOptions, MemoryEvents, MemoryProfiles } from "./mod.ts";
import { isQuiet } from "./profiles.ts";
import { ALLOWED, post } from "./testing.ts";
import type { ProfileStore, Verdict } from "./types.ts";

/** An app with declared routes behind a guard; three clients send to it in turn. */
function house(options: GuardOptions = {}) {
  const [profiles, events] = [new MemoryProfiles({ secret: "a test" }), new MemoryEvents()];
  const clock = { now: 1_800_000_000_000 };
  const app = new Hono();
  const settings = { rateLimit: "off" } as const;
  app.use(guard({ profiles, events, settings, now: () => clock.now, demoAddress: true, ...options }));
  app.get("/api/users/:id", (c) => c.json({ id: c.req.param("id") }));
  app.post("/api/login", (c) => c.json({ ok: true }));
  app.get("/api/broken", (c) => c.json({}, 500));
  let sent = 0;
  const send = async (path: string, init: RequestInit = {}, client = `192.0.2.${1 + sent++ % 3}`) => {
    clock.now += 500;
    const headers = { ...init.headers, "x-demo-ip": client };
    const response = await app.request(path, { ...init, headers }, { remoteAddr: { hostname: "127.0.0.1" } });
    profiles.settle();
    return response;
  };
  const routes = () => [...profiles.room("main", 0).routes.keys()];
  return { send, events, profiles, routes };
}

Deno.test("guard() with profiles notices a string in a numeric id after 200 quiet requests of three clients", async () => {
  const { send, events, routes } = house();
  for (let i = 0; i < 200; i++) equal((await send(`/api/users/${1 + i % 15}`)).status, 200);
  deepEqual(routes(), ["GET /api/users/:id"]);
  equal(events.events.length, 0);
  equal((await send("/api/users/admin")).status, 200);
  const [event] = events.events;
  equal(event?.action, "flag");
  equal(event?.score, 2);
  match(
    event?.sentence ?? "",
    /^Flagged because this value is unusual here: letters .* 200 requests: 2 of 5 points\.$/,
  );
  deepEqual(event?.findings.map(({ rule, span, text }) => ({ rule, span, text })), [
    { rule: "anomaly.profile", span: [11, 16], text: "admin" },
  ]);
});

Deno.test("guard() learns nothing unless it is given profiles", async () => {
  const app = new Hono();
  const events = new MemoryEvents();
  app.use(guard({ events, settings: { rateLimit: "off" } }));
  app.get("/api/users/:id", (c) => c.text("ok"));
  for (let i = 0; i < 210; i++) await app.request(`/api/users/${i % 15}`);
  await app.request("/api/users/admin");
  equal(events.events.length, 0);
});

Deno.test("guard() teaches profiles no attack, no failure and no secret", async () => {
  const { send, profiles, routes } = house();
  await send("/api/users/1%27%20OR%20%271%27=%271");
  await send("/api/broken?q=tea");
  await send("/api/nothing/here");
  deepEqual(routes(), []);
  await send("/api/login", post(JSON.stringify({ username: "ada", password: "opensesame" }), "application/json"));
  deepEqual([...profiles.room("main", 0).routes.get("POST /api/login")!.parameters.keys()], ["body /username"]);
});

Deno.test("guard() goes on without profiles that fail, and says so", async () => {
  const profiles: ProfileStore = {
    deviation() {
      throw new Error("broken");
    },
    learn() {},
  };
  const { send, events } = house({ profiles });
  equal((await send("/api/users/7")).status, 200);
  deepEqual(events.events[0]?.failed, ["profiles"]);
});

Deno.test("MemoryProfiles drop lessons in a flood, and keep visitors' rooms small", () => {
  const profiles = new MemoryProfiles();
  ok(profiles.room("main", 0).most > profiles.room("v0123", 0).most);
  for (let i = 0; i < 1_500; i++) profiles.room(`v${i}`, 0);
  equal(profiles.room("main", 0), profiles.room("main", 0));
});

Deno.test("MemoryProfiles learn the same request of the same client once in a moment, and of each client", () => {
  const profiles = new MemoryProfiles();
  const request = inspect({ method: "GET", path: "/a", query: "q=1", headers: [] });
  const said = { room: "main", client: "192.0.2.1", route: "GET /a", now: 1_000, failed: false, quiet: true };
  const later = { ...said, now: 1_000 + LESSON_MS };
  for (const lesson of [said, said, { ...said, client: "192.0.2.2" }, later]) profiles.learn(request, lesson);
  profiles.settle();
  const parameter = profiles.room("main", 0).routes.get("GET /a")?.parameters.get("query q");
  equal(parameter?.tally.fresh, 3);
  equal(parameter?.tally.clients.length, 2);
});

Deno.test("MemoryProfiles say the same of the same request until something is learned or forgotten", () => {
  const profiles = new MemoryProfiles();
  const requestOf = (q: string) => inspect({ method: "GET", path: "/a", query: `q=${q}`, headers: [] });
  const seen = (i: number) => ({ room: "main", client: `192.0.2.${i % 3}`, route: "GET /a", now: 1_000 * i });
  const learn = (q: string, i: number) => profiles.learn(requestOf(q), { ...seen(i), failed: false, quiet: true });
  for (let i = 0; i < 210; i++) {
    learn(`${i % 15}`, i);
    profiles.settle();
  }
  const strange = requestOf("admin");
  const first = profiles.deviation(strange, seen(300));
  equal(first?.finding.rule, "anomaly.profile");
  profiles.learn(strange, { ...seen(300), failed: false, quiet: true });
  for (let times = 0; times < 2; times++) deepEqual(profiles.deviation(strange, seen(301)), first);
  equal(profiles.deviation(strange, { ...seen(302), route: "GET /b" }), undefined);
  deepEqual(profiles.deviation(strange, seen(303)), first);
  profiles.room("main", 0).clear(1_000, 1);
  equal(profiles.deviation(strange, seen(304)), undefined);
});

/** Contributions of rules, as far as a verdict's quiet needs them. */
function matched(rule: string): Verdict["contributions"] {
  const finding = { rule, category: "anomaly", severity: "notice", level: 1, why: "it is a test" } as const;
  return [{ finding, points: 2, state: "deciding" }];
}

/** What a verdict is like, and whether a profile may learn from it. */
const QUIET: readonly [what: string, change: Partial<Verdict>, quiet: boolean][] = [
  ["nothing matched", {}, true],
  ["the profile itself spoke", { action: "flag", contributions: matched("anomaly.profile") }, true],
  ["a client reads object after object", { action: "flag", contributions: matched("enumeration.objects") }, true],
  ["the model finds it unlikely", { model: { probability: 0.1 } }, true],
  ["the model finds it unlikely but for the profile", { model: { probability: 0.3, lift: 1.5 } }, true],
  ["the model finds it possible", { model: { probability: 0.3 } }, false],
  ["a rule matched above the level", { contributions: matched("sqli.quote") }, false],
  ["the model's band", { action: "flag", contributions: matched("anomaly.model-suspicious") }, false],
  ["it was blocked", { action: "block" }, false],
  ["it was limited", { action: "limit" }, false],
  ["a detector failed", { failed: ["sqli"] }, false],
];

for (const [what, change, quiet] of QUIET) {
  Deno.test(`isQuiet() is ${quiet} when ${what}`, () => equal(isQuiet({ ...ALLOWED, ...change }), quiet));
}
