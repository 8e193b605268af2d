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

Deno.test("a link lets another browser into a room, a forged one or a forged cookie does not", async () => {
  await withApp(async (app) => {
    const a = await enter(app);
    const { room, share } = await json(app, "/glass/room", a);
    const guest = await enter(app, share);
    equal((await json(app, "/glass/room", guest)).room, room);
    const forged = share.replace(/.$/, (last: string) => (last === "0" ? "1" : "0"));
    notEqual((await json(app, "/glass/room", await enter(app, forged))).room, room);
    const other = await json(app, "/glass/room", `${ROOM_COOKIE}=${room}.${"0".repeat(32)}`);
    notEqual(other.room, room);
    const none = await json(app, "/glass/room", "");
    deepEqual(none.room, other.room);
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
