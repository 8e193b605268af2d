import { deepEqual, equal, ok } from "node:assert/strict";
import { DEFAULT_ROOM_SETTINGS } from "../guard/settings.ts";
import type { LimitPolicy } from "../guard/types.ts";
import { KvCounters } from "./counters.ts";
import { EVENT_AGE_MS, VISITOR_CHARS, VISITOR_EVENTS } from "./limits.ts";
import { Maintenance } from "./maintenance.ts";
import { Store } from "./mod.ts";
import { eventsWithin } from "./retention.ts";
import { eventFor, withKv } from "./testing.ts";
import { verifyRoom } from "./verify.ts";

const NOW = 1_800_000_000_000;
const policy: LimitPolicy = {
  name: "t",
  algorithm: "sliding-log",
  limit: 1,
  windowMs: 60_000,
  onFailure: "closed",
};
const open = (kv: Deno.Kv, local = false) => new Store({ kv, defaults: DEFAULT_ROOM_SETTINGS, now: () => NOW, local });

Deno.test("reset() empties a room and keeps its settings, its chain and its numbers", async () => {
  for (const local of [false, true]) {
    await withKv(async (kv) => {
      const store = open(kv, local);
      const forgotten: string[] = [];
      store.onReset((room) => void forgotten.push(room));
      await store.load("main");
      await store.configure("main", { ...DEFAULT_ROOM_SETTINGS, mode: "observe" });
      for (let i = 0; i < 5; i++) await store.events.append(eventFor());
      for (const room of ["main", "other"]) {
        await store.events.append(eventFor({ room }));
        store.stats.tally({ room, at: NOW, action: "block", category: "sqli", guardMicros: 1 });
        await store.counters.hit(room, "a", policy, NOW);
      }
      await store.reset("main");
      const { events, totals, series, settings } = await store.snapshot("main");
      deepEqual([events, totals.total, totals.byCategory, series, settings.mode], [[], 0, {}, [], "observe"]);
      equal((await store.counters.hit("main", "a", policy, NOW)).allowed, true);
      equal((await store.counters.hit("other", "a", policy, NOW)).allowed, false);
      equal((await store.snapshot("other")).totals.total, 1);
      deepEqual(forgotten, ["main"]);
      const id = await store.events.append(eventFor());
      equal(id.slice(-7), "0000007");
      deepEqual(await verifyRoom(kv, "main"), { kind: "whole", room: "main", events: 1, forgotten: 6 });
      await store.close();
    });
  }
});

Deno.test("reset() reaches another process, which forgets what it knew", async () => {
  await withKv(async (kv) => {
    const [here, there] = [open(kv), open(kv)];
    await Promise.all([here.load("main"), there.load("main")]);
    const forgotten: string[] = [];
    there.onReset((room) => void forgotten.push(room));
    await there.counters.hit("main", "a", policy, NOW);
    there.stats.tally({ room: "main", at: NOW, action: "allow", guardMicros: 1 });
    await there.stats.flush();
    await here.reset("main");
    await there.follow("main");
    deepEqual([forgotten, there.stats.totals("main").total], [["main"], 0]);
    await there.follow("main");
    deepEqual(forgotten, ["main"]);
    equal((await new KvCounters(kv).hit("main", "a", policy, NOW)).allowed, true);
    await here.close();
    await there.close();
  });
});

Deno.test("a visitor's room keeps so many events and so many characters, and no longer than a week", async () => {
  await withKv(async (kv) => {
    let now = NOW;
    const store = new Store({ kv, defaults: DEFAULT_ROOM_SETTINGS, now: () => now });
    const maintenance = new Maintenance(store);
    maintenance.stop();
    const fill = async (room: string, count: number, sentence: string) => {
      await store.load(room);
      await Promise.all(
        Array.from({ length: count }, () => store.events.append(eventFor({ room, at: now, sentence }))),
      );
    };
    await fill("v1", VISITOR_EVENTS + 500, "short");
    await fill("v2", 300, "x".repeat(20_000));
    await fill("main", VISITOR_EVENTS + 500, "short");
    await maintenance.round();
    const kept = async (room: string) => {
      const audit = await verifyRoom(kv, room);
      return audit.kind === "whole" ? audit.events : audit.reason;
    };
    // What goes goes in whole rows.
    const [short, long] = [Number(await kept("v1")), Number(await kept("v2"))];
    ok(short >= VISITOR_EVENTS && short < VISITOR_EVENTS + 100, `${short}`);
    equal(await kept("main"), VISITOR_EVENTS + 500);
    equal(long, Math.floor(VISITOR_CHARS / 20_400));
    equal(await eventsWithin(kv, "v2", VISITOR_CHARS), long);
    now += EVENT_AGE_MS + 1_000;
    await maintenance.round();
    equal(await kept("main"), 0);
    await store.close();
  });
});
