import { deepEqual, equal, match, ok, throws } from "node:assert/strict";
import { Hono } from "hono";
import type { Detector } from "../detectors/types.ts";
import { DEFAULT_ROOM_SETTINGS, guard, type GuardVariables } from "./mod.ts";
import { guarded, post } from "./testing.ts";
import type { RoomSettings } from "./types.ts";

const SQLI = "/api/search?q=%27%20OR%20%271%27=%271";
const json = "application/json";

Deno.test("guard() blocks an attack with a problem, and hands innocent text to the handler", async () => {
  const { fetch, events, handled } = guarded();
  const blocked = await fetch(SQLI);
  equal(blocked.status, 403);
  equal(blocked.headers.get("content-type"), "application/problem+json; charset=utf-8");
  const problem = await blocked.json();
  equal(problem.requestId, blocked.headers.get("x-request-id"));
  equal(problem.eventId, blocked.headers.get("x-event-id"));
  equal(problem.category, "sqli");
  equal(problem.instance, "/api/search");
  ok(!("rules" in problem) && !("score" in problem) && !JSON.stringify(problem).includes("sqli."));
  equal(handled(), 0);
  for (const q of ["O%27Brien", "Drop%20me%20a%20line%20from%20Paris"]) {
    equal((await fetch(`/api/search?q=${q}`)).status, 200, q);
  }
  equal(handled(), 2);
  deepEqual(events.counts, { allow: 2, flag: 0, block: 1, limit: 0 });
  equal(events.events.length, 1);
});

Deno.test("guard() names rules and points in teaching mode only", async () => {
  const { fetch } = guarded({ settings: { teaching: true } });
  const problem = await (await fetch(SQLI)).json();
  ok(problem.rules.length > 0 && problem.score >= 5);
  ok(problem.detail.startsWith("Blocked because "));
});

Deno.test("guard() tells everyone who throws the same stone about their own request, and follows the settings", async () => {
  let settings: RoomSettings = { ...DEFAULT_ROOM_SETTINGS, mode: "block", teaching: true };
  const { fetch, events } = guarded({ settings: () => settings });
  const thrown = async (address: string) => {
    const response = await fetch(SQLI, { headers: { "x-demo-ip": address } });
    const { requestId, eventId, ...problem } = await response.json();
    deepEqual([requestId, eventId], ["x-request-id", "x-event-id"].map((name) => response.headers.get(name)));
    return { requestId, eventId, problem };
  };
  const told = [];
  for (let i = 1; i <= 4; i++) told.push(await thrown(`198.51.100.${i}`));
  for (const { problem } of told) deepEqual(problem, told[0]!.problem);
  ok(told[0]!.problem.rules.length > 0);
  equal(new Set(told.map(({ requestId }) => requestId)).size, 4);
  equal(new Set(told.map(({ eventId }) => eventId)).size, 4);
  deepEqual(events.events.map(({ client }) => client), [1, 2, 3, 4].map((i) => `198.51.100.${i}`));
  for (const { findings, request } of events.events) {
    deepEqual({ findings, request }, { findings: events.events[0]!.findings, request: events.events[0]!.request });
  }
  const before = events.events[0]!.findings.length;
  settings = { ...settings, teaching: false, rules: { "sqli.tautology": "off" } };
  const after = await thrown("198.51.100.9");
  ok(!("rules" in after.problem));
  equal(events.events.at(-1)!.findings.length, before - 1);
});

Deno.test("guard() blocks nothing in observe mode, and says what it would have done", async () => {
  const { fetch, events } = guarded({ settings: { mode: "observe", rateLimit: 2 } });
  for (let i = 0; i < 4; i++) equal((await fetch(SQLI)).status, 200);
  deepEqual(events.events.map(({ action, wouldBe }) => [action, wouldBe]), [
    ["flag", "block"],
    ["flag", "block"],
    ["flag", "limit"],
    ["flag", "limit"],
  ]);
});

/** Bad input, with what it is answered and what the event says. */
const BAD: readonly [name: string, path: string, init: RequestInit, status: number, rule: string][] = [
  ["malformed JSON", "/a", post("{'a':1}", json), 400, "protocol.json-malformed"],
  ["two JSON texts", "/a", post("{} {}", json), 400, "protocol.json-malformed"],
  ["deep JSON", "/a", post("[".repeat(20_000) + "]".repeat(20_000), json), 400, "protocol.json-too-deep"],
  ["unknown type", "/a", post("x", "application/x-thing"), 415, "protocol.content-type"],
  ["no type", "/a", { method: "POST", body: new Uint8Array([65]) }, 415, "protocol.content-type"],
  ["unknown charset", "/a", post("{}", "application/json; charset=utf-7"), 415, "protocol.charset"],
  ["2 MB", "/a", post(new Uint8Array(2 * 1024 * 1024), json), 413, "protocol.body-too-large"],
  ["2 MB in chunks", "/a", post(chunks(2 * 1024), json), 413, "protocol.body-too-large"],
  [
    "compressed",
    "/a",
    { method: "POST", body: "{}", headers: { "content-type": json, "content-encoding": "gzip" } },
    415,
    "protocol.content-encoding",
  ],
  ["no boundary", "/a", post("x", "multipart/form-data"), 400, "protocol.multipart"],
];

