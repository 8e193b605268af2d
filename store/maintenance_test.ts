import { deepEqual, equal } from "node:assert/strict";
import { FakeTime } from "@std/testing/time";
import { DEFAULT_ROOM_SETTINGS } from "../guard/settings.ts";
import { Maintenance } from "./maintenance.ts";
import { Store } from "./mod.ts";
import { withKv } from "./testing.ts";

const never = () => new Promise(() => {});

Deno.test("Maintenance() says that the database is silent also while a round of it is stuck", async () => {
  using time = new FakeTime();
  await withKv(async (kv) => {
    let silent = false;
    const deaf = new Proxy(kv, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== "function") return value;
        const isRead = name === "get" || name === "getMany" || name === "list";
        if (!isRead || !silent) return value.bind(target);
        return () => name === "list" ? { [Symbol.asyncIterator]: () => ({ next: never }) } : never();
      },
    });
    const store = new Store({ kv: deaf, defaults: DEFAULT_ROOM_SETTINGS });
    await store.load("main");
    const maintenance = new Maintenance(store);
    // It falls silent behind the first question of a round, so that the rest of the round waits.
    const stuck = maintenance.round();
    silent = true;
    equal(store.health().state, "ok");
    await time.tickAsync(4_000);
    deepEqual(store.health(), { state: "degraded", reason: "The store is out of reach: the database does not answer" });
    silent = false;
    // The database answers in its own time, of which a busy machine gives it little.
    for (let turn = 0; turn < 10_000 && store.health().state !== "ok"; turn++) await time.tickAsync(20);
    equal(store.health().state, "ok");
    maintenance.stop();
    void stuck;
    await store.close(0);
  });
});
