import { deepEqual, equal, ok } from "node:assert/strict";
import { DEFAULT_ROOM_SETTINGS } from "../guard/settings.ts";
import { EventLog } from "../store/event_log.ts";
import { Store } from "../store/mod.ts";
import { HeadWatch } from "../store/watch.ts";
import { openKv } from "../store/open.ts";
import { eventFor } from "../store/testing.ts";
import { verifyRoom } from "../store/verify.ts";
import { KV_TOKEN, startKvConnect } from "./kv_connect.ts";

const SILENT = { committed: () => {}, health: () => {}, tally: () => {}, dropped: () => {} };
const NOW = 1_800_000_000_000;

Deno.test("two stores on one KV Connect database count exactly, chain their events and add up", async () => {
  Deno.env.set("DENO_KV_ACCESS_TOKEN", KV_TOKEN);
  const server = startKvConnect();
  const kvs = [await openKv(server.url), await openKv(server.url)];
  const stores = kvs.map((kv) => new Store({ kv, defaults: DEFAULT_ROOM_SETTINGS, now: () => NOW }));
  await Promise.all(stores.map((store) => store.load("main")));

  const policy = {
    name: "client",
    algorithm: "sliding-log",
    limit: 100,
    windowMs: 60_000,
    onFailure: "closed",
  } as const;
  const decisions = await Promise.all(
    Array.from({ length: 300 }, (_, i) => stores[i % 2]!.counters.hit("main", "rate/a", policy, NOW)),
  );
  equal(decisions.filter(({ allowed }) => allowed).length, 100);

  const ids = await Promise.all(
    Array.from({ length: 60 }, (_, i) => stores[i % 2]!.events.append(eventFor({ status: i }))),
  );
  equal(new Set(ids).size, 60);
  deepEqual(await verifyRoom(kvs[0]!, "main"), { kind: "whole", room: "main", events: 60, forgotten: 0 });

  for (const store of stores) {
    for (let i = 0; i < 50; i++) store.stats.tally({ room: "main", at: NOW, action: "allow", guardMicros: 1 });
  }
  await Promise.all(stores.map((store) => store.stats.flush()));
  for (const store of stores) equal((await store.snapshot("main")).totals.total, 100);

  await stores[0]!.configure("main", { ...DEFAULT_ROOM_SETTINGS, mode: "observe" });
  await stores[1]!.follow("main");
  equal(stores[1]!.settings.get("main").mode, "observe");
  ok((server.calls.get("/v2/atomic_write") ?? 0) > 2);

  for (const store of stores) await store.close();
  for (const kv of kvs) kv.close();
  await server.close();
});

Deno.test("HeadWatch() hears of another process through a KV Connect server, and mends itself", async () => {
  Deno.env.set("DENO_KV_ACCESS_TOKEN", KV_TOKEN);
  const server = startKvConnect();
  const kvs = [await openKv(server.url), await openKv(server.url)];
  const [here, there] = kvs.map((kv) => new EventLog(kv, { ...SILENT }));
  const heard: string[] = [];
  let tell = () => {};
  const watch = new HeadWatch(kvs[0]!, (room) => {
    heard.push(room);
    tell();
  });
  const news = (room: string) =>
    new Promise<void>((resolve) => {
      tell = () => heard.includes(room) && resolve();
      tell();
    });
  watch.set(["main", "v1"]);
  await news("v1");
  heard.length = 0;
  await there!.append(eventFor({ room: "v1" }));
  await news("v1");
  deepEqual(heard, ["v1"]);
  heard.length = 0;
  watch.set(["v2"]);
  await here!.append(eventFor({ room: "v2" }));
  await news("v2");
  ok((server.calls.get("/v2/watch") ?? 0) >= 2);
  watch.stop();
  for (const kv of kvs) kv.close();
  await server.close();
});