Deno.test("guard() refuses what cannot be read, each with its reason, in both modes", async () => {
  for (const mode of ["block", "observe"] as const) {
    const { fetch, events, handled } = guarded({ settings: { mode } });
    for (const [name, path, init, status, rule] of BAD) {
      const body = name === "2 MB in chunks" ? chunks(2 * 1024) : init.body;
      const response = await fetch(path, { ...init, ...(body ? { body } : {}) });
      equal(response.status, status, name);
      const problem = await response.json();
      ok(problem.detail.startsWith("Refused because "), name);
      const event = events.events.at(-1);
      equal(event?.findings[0]?.rule, rule, name);
      equal(event?.category, "protocol", name);
      equal(event?.id, response.headers.get("x-event-id"), name);
    }
    equal(handled(), 0);
  }
  equal(BAD.length, 10);
});

Deno.test("guard() gives up on a body that does not come", async () => {
  const { fetch } = guarded({ bodyDeadlineMs: 20 });
  const never = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(3)) });
  const response = await fetch("/a", { method: "POST", body: never, headers: { "content-type": json } });
  equal(response.status, 408);
});

Deno.test("guard() hands on bad percent-encoding as it reads it", async () => {
  const { fetch } = guarded();
  const response = await fetch("/a/%zz/%41?q=%ff%&x=%E0%A4");
  equal(response.status, 200);
  const { segments, query } = await response.json();
  deepEqual(segments, ["a", "%zz", "A"]);
  deepEqual(query, { q: ["%ff%"], x: ["%E0%A4"] });
});

Deno.test("guard() and the handler read the same where Hono's readers differ", async () => {
  const { fetch } = guarded();
  equal((await fetch("/api/search?q=%ff%27%20OR%201%3D1--")).status, 403);
});

Deno.test("guard() gives library users the bytes that it inspected", async () => {
  const app = new Hono<{ Variables: GuardVariables }>();
  app.use(guard());
  app.post("/json", async (c) => c.json(await c.req.json()));
  app.post("/form", async (c) => c.json(await c.req.parseBody()));
  deepEqual(await (await app.request("/json", post('{"a":[1]}', json))).json(), { a: [1] });
  const form = new FormData();
  form.set("name", "Ada");
  deepEqual(await (await app.request("/form", { method: "POST", body: form })).json(), { name: "Ada" });
});

Deno.test("guard() keeps the launcher's headers from the detectors and from the event", async () => {
  const spy: string[] = [];
  const detector: Detector = {
    name: "spy",
    title: "Spy",
    rules: [],
    detect: (request) => (spy.push(JSON.stringify(request.fields.map(({ name, raw }) => [name, raw]))), []),
  };
  const { fetch, events } = guarded({ detectors: [detector] });
  const headers = { "x-glass-attack": "sqli/marker-zz", "x-glass-truth": "attack", "x-demo-ip": "198.51.100.77" };
  await fetch("/a?q=1", { headers });
  ok(!/marker-zz|x-glass|x-demo|198\.51\.100\.77/.test(spy.join()));
  const [event] = events.events;
  deepEqual(event?.attack, { id: "sqli/marker-zz", truth: "attack" });
  ok(!/x-glass|x-demo/.test(JSON.stringify(event?.request)));
  equal(event?.client, "198.51.100.77");
  equal(event?.peer, "127.0.0.1");
  equal(spy.length, 1);
  await fetch("/a?q=2", { headers: { "x-glass-attack": "custom" } });
  equal(events.events[1]?.request.query, "q=2");
  equal(events.events[1]?.attack, undefined);
});

Deno.test("guard() lets a request pass when a detector fails, and says so in the event", async () => {
  const broken: Detector = {
    name: "broken",
    title: "Broken",
    rules: [],
    detect: () => {
      throw new Error("on purpose");
    },
  };
  const { fetch, events } = guarded({ detectors: [broken] });
  equal((await fetch("/a")).status, 200);
  deepEqual(events.events[0]?.failed, ["broken"]);
});

Deno.test("guard() makes one event of a scanner, not thirty, whatever it looks for", async () => {
  const probes = Array.from({ length: 30 }, (_, i) => `/.${["env", "git/config", "aws/credentials"][i % 3]}?n=${i}`);
  const scan = guarded();
  for (const path of probes) equal((await scan.fetch(path)).status, 403, path);
  deepEqual(scan.events.events.map(({ category, count }) => [category, count]), [["scanner", 30]]);

  const tool = guarded();
  const headers = { "user-agent": "sqlmap/1.8.2#stable (https://sqlmap.org)" };
  for (let i = 0; i < 30; i++) {
    equal((await tool.fetch(`/api/search?q=%27%20OR%20${i}=${i}--`, { headers })).status, 403);
  }
  deepEqual(tool.events.events.map(({ count }) => count), [30]);

  const two = guarded();
  for (const path of probes) {
    for (const ip of ["192.0.2.1", "192.0.2.2"]) await two.fetch(path, { headers: { "x-demo-ip": ip } });
  }
  equal(two.events.events.length, 2);
});

