import { deepEqual, equal, ok } from "node:assert/strict";
import { Hono } from "hono";
import { guard, type GuardOptions, type GuardVariables, MemoryCounters, MemoryEvents } from "../mod.ts";
import type { GuardInput } from "../types.ts";

const field = (name: string) => (input: GuardInput) => {
  const value = input.body.kind === "json" ? Object(input.body.value)[name] : undefined;
  return typeof value === "string" ? value : undefined;
};

/** An API whose only user is ada with the password "right". */
function setup(options: GuardOptions = {}) {
  const events = new MemoryEvents();
  const clock = { now: 1_800_000_000_000 };
  let verified = 0;
  const app = new Hono<{ Variables: GuardVariables }>();
  const login = { paths: ["/login"], account: field("user"), password: field("password") };
  app.use(
    guard({ events, login, now: () => clock.now, demoAddress: true, settings: { rateLimit: "off" }, ...options }),
  );
  app.post("/login", (c) => {
    verified++;
    const { input } = c.get("guard");
    const right = field("user")(input) === "ada" && field("password")(input) === "right";
    return right ? c.json({ ok: true }) : c.json({ ok: false }, 401);
  });
  const send = async (user: string, password: string, from = "203.0.113.1", cookie = "") =>
    await app.request("/login", {
      method: "POST",
      body: JSON.stringify({ user, password }),
      headers: { "content-type": "application/json", "x-demo-ip": from, cookie },
    }, { remoteAddr: { hostname: "127.0.0.1" } });
  const raised = () => events.events.map(({ category }) => category).filter((category) => category !== "rate-limit");
  return { send, clock, raised, verified: () => verified };
}

Deno.test("the login limiter admits exactly five of 50 parallel guesses", async () => {
  const { send, raised, verified } = setup();
  const all = await Promise.all(Array.from({ length: 50 }, (_, i) => send("ada", `guess ${i}`)));
  equal(all.filter(({ status }) => status === 401).length, 5);
  equal(all.filter(({ status }) => status === 429).length, 45);
  equal(verified(), 5);
  deepEqual(raised(), ["brute-force"]);
});

Deno.test("the login limiter doubles its delays, and lets the right password in afterwards", async () => {
  const { send, clock } = setup();
  for (let i = 0; i < 5; i++) equal((await send("ada", `guess ${i}`)).status, 401);
  for (const seconds of ["1", "2", "4"]) {
    const refused = await send("ada", "right");
    equal(refused.status, 429);
    equal(refused.headers.get("retry-after"), seconds);
    clock.now += Number(seconds) * 1000;
    if (seconds !== "4") equal((await send("ada", "wrong")).status, 401);
  }
  equal((await send("ada", "right")).status, 200);
  for (let i = 0; i < 3; i++) equal((await send("ada", `guess ${i}`)).status, 401);
});

Deno.test("spraying, stuffing and a distributed attack each raise their own category once", async () => {
  const spraying = setup();
  for (let i = 0; i < 20; i++) await spraying.send(`user ${i}`, "Summer2026");
  deepEqual(spraying.raised(), ["spraying"]);
  equal(spraying.verified(), 5);

  const stuffing = setup();
  for (let i = 0; i < 20; i++) await stuffing.send(`user ${i}`, `leaked ${i}`);
  deepEqual(stuffing.raised(), ["stuffing"]);

  const distributed = setup();
  for (let i = 0; i < 20; i++) await distributed.send("ada", `guess ${i}`, `198.51.100.${i}`);
  deepEqual(distributed.raised(), ["distributed-brute-force"]);

  const dictionary = setup();
  for (let i = 0; i < 20; i++) await dictionary.send("ada", `guess ${i}`);
  deepEqual(dictionary.raised(), ["brute-force"]);
});

Deno.test("hammering at a throttled account does not open it", async () => {
  const { send, verified } = setup();
  for (let i = 0; i < 400; i++) await send("ada", `guess ${i}`, `10.2.${i >> 8}.${i & 255}`);
  equal(verified(), 5);
  equal((await send("ada", "right", "192.0.2.1")).status, 429);
});

