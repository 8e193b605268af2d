import { equal, ok } from "node:assert/strict";
import { FakeTime } from "@std/testing/time";
import type { LimitPolicy } from "../guard/types.ts";
import { KvCounters } from "./counters.ts";
import { limitKey, type StoredLimit } from "./keys.ts";
import { WRITE_BEHIND_MS } from "./limits.ts";
import { ALONE_MS, SHARED_MS, Solo } from "./solo.ts";
import { faultyKv, slowKv, withKv } from "./testing.ts";
import { type FenceKeeper, type Unwritten, WriteBehind } from "./write_behind.ts";

const NOW = 1_800_000_000_000;
const POLICY: LimitPolicy = {
  name: "client",
  algorithm: "sliding-log",
  limit: 100,
  windowMs: 60_000,
  onFailure: "closed",
};

/** Nobody else can come. */
const UNFENCED: FenceKeeper = { fence: undefined, stood: () => {}, refused: () => {} };

/** Processes on one database, and a clock that only goes when it is told to. */
function processes(kv: Deno.Kv, count: number) {
  let time = 0;
  const clock = () => time;
  const all = Array.from({ length: count }, () => new KvCounters(kv, { solo: true, clock }));
  return { all, pass: (milliseconds: number) => time += milliseconds };
}

const unwritten = (key: string): Unwritten => ({
  at: limitKey("main", key),
  known: { state: [NOW] },
  expires: NOW + 60_000,
  ttlMs: 60_000,
});

const hit = (counters: KvCounters, key = "a") => counters.hit("main", key, POLICY, NOW);

async function stored(kv: Deno.Kv, key = "a"): Promise<number> {
  return (await kv.get<StoredLimit>(limitKey("main", key))).value?.state.length ?? 0;
}

Deno.test("KvCounters() alone decides in memory, and writes many keys a moment later", async () => {
  await withKv(async (kv) => {
    const { all: [counters] } = processes(kv, 1);
    const hits = await Promise.all(Array.from({ length: 300 }, (_, i) => hit(counters!, `${i % 2}`)));
    equal(hits.filter(({ allowed }) => allowed).length, 200);
    equal(counters!.solo?.standing, "alone");
    equal(await stored(kv, "0"), 0);
    await counters!.close();
    equal(await stored(kv, "0"), 100);
    equal(await stored(kv, "1"), 100);
  });
});

Deno.test("KvCounters() takes over what the last process left, and is alone at once", async () => {
  await withKv(async (kv) => {
    const { all: [before, after] } = processes(kv, 2);
    for (let i = 0; i < 60; i++) await hit(before!);
    await before!.close();
    equal((await hit(after!)).remaining, 39);
    equal(after!.solo?.standing, "alone");
    await after!.close();
  });
});

Deno.test("KvCounters() deposed by a second process writes first, and both together admit exactly the limit", async () => {
  await withKv(async (kv) => {
    const { all: [one, two], pass } = processes(kv, 2);
    for (let i = 0; i < 60; i++) ok((await hit(one!)).allowed);
    await two!.solo!.beat();
    equal(two!.solo!.standing, "unsure");
    pass(ALONE_MS / 2);
    equal(one!.solo!.standing, "alone");
    await one!.solo!.beat();
    equal(await stored(kv), 60);
    pass(ALONE_MS);
    const hits = await Promise.all(Array.from({ length: 200 }, (_, i) => hit(i % 2 ? one! : two!)));
    equal(hits.filter(({ allowed }) => allowed).length, 40);
    equal(one!.solo!.standing, "shared");
    equal(two!.solo!.standing, "shared");
    await one!.close();
    await two!.close();
  });
});

Deno.test("Solo() keeps its lease by what is written behind its fence, until another process comes", async () => {
  await withKv(async (kv) => {
    let time = 0;
    let refusals = 0;
    const solo = new Solo(kv, { forget: () => {}, deposed: () => Promise.resolve() }, () => time);
    const writes = new WriteBehind<Unwritten>(kv, {
      get fence() {
        return solo.fence;
      },
      stood: (fence) => solo.stood(fence),
      refused: () => refusals++,
    });
    await solo.beat();
    time = ALONE_MS * 0.3;
    writes.add(unwritten("a"));
    await writes.flush();
    time = ALONE_MS * 0.65;
    equal(solo.standing, "alone");
    time = ALONE_MS * 1.2;
    equal(solo.standing, "alone");
    // It looks, once little of the lease is left.
    await solo.beat();
    const other = new Solo(kv, { forget: () => {}, deposed: () => Promise.resolve() }, () => time);
    await other.beat();
    writes.add(unwritten("a"));
    await writes.flush();
    equal(refusals, 1);
    time = ALONE_MS * 2.2;
    equal(solo.standing, "unsure");
    writes.discard();
  });
});

