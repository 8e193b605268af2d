import { deepEqual, equal, ok } from "node:assert/strict";
import { DEFAULT_ROOM_SETTINGS } from "../guard/settings.ts";
import { type TestApp, withApp } from "../routes/testing.ts";
import { eventById } from "../store/event_reader.ts";
import { MAX_ROOMS } from "../store/limits.ts";
import { Store } from "../store/mod.ts";
import { ROOM_AGE_MS, visitorRooms } from "../store/rooms.ts";
import { eventFor, faultyKv } from "../store/testing.ts";
import { verifyRoom } from "../store/verify.ts";

const ATTACK = "/api/search?q=%27%20OR%20%271%27=%271";

/** Fires attacks, each from another client; returns statuses and the event ids that came back. */
async function attack({ fetch }: TestApp, count: number, network = "198.51.100") {
  const statuses: number[] = [];
  const ids: string[] = [];
  await Promise.all(Array.from({ length: count }, async (_, i) => {
    const response = await fetch(ATTACK, { headers: { "x-demo-ip": `${network}.${i}` } });
    statuses.push(response.status);
    const id = response.headers.get("x-event-id");
    if (id) ids.push(id);
    await response.body?.cancel();
  }));
  return { statuses: new Set(statuses), ids };
}

/** What a page hears, as far as it came. */
async function listen({ fetch }: TestApp, headers: Record<string, string> = {}) {
  const reader = (await fetch("/glass/stream", { headers })).body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    async until(part: string): Promise<string> {
      while (!text.includes(part)) text += (await reader.read()).value ?? "";
      return text;
    },
    close: () => reader.cancel(),
  };
}

async function lost(kv: Deno.Kv, ids: readonly string[]): Promise<number> {
  const found = await Promise.all(ids.map((id) => eventById(kv, "main", id)));
  return found.filter((event) => event === undefined).length;
}

Deno.test("every second commit fails: verdicts stand, no told event is lost, the page says so and that it is over", async () => {
  let database: Deno.Kv | undefined;
  let [broken, commits] = [false, 0];
  const wrap = (kv: Deno.Kv) => {
    database = kv;
    return faultyKv(kv, (call) => broken && call === "commit" && commits++ % 2 === 0);
  };
  await withApp(async (app) => {
    const page = await listen(app);
    broken = true;
    const told: string[] = [];
    for (let round = 0; round < 5; round++) {
      const { statuses, ids } = await attack(app, 20, `10.0.${round}`);
      deepEqual([...statuses], [403]);
      told.push(...ids);
    }
    equal((await app.fetch("/api/search?q=tea")).status, 200);
    await page.until('"type":"health","state":"degraded","reason":"Events wait for the store: disk full"');
    broken = false;
    await attack(app, 1, "10.0.9");
    await page.until('"type":"health","state":"ok"');
    equal((await app.fetch("/health")).status, 200);
    await app.store.stats.flush();
    equal(await lost(database!, told), 0);
    const audit = await verifyRoom(database!, "main");
    // The innocent request is an event only if a policy let it pass.
    ok(audit.kind === "whole" && [101, 102].includes(audit.events), JSON.stringify(audit));
    equal((await app.store.snapshot("main")).totals.total, 102);
    ok(told.length >= 60, `${told.length} told in time`);
    await page.close();
  }, { wrap });
});

Deno.test("a full disk: verdicts stand, limits say that they pass by policy, logins do not, and all is written in the end", async () => {
  let database: Deno.Kv | undefined;
  let full = false;
  const wrap = (kv: Deno.Kv) => {
    database = kv;
    return faultyKv(kv, (call) => full && call !== "get");
  };
  await withApp(async (app) => {
    const page = await listen(app);
    const before = await attack(app, 5);
    full = true;
    const during = await attack(app, 30, "10.1.0");
    deepEqual([...during.statuses], [403]);
    deepEqual(during.ids, [], "no answer names an event that is not on disk");
    const benign = await app.fetch("/api/search?q=tea");
    equal(benign.status, 200);
    const login = await app.fetch("/api/safe/login", {
      method: "POST",
      body: '{"username":"alice","password":"x"}',
      headers: { "content-type": "application/json" },
    });
    equal(login.status, 503);
    await page.until('"type":"health","state":"degraded"');
    await page.until('"failedOpen":31');
    const health = await app.fetch("/health");
    equal(health.status, 503);
    const { reasons, waitingEvents } = await health.json();
    deepEqual(reasons, ["Events wait for the store: disk full"]);
    ok(waitingEvents >= 30, `${waitingEvents} wait`);
    full = false;
    await page.until('"type":"health","state":"ok"');
    await app.store.events.settle(2_000);
    const audit = await verifyRoom(database!, "main");
    // The login and the request that passed by the policy are events too.
    deepEqual(audit, { kind: "whole", room: "main", events: 37, forgotten: 0 });
    equal(await lost(database!, before.ids), 0);
    await page.close();
  }, { wrap });
});

