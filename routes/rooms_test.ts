import { deepEqual, equal, notEqual, ok } from "node:assert/strict";
import { ROOM_COOKIE } from "./rooms.ts";
import { type TestApp, withApp } from "./testing.ts";

const visitor = { env: { GLASSHOUSE_ROOMS: "visitor" } };
const page = { accept: "text/html" };

/** Opens the page as a new browser; returns its cookie. */
async function enter({ fetch }: TestApp, path = "/"): Promise<string> {
  const response = await fetch(path, { headers: page });
  await response.body?.cancel();
  const cookie = response.headers.getSetCookie().find((text) => text.startsWith(`${ROOM_COOKIE}=`));
  ok(cookie?.includes("HttpOnly") && cookie.includes("SameSite=Lax"), String(cookie));
  return cookie?.split(";")[0] ?? "";
}

async function json({ fetch }: TestApp, path: string, cookie: string, init: RequestInit = {}) {
  const response = await fetch(path, { ...init, headers: { cookie, "content-type": "application/json" } });
  return await response.json();
}

Deno.test("visitors cannot see, change or reset each other's rooms", async () => {
  await withApp(async (app) => {
    const [a, b] = [await enter(app), await enter(app)];
    notEqual(a, b);
    await json(app, "/api/search?q=%27%20OR%20%271%27=%271", a);
    await json(app, "/glass/settings", a, { method: "PUT", body: '{"mode":"observe"}' });
    const [events] = await json(app, "/glass/events", a);
    equal((await json(app, "/glass/events", b)).length, 0);
    equal((await json(app, `/glass/events/${events.id}`, b)).status, 404);
    equal((await json(app, "/glass/settings", b)).mode, "block");
    equal((await json(app, "/glass/snapshot", b)).totals.total, 0);
    equal((await json(app, "/glass/snapshot", a)).totals.total, 1);
  }, visitor);
});

Deno.test("visitors cannot see, stream, reset or configure each other's rooms", async () => {
  await withApp(async (app) => {
    const [a, b] = [await enter(app), await enter(app)];
    const attack = "/api/search?q=%27%20OR%20%271%27=%271";
    const note = { method: "POST", body: '{"message":"mine"}' };
    await json(app, "/api/data", a, note);
    await json(app, attack, a);
    // A forged id of the other room's newest event resumes nothing of it.
    const [known] = await json(app, "/glass/events", a);
    const streams = await Promise.all(
      [a, b].map((cookie) =>
        app.fetch("/glass/stream", { headers: { cookie, "last-event-id": "0000000000-0000000" } })
      ),
    );
    const texts = ["", ""];
    const readers = streams.map((stream) => stream.body!.pipeThrough(new TextDecoderStream()).getReader());
    const hear = async (i: number, text: string) => {
      while (!texts[i]!.includes(text)) texts[i] += (await readers[i]!.read()).value ?? "";
    };
    await hear(0, known.id);
    const [own] = [await json(app, attack, b)];
    await hear(1, own.eventId);
    ok(!texts[1]!.includes(known.requestId) && !texts[0]!.includes(own.requestId));
    await json(app, "/glass/settings", b, { method: "PUT", body: '{"mode":"observe","rateLimit":7}' });
    await hear(1, '"rateLimit":7');
    deepEqual(await json(app, "/glass/reset", b, { method: "POST" }), { reset: true });
    await hear(1, '{"type":"reset"}');
    const settings = await json(app, "/glass/settings", a);
    deepEqual([settings.mode, settings.rateLimit], ["block", 100]);
    deepEqual((await json(app, "/glass/events", a)).map(({ id }: { id: string }) => id), [known.id]);
    equal((await json(app, "/glass/snapshot", a)).totals.total, 2);
    equal((await json(app, "/api/data", a)).count, 3);
    equal((await json(app, "/api/data", b)).count, 2);
    await json(app, attack, a);
    await hear(0, '"blocked":2');
    ok(!texts[0]!.includes('"rateLimit":7') && !texts[0]!.includes('"type":"reset"'));
    for (const reader of readers) await reader.cancel();
  }, visitor);
});

Deno.test("nobody can write an event", async () => {
  await withApp(async (app) => {
    const a = await enter(app);
    const body = JSON.stringify({ id: "01M827JWAJ-0000009", room: "main", sentence: "forged" });
    const paths = ["/glass/events", "/glass/events/01M827JWAJ-0000009", "/glass/stream", "/glass/snapshot"];
    for (const path of paths) {
      for (const method of ["POST", "PUT", "DELETE"]) {
        const response = await app.fetch(path, { method, body, headers: { cookie: a } });
        equal(response.status, 404, `${method} ${path}`);
      }
    }
    deepEqual(await json(app, "/glass/events", a), []);
    equal(paths.length, 4);
  }, visitor);
});

