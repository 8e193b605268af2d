import assert from "node:assert/strict";
import { type TestApp, withApp } from "../testing.ts";
import { MAX_PACKED, type Packed } from "./parcel.ts";

const ATTACK = "/api/search?q=%27%20OR%20%271%27=%271";

/** Requests of one client each. */
function packed(target: string, client: string, part: Partial<Packed> = {}): Packed {
  return { method: "GET", target, ...part, headers: [["x-demo-ip", client], ...(part.headers ?? [])] };
}

function send({ fetch }: TestApp, parcel: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch("/glass/parcel", { method: "POST", body: JSON.stringify(parcel), headers });
}

Deno.test("POST /glass/parcel takes each request through the guard, and answers in order", async () => {
  await withApp(async (app) => {
    const login = JSON.stringify({ username: "bob", password: "letmein" });
    const json = [["content-type", "application/json"]] as const;
    const response = await send(app, [
      packed("/api/search?q=tea", "198.51.100.1"),
      packed(ATTACK, "198.51.100.2", { headers: [["x-glass-attack", "sqli/x"], ["x-glass-truth", "attack"]] }),
      packed("/api/login", "198.51.100.3", { method: "POST", headers: json, body: login }),
      packed("/nowhere", "198.51.100.4"),
    ]);
    assert.equal(response.status, 200);
    const answers = await response.json();
    assert.deepEqual(answers.map(({ status }: { status: number }) => status), [200, 403, 200, 404]);
    assert.deepEqual(answers.map(({ hasEvent }: { hasEvent: boolean }) => hasEvent), [false, true, false, false]);
    assert.match(answers[1].type, /^application\/problem\+json/);
    const { events, totals } = await (await app.fetch("/glass/snapshot")).json();
    assert.deepEqual([totals.total, totals.blocked], [4, 1]);
    const [event] = events;
    assert.deepEqual([event.client, event.attack], ["198.51.100.2", { id: "sqli/x", truth: "attack" }]);
  });
});

Deno.test("POST /glass/parcel keeps every limit of a client", async () => {
  await withApp(async (app) => {
    const statuses: number[] = [];
    for (let i = 0; i < 4; i++) {
      const parcel = Array.from({ length: 30 }, () => packed("/api/search?q=tea", "198.51.100.9"));
      for (const { status } of await (await send(app, parcel)).json()) statuses.push(status);
    }
    assert.equal(statuses.filter((status) => status === 200).length, 100);
    assert.equal(statuses.filter((status) => status === 429).length, 20);
  });
});

Deno.test("POST /glass/parcel opens no other house, no parcel in a parcel, and no other room", async () => {
  await withApp(async (app) => {
    const inner = JSON.stringify([packed("/api/search?q=tea", "198.51.100.1")]);
    const parcel = [
      packed("/glass/parcel", "198.51.100.1", { method: "POST", body: inner }),
      packed("/%67lass/parcel", "198.51.100.1", { method: "POST", body: inner }),
      packed("@evil.test/api/search", "198.51.100.1"),
      packed("https://evil.test/", "198.51.100.1"),
      packed("/api/search", "198.51.100.1", { method: "CONNECT" }),
      packed("/api/search", "198.51.100.1", { headers: [["bad name", "x"]] }),
    ];
    const answers = await (await send(app, parcel)).json();
    assert.deepEqual(answers.map(({ status }: { status: number }) => status), [404, 404, 0, 0, 0, 0]);
    assert.equal((await (await app.fetch("/glass/snapshot")).json()).totals.total, 0);
  });
  await withApp(async (app) => {
    const page = await app.fetch("/");
    const cookie = page.headers.get("set-cookie")?.split(";")[0] ?? "";
    const foreign = packed(ATTACK, "198.51.100.2", { headers: [["cookie", "glass_room=other"]] });
    await (await send(app, [foreign], { cookie })).body?.cancel();
    const totals = async (cookie: string) =>
      (await (await app.fetch("/glass/snapshot", { headers: { cookie } })).json()).totals.blocked;
    assert.deepEqual([await totals(cookie), await totals("glass_room=other")], [1, 0]);
  }, { env: { GLASSHOUSE_ROOMS: "visitor" } });
});

Deno.test("POST /glass/parcel says what is no parcel, and has a bound", async () => {
  await withApp(async (app) => {
    const one = packed("/nowhere", "198.51.100.1");
    const wrong = [[], {}, "x", [{}], [{ ...one, headers: [["a"]] }], [{ ...one, body: 1 }]];
    for (const parcel of wrong) assert.equal((await send(app, parcel)).status, 400, JSON.stringify(parcel));
    assert.equal((await send(app, Array(MAX_PACKED + 1).fill(one))).status, 400);
    assert.equal((await send(app, [one], { "sec-fetch-site": "cross-site" })).status, 403);
    const body = JSON.stringify(Array(MAX_PACKED).fill({ method: "CONNECT", target: "/", headers: [] }));
    for (let i = 0; i < 60_000 / MAX_PACKED; i++) {
      await (await app.fetch("/glass/parcel", { method: "POST", body })).body?.cancel();
    }
    assert.equal((await send(app, [one])).status, 429);
    app.clock.now += 60_000;
    assert.equal((await send(app, [one])).status, 200);
  });
});