Deno.test("a clock that jumps back an hour locks nobody out, reorders nothing and doubles nothing", async () => {
  let database: Deno.Kv | undefined;
  const wrap = (kv: Deno.Kv) => database = kv;
  await withApp(async (app) => {
    const spend = async () => {
      const all = await Promise.all(Array.from({ length: 101 }, () => app.fetch("/api/nothing")));
      return all.filter(({ status }) => status === 404).length;
    };
    equal(await spend(), 100);
    const { ids } = await attack(app, 3);
    const last = ids.toSorted().at(-1)!;
    app.clock.now -= 3_600_000;
    equal((await app.fetch("/api/nothing")).status, 429);
    const page = await listen(app, { "last-event-id": last });
    const after = await attack(app, 3, "10.2.0");
    const text = await page.until(after.ids.toSorted().at(-1)!);
    const heard = [...text.matchAll(/"id":"([0-9A-Z-]+)","room"/g)].map(([, id]) => id);
    // The refused one, then the three.
    deepEqual(heard.slice(-3), after.ids.toSorted());
    equal(heard.length, 4);
    ok(after.ids.every((id) => id > last));
    app.clock.now += 60_000;
    equal(await spend(), 100);
    equal((await verifyRoom(database!, "main")).kind, "whole");
    await page.close();
  }, { wrap });
});

Deno.test("Last-Event-ID from the future, or of nowhere, gets what comes from now on", async () => {
  await withApp(async (app) => {
    await attack(app, 3);
    const strange = ["7ZZZZZZZZZ-ZZZZZZZ", "nonsense", "0".repeat(5_000), "-1", "7ZZZZZZZZZ-0000001"];
    for (const [i, id] of strange.entries()) {
      const page = await listen(app, { "last-event-id": id });
      const next = (await attack(app, 1, `10.3.${i}`)).ids[0]!;
      const text = await page.until(next);
      equal([...text.matchAll(/"requestId"/g)].length, 1, id.slice(0, 20));
      ok(!text.includes('"type":"gap"'));
      await page.close();
    }
    equal(strange.length, 5);
  });
});

Deno.test("10,000 rooms: memory keeps a thousand, each finds its own again, and a day later all are gone", async () => {
  const kv = await Deno.openKv(":memory:");
  let now = 1_800_000_000_000;
  const store = new Store({ kv, defaults: DEFAULT_ROOM_SETTINGS, now: () => now });
  const rooms = Array.from({ length: 10_000 }, (_, i) => `v${i.toString(16).padStart(20, "0")}`);
  let early = 0;
  for (let at = 0; at < rooms.length; at += 100) {
    await Promise.all(
      rooms.slice(at, at + 100).map(async (room) => {
        await store.load(room);
        store.stats.tally({ room, at: now, action: "block", category: "sqli", guardMicros: 1 });
        await store.events.append(eventFor({ room, at: now }));
      }),
    );
    if (at === 2_000) early = Deno.memoryUsage().heapUsed;
    ok(store.rooms().length <= MAX_ROOMS);
  }
  const late = Deno.memoryUsage().heapUsed;
  console.log(`heap after 2,000 rooms ${early >> 20} MB, after 10,000 rooms ${late >> 20} MB`);
  ok(late / early < 2, `${early} to ${late}`);
  await store.stats.flush();
  for (const room of [rooms[0]!, rooms[5_000]!, rooms[9_999]!]) {
    const { totals, events } = await store.snapshot(room);
    deepEqual([totals.total, events.length, events[0]?.room], [1, 1, room]);
  }
  equal((await visitorRooms(kv)).length, 10_000);
  now += ROOM_AGE_MS + 1;
  await store.sweep();
  equal((await visitorRooms(kv)).length, 0);
  await store.close();
  kv.close();
});