Deno.test("the raw lane is the visitor's own, though its bytes carry no cookie", async () => {
  await withApp(async (app) => {
    await app.serve(async (url) => {
      const [a, b] = [await enter(app), await enter(app)];
      const request = `GET /api/search?q=%27%20OR%201=1-- HTTP/1.1\r\nhost: ${
        new URL(url).host
      }\r\nconnection: close\r\n\r\n`;
      const raw = await fetch(`${url}/glass/raw`, { method: "POST", body: request, headers: { cookie: a } });
      ok((await raw.text()).startsWith("HTTP/1.1 403"));
      equal((await json(app, "/glass/events", a)).length, 1);
      equal((await json(app, "/glass/events", b)).length, 0);
      equal((await json(app, "/glass/events", "")).length, 0);
    });
  }, { env: { GLASSHOUSE_ROOMS: "visitor", PORT: "0" } });
});

Deno.test("a visitor's room has a quota of requests over all its clients, and of its own", async () => {
  await withApp(async (app) => {
    const [a, b] = [await enter(app), await enter(app)];
    const ask = async (cookie: string, client: number) => {
      const headers = { cookie, "x-demo-ip": `10.0.${client >> 8}.${client & 255}` };
      return await app.fetch("/api/health", { headers });
    };
    const statuses = new Map<number, number>();
    for (let client = 0; client < 6_010; client += 601) {
      const answers = await Promise.all(Array.from({ length: 601 }, (_, i) => ask(a, client + i)));
      for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    deepEqual([...statuses], [[200, 6_000], [429, 10]]);
    deepEqual((await (await ask(a, 9_999)).json())["violated-policies"], ["room"]);
    equal((await ask(b, 1)).status, 200);
    app.clock.now += 100;
    equal((await ask(a, 9_998)).status, 200);
  }, visitor);
});

Deno.test("an address that takes room after room shares one in the end", async () => {
  await withApp(async (app) => {
    const rooms = new Set<string>();
    let last = "";
    for (let i = 0; i < 305; i++) {
      last = await enter(app, "/test");
      // The token names the room.
      rooms.add(last.slice(ROOM_COOKIE.length + 1, last.indexOf(".")));
    }
    equal(rooms.size, 301);
    ok(rooms.has((await json(app, "/glass/room", last)).room));
    equal([...rooms].filter((room) => room.startsWith("g")).length, 1);
  }, visitor);
});

Deno.test("a link lets another browser into a room, a forged one or a forged cookie does not", async () => {
  await withApp(async (app) => {
    const a = await enter(app);
    const { room, share } = await json(app, "/glass/room", a);
    const guest = await enter(app, share);
    equal((await json(app, "/glass/room", guest)).room, room);
    const forged = share.replace(/.$/, (last: string) => (last === "0" ? "1" : "0"));
    notEqual((await json(app, "/glass/room", await enter(app, forged))).room, room);
    const flipped = a.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
    const forgeries = [flipped, `${ROOM_COOKIE}=${room}.${"0".repeat(32)}`, `${ROOM_COOKIE}=${room}`];
    const others = new Set<string>();
    for (const cookie of forgeries) others.add((await json(app, "/glass/room", cookie)).room);
    equal(forgeries.length, 3);
    ok(!others.has(room) && others.size === 1, [...others].join());
    const [other] = others;
    const none = await json(app, "/glass/room", "");
    equal(none.room, other);
    ok(none.room.startsWith("g"));
  }, visitor);
});

Deno.test("rooms that nobody uses for a day are forgotten", async () => {
  await withApp(async (app) => {
    const a = await enter(app);
    await json(app, "/api/search?q=%27%20OR%20%271%27=%271", a);
    equal((await json(app, "/glass/events", a)).length, 1);
    app.clock.now += 23 * 3_600_000;
    await app.store.sweep();
    equal((await json(app, "/glass/events", a)).length, 1);
    app.clock.now += 2 * 3_600_000;
    await app.store.sweep();
    equal((await json(app, "/glass/events", a)).length, 0);
  }, visitor);
});

Deno.test("a local start has one room, whatever cookie comes", async () => {
  await withApp(async (app) => {
    deepEqual(await json(app, "/glass/room", `${ROOM_COOKIE}=v${"0".repeat(20)}.${"0".repeat(32)}`), {
      room: "main",
      share: null,
    });
  });
});
