import { deepEqual, equal } from "node:assert/strict";
import { FakeTime } from "@std/testing/time";
import type { RequestTally } from "../guard/types.ts";
import { Stats } from "./stats.ts";
import { FLUSH_MS } from "./limits.ts";
import { faultyKv, slowKv, withKv } from "./testing.ts";

const NOW = 1_800_000_000_000;
const SECOND = NOW / 1000;
const tally = (change: Partial<RequestTally> = {}): RequestTally => ({
  room: "main",
  at: NOW,
  action: "allow",
  guardMicros: 40,
  ...change,
});

Deno.test("Stats() adds up totals, categories and seconds, and finds them again after a restart", async () => {
  await withKv(async (kv) => {
    const stats = new Stats(kv);
    await stats.load("main", NOW);
    for (let i = 0; i < 5; i++) stats.tally(tally());
    stats.tally(tally({ action: "block", category: "sqli", anomaly: true, at: NOW + 1_000 }));
    stats.tally(tally({ action: "limit", category: "rate-limit", failedOpen: true }));
    stats.tally(tally({ room: "b", action: "flag", category: "xss" }));
    const expected = {
      total: 7,
      allowed: 5,
      flagged: 0,
      blocked: 1,
      limited: 1,
      byCategory: { sqli: 1, "rate-limit": 1 },
      anomalies: 1,
      failedOpen: 1,
      dropped: 0,
    };
    deepEqual(stats.totals("main"), expected);
    deepEqual(stats.series("main", 0), [[SECOND, 5, 0, 0, 1], [SECOND + 1, 0, 0, 1, 0]]);
    await stats.flush();
    const later = new Stats(kv);
    await later.load("main", NOW + 5_000);
    deepEqual(later.totals("main"), expected);
    deepEqual(later.series("main", 0), stats.series("main", 0));
  });
});

Deno.test("Stats() of two processes add up, and each hears of the other", async () => {
  await withKv(async (kv) => {
    const [a, b] = [new Stats(kv), new Stats(kv)];
    await a.load("main", NOW);
    await b.load("main", NOW);
    for (let i = 0; i < 3; i++) a.tally(tally());
    for (let i = 0; i < 4; i++) b.tally(tally());
    await a.flush();
    equal(await b.refresh("main", NOW), true);
    equal(b.totals("main").total, 7);
    equal(await b.refresh("main", NOW), false);
    equal(await a.refresh("main", NOW), true);
    deepEqual(a.series("main", 0), [[SECOND, 7, 0, 0, 0]]);
  });
});

Deno.test("Stats() goes on after a flush that took longer than the time to the next", async () => {
  using time = new FakeTime(NOW);
  await withKv(async (kv) => {
    const first = Promise.withResolvers<void>();
    const second = Promise.withResolvers<void>();
    let commits = 0;
    const stats = new Stats(slowKv(kv, () => {
      if (++commits === 1) return first.promise;
      second.resolve();
      return Promise.resolve();
    }));
    await stats.load("main", NOW);
    stats.tally(tally());
    await time.tickAsync(FLUSH_MS);
    equal(commits, 1);
    stats.tally(tally());
    await time.tickAsync(FLUSH_MS);
    equal(commits, 1);
    first.resolve();
    await second.promise;
    await stats.flush();
    equal(await stats.refresh("main", NOW), false);
    equal(stats.totals("main").total, 2);
  });
});

Deno.test("Stats() counts again what could not be written", async () => {
  await withKv(async (kv) => {
    let down = true;
    const stats = new Stats(faultyKv(kv, () => down));
    stats.tally(tally());
    await stats.flush();
    stats.tally(tally());
    down = false;
    await stats.flush();
    await stats.load("main", NOW);
    equal(stats.totals("main").total, 2);
    deepEqual(stats.series("main", 0), [[SECOND, 2, 0, 0, 0]]);
  });
});
