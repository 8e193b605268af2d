import { equal, ok } from "node:assert/strict";
import type { LimitPolicy } from "../guard/types.ts";
import { KvCounters } from "./counters.ts";
import { faultyKv, withKv } from "./testing.ts";

const NOW = 1_800_000_000_000;
const policy = (change: Partial<LimitPolicy> = {}): LimitPolicy => ({
  name: "client",
  algorithm: "sliding-log",
  limit: 100,
  windowMs: 60_000,
  onFailure: "open",
  ...change,
});

async function admitted(stores: readonly KvCounters[], rule: LimitPolicy, hits: number): Promise<number> {
  const all = await Promise.all(
    Array.from({ length: hits }, (_, i) => stores[i % stores.length]!.hit("main", "a", rule, NOW)),
  );
  return all.filter(({ allowed }) => allowed).length;
}

Deno.test("KvCounters() admits exactly the limit of 300 parallel hits, with each algorithm", async () => {
  const algorithms = ["sliding-log", "gcra", "fixed-window"] as const;
  for (const algorithm of algorithms) {
    await withKv(async (kv) => equal(await admitted([new KvCounters(kv)], policy({ algorithm }), 300), 100));
  }
  equal(algorithms.length, 3);
});

Deno.test("KvCounters() is exact over several stores on one database", async () => {
  await withKv(async (kv) => {
    const stores = Array.from({ length: 4 }, () => new KvCounters(kv));
    equal(await admitted(stores, policy({ onFailure: "closed" }), 300), 100);
  });
});

Deno.test("KvCounters() keeps rooms and keys apart, and spends costs", async () => {
  await withKv(async (kv) => {
    const counters = new KvCounters(kv);
    const rule = policy({ limit: 5 });
    equal((await counters.hit("main", "a", rule, NOW, 4)).remaining, 1);
    equal((await counters.hit("main", "a", rule, NOW, 2)).allowed, false);
    equal((await counters.hit("main", "a", rule, NOW, 1)).allowed, true);
    equal((await counters.hit("main", "b", rule, NOW)).remaining, 4);
    equal((await counters.hit("other", "a", rule, NOW)).remaining, 4);
    equal((await counters.peek("main", "a", rule, NOW)).allowed, false);
    await counters.clear("main", "a");
    equal((await counters.hit("main", "a", rule, NOW)).remaining, 4);
  });
});

Deno.test("KvCounters() gives a refusal from memory only for a moment", async () => {
  await withKv(async (kv) => {
    const [here, there] = [new KvCounters(kv), new KvCounters(kv)];
    const rule = policy({ limit: 1 });
    await here.hit("main", "a", rule, NOW);
    equal((await here.hit("main", "a", rule, NOW + 10)).allowed, false);
    await there.clear("main", "a");
    equal((await here.hit("main", "a", rule, NOW + 10)).allowed, false);
    equal((await here.hit("main", "a", rule, NOW + 2_000)).allowed, true);
  });
});

Deno.test("KvCounters() lets the policy decide while the database fails, and says so", async () => {
  await withKv(async (kv) => {
    let down = true;
    const counters = new KvCounters(faultyKv(kv, () => down));
    const open = await counters.hit("main", "a", policy(), NOW);
    ok(open.allowed && open.failedOpen);
    const closed = await counters.hit("main", "a", policy({ onFailure: "closed" }), NOW);
    ok(!closed.allowed && closed.failedOpen);
    equal(counters.failures, 2);
    down = false;
    equal((await counters.hit("main", "a", policy(), NOW)).failedOpen, undefined);
  });
});