Deno.test("a botnet that tries everything once raises one surge, and halves what is allowed meanwhile", async () => {
  const { send, raised, clock, verified } = setup();
  for (let i = 0; i < 60; i++) {
    clock.now += 5_000;
    equal((await send(`user ${i}`, `guess ${i}`, `10.1.${i}.1`)).status, 401);
  }
  deepEqual(raised(), ["login-surge"]);
  const before = verified();
  for (let i = 0; i < 20; i++) await send("ada", `guess ${i}`, "203.0.113.5");
  equal(verified() - before, 2);
  deepEqual(raised(), ["login-surge", "brute-force"]);
  equal((await send("bob", "x", "203.0.113.99")).status, 401);
});

Deno.test("the right password of many users is no surge", async () => {
  const { send, raised } = setup();
  for (let i = 0; i < 60; i++) {
    equal((await send("ada", "right", `10.1.${i}.1`)).status, 200);
    if (i % 4 === 0) await send("ada", "wrong", `10.1.${i}.1`);
  }
  deepEqual(raised(), []);
});

Deno.test("a known browser gets in while its account is attacked, and no other account", async () => {
  const { send, clock } = setup();
  const first = await send("ada", "right", "192.0.2.1");
  const cookie = first.headers.get("set-cookie")?.split(";")[0] ?? "";
  ok(/^glass_device=[0-9a-f]{16}\.[0-9a-z]+\.[0-9a-f]{32}$/.test(cookie), cookie);
  for (let i = 0; i < 30; i++) await send("Ada ", `guess ${i}`, `198.51.100.${i}`);
  equal((await send("ada", "right", "192.0.2.9")).status, 429);
  equal((await send("ada", "right", "192.0.2.1", cookie)).status, 200);
  const forged = cookie.replace(/[0-9a-f]$/, (digit) => (digit === "0" ? "1" : "0"));
  equal((await send("ada", "right", "192.0.2.1", forged)).status, 429);
  for (let i = 0; i < 5; i++) await send("bob", `guess ${i}`, "192.0.2.1");
  equal((await send("bob", "x", "192.0.2.1", cookie)).status, 429);
  clock.now += 181 * 24 * 3_600_000;
  for (let i = 0; i < 5; i++) await send("ada", `guess ${i}`, "192.0.2.77");
  equal((await send("ada", "right", "192.0.2.1", cookie)).status, 429);
});

Deno.test("an unknown account is counted, delayed and answered like a known one", async () => {
  const bodies: string[][] = [];
  for (const user of ["ada", "nobody"]) {
    const { send } = setup();
    const answers: string[] = [];
    for (let i = 0; i < 7; i++) {
      const response = await send(user, `guess ${i}`);
      const body = JSON.stringify({ ...await response.json(), requestId: 0, eventId: 0 });
      answers.push(`${response.status} ${response.headers.get("retry-after")} ${body}`);
    }
    bodies.push(answers);
  }
  deepEqual(bodies[0], bodies[1]);
});

Deno.test("a client that was shut out is shut out longer the next time, and never for good", async () => {
  const { send, clock } = setup();
  const spray = async () => {
    let last = await send("user 0", "Summer2026");
    for (let i = 1; i < 6; i++) last = await send(`user ${i}`, "Summer2026");
    return Number(last.headers.get("retry-after"));
  };
  equal(await spray(), 600);
  clock.now += 600_000;
  equal(await spray(), 1_200);
  clock.now += 1_200_000;
  equal((await send("ada", "right")).status, 200);
});

Deno.test("a clock that jumps back an hour shuts nobody out longer than before", async () => {
  const { send, clock } = setup();
  for (let i = 0; i < 6; i++) await send(`user ${i}`, "Summer2026");
  for (let i = 0; i < 6; i++) await send("ada", `guess ${i}`, "192.0.2.50");
  clock.now -= 3_600_000;
  equal(Number((await send("user 1", "x")).headers.get("retry-after")), 600);
  ok(Number((await send("ada", "x", "192.0.2.51")).headers.get("retry-after")) <= 2);
  clock.now += 600_000;
  equal((await send("ada", "right")).status, 200);
});

Deno.test("a login whose counters are down is refused, other requests pass", async () => {
  const broken = new MemoryCounters();
  broken.step = () => Promise.reject(new Error("down"));
  const { send, verified } = setup({ counters: broken });
  const response = await send("ada", "right");
  equal(response.status, 503);
  equal(verified(), 0);
});