Deno.test("Solo() is alone again when the other was silent for long", async () => {
  await withKv(async (kv) => {
    const { all: [dead, next], pass } = processes(kv, 2);
    await hit(dead!);
    await next!.solo!.beat();
    pass(ALONE_MS * 2);
    await next!.solo!.beat();
    equal(next!.solo!.standing, "shared");
    pass(SHARED_MS);
    equal(next!.solo!.standing, "unsure");
    await next!.solo!.beat();
    await next!.solo!.beat();
    equal(next!.solo!.standing, "alone");
    // Who was taken for dead has to come again before it decides anything.
    equal(dead!.solo!.standing, "unsure");
    await dead!.solo!.beat();
    equal(dead!.solo!.standing, "unsure");
    pass(ALONE_MS / 2);
    await next!.solo!.beat();
    equal(next!.solo!.standing, "shared");
    await next!.close();
    await dead!.close();
  });
});

Deno.test("KvCounters() alone lets the policy decide when its lease is over and the database fails", async () => {
  await withKv(async (kv) => {
    let down = false;
    const { all: [counters], pass } = processes(faultyKv(kv, () => down), 1);
    for (let i = 0; i < 10; i++) ok((await hit(counters!)).allowed);
    down = true;
    equal((await hit(counters!)).failedOpen, undefined);
    pass(ALONE_MS);
    equal((await hit(counters!)).failedOpen, true);
    down = false;
    equal((await hit(counters!)).remaining, 88);
    await counters!.close();
  });
});

Deno.test("KvCounters() alone forgets a key for good when it is cleared", async () => {
  await withKv(async (kv) => {
    const { all: [counters] } = processes(kv, 1);
    for (let i = 0; i < 100; i++) await hit(counters!);
    await counters!.clear("main", "a");
    equal((await hit(counters!)).remaining, 99);
    equal((await counters!.peek("main", "a", POLICY, NOW)).remaining, 99);
    await counters!.close();
    equal(await stored(kv), 1);
  });
});

Deno.test("WriteBehind() goes on after a write that took longer than the time to the next", async () => {
  using time = new FakeTime(NOW);
  await withKv(async (kv) => {
    const first = Promise.withResolvers<void>();
    const second = Promise.withResolvers<void>();
    let commits = 0;
    const slow = slowKv(kv, () => {
      if (++commits > 1) second.resolve();
      return commits === 1 ? first.promise : Promise.resolve();
    });
    const writes = new WriteBehind<Unwritten>(slow, UNFENCED);
    writes.add(unwritten("a"));
    await time.tickAsync(WRITE_BEHIND_MS);
    // Its timer runs out while the first write is under way.
    writes.add(unwritten("b"));
    await time.tickAsync(WRITE_BEHIND_MS);
    first.resolve();
    await second.promise;
    await writes.flush();
    writes.add(unwritten("c"));
    await time.tickAsync(WRITE_BEHIND_MS);
    equal(commits, 3);
    await writes.flush();
    equal(await stored(kv, "c"), 1);
  });
});

Deno.test("WriteBehind() writes a key that never rests once in its time, not over and over", async () => {
  using time = new FakeTime(NOW);
  await withKv(async (kv) => {
    let commits = 0;
    const item = unwritten("busy");
    // Whenever the key is on its way to the disk, it is hit again.
    const busy = slowKv(kv, () => {
      commits++;
      writes.add(item);
      return Promise.resolve();
    });
    const writes: WriteBehind<Unwritten> = new WriteBehind<Unwritten>(busy, UNFENCED);
    writes.add(item);
    await writes.flush();
    equal([commits, writes.size].join(), "1,1");
    await time.tickAsync(WRITE_BEHIND_MS);
    await writes.flush();
    ok(commits <= 3, `${commits} commits`);
    equal(await stored(kv, "busy"), 1);
    writes.discard();
  });
});