Deno.test("guard() answers although the store cannot take the event", async () => {
  const { fetch } = guarded({ events: { append: () => Promise.reject(new Error("full")), tally: () => {} } });
  const response = await fetch(SQLI);
  equal(response.status, 403);
  equal(response.headers.get("x-event-id"), null);
});

Deno.test("guard() takes over a good request id and replaces a bad one", async () => {
  const { fetch } = guarded();
  const idOf = async (id: string) =>
    (await fetch("/a", { headers: { "x-request-id": id } })).headers.get("x-request-id");
  equal(await idOf("trace-7_a="), "trace-7_a=");
  for (const bad of ["<script>", "a b", "x".repeat(256)]) ok(/^[0-9a-f-]{36}$/.test((await idOf(bad)) ?? ""), bad);
});

Deno.test("guard() sets its headers on an answer whose own cannot be changed", async () => {
  const app = new Hono();
  app.use(guard());
  app.get("/away", () => Response.redirect("http://127.0.0.1/there"));
  const response = await app.request("/away");
  equal(response.status, 302);
  equal(response.headers.get("location"), "http://127.0.0.1/there");
  for (const name of ["x-request-id", "ratelimit", "ratelimit-policy"]) ok(response.headers.has(name), name);
});

Deno.test("guard() tells where the time went in teaching mode only", async () => {
  for (const teaching of [true, false]) {
    const { fetch } = guarded({ settings: { teaching } });
    const timing = (await fetch("/a?q=1")).headers.get("server-timing");
    if (teaching) match(timing ?? "", /^limit;dur=[\d.]+, examine;dur=[\d.]+, guard;dur=[\d.]+$/);
    else equal(timing, null);
  }
});

Deno.test("guard() judges a request seen again as it is seen now: settings, limit and history count", async () => {
  let settings: RoomSettings = { ...DEFAULT_ROOM_SETTINGS, rateLimit: 4 };
  const { fetch, events } = guarded({ settings: () => settings });
  const statuses: number[] = [];
  for (let i = 0; i < 5; i++) statuses.push((await fetch("/a?q=1")).status);
  deepEqual(statuses, [200, 200, 200, 200, 429]);
  settings = { ...settings, mode: "observe" };
  equal((await fetch("/a?q=1")).status, 200);
  deepEqual(events.events.map(({ action, wouldBe }) => [action, wouldBe]), [["limit", "limit"], ["flag", "limit"]]);
  settings = { ...settings, rateLimit: "off" };
  equal((await fetch("/a?q=1")).headers.has("ratelimit"), false);
  deepEqual(events.counts, { allow: 5, flag: 1, block: 0, limit: 1 });
});

Deno.test("guard() never shows a password in an event", async () => {
  const { fetch, events } = guarded();
  const secret = "hunter2-/bin/bash'--";
  const attack = { "x-glass-attack": "sqli/x", "x-glass-truth": "attack", authorization: `Bearer ${secret}` };
  const bodies: readonly RequestInit[] = [
    post(JSON.stringify({ user: "a", password: secret, nested: { api_key: secret } }), json),
    post(new URLSearchParams({ password: secret, card: "4111 1111 1111 1111" }), undefined),
    post(`{"password":"${secret}"`, json),
  ];
  for (const init of bodies) await fetch("/login", { ...init, headers: { ...attack, ...init.headers } });
  await fetch(`/a?token=${encodeURIComponent(secret)}&q=1`, { headers: { ...attack, cookie: `sid=${secret}` } });
  const form = new FormData();
  form.set("password", secret);
  await fetch("/login", { method: "POST", body: form, headers: attack });
  equal(events.events.length, 5);
  const kept = JSON.stringify(events.events);
  for (const part of ["hunter2", "bin/bash", "%2Fbash", "4111+1", "4111 1"]) ok(!kept.includes(part), part);
  ok(kept.includes("•".repeat(secret.length)));
});

Deno.test("guard() answers HEAD without a body, and throws at construction for options that make no sense", async () => {
  const { fetch } = guarded();
  const response = await fetch(SQLI, { method: "HEAD" });
  equal(response.status, 403);
  throws(() => guard({ trustProxy: -1 }), /trustProxy must be a whole number from 0, not -1/);
  throws(() => guard({ maxBodyBytes: 0.5 }), RangeError);
  throws(() => guard({ settings: { rateLimit: 0 } }), RangeError);
  throws(() => guard({ settings: { level: 3, detectLevel: 1 } }), RangeError);
});

function chunks(count: number): ReadableStream<Uint8Array> {
  let left = count;
  return new ReadableStream({
    pull: (controller) => left-- > 0 ? controller.enqueue(new Uint8Array(1024)) : controller.close(),
  });
}
