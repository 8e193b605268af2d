import { deepEqual, equal, rejects } from "node:assert/strict";
import { limitKey } from "./keys.ts";
import { LimitReads } from "./limit_reads.ts";
import { faultyKv, withKv } from "./testing.ts";

const at = (number: number) => limitKey("main", `rate/gcra/${number}`);

Deno.test("LimitReads() reads the keys of one moment ten at once, and gives each its own", async () => {
  await withKv(async (kv) => {
    for (let i = 0; i < 25; i += 2) await kv.set(at(i), { state: [i], expires: i });
    let calls = 0;
    const reads = new LimitReads(faultyKv(kv, () => ++calls < 0));
    const entries = await Promise.all(Array.from({ length: 25 }, (_, i) => reads.read(at(i))));
    equal(calls, 3);
    deepEqual(entries.map(({ value }) => value?.state[0]), Array.from({ length: 25 }, (_, i) => i % 2 ? undefined : i));
    deepEqual(entries.map(({ versionstamp }) => versionstamp !== null), entries.map((_, i) => i % 2 === 0));
    // Those of the next moment are read for themselves.
    equal((await reads.read(at(2))).value?.state[0], 2);
    equal(calls, 4);
  });
});

Deno.test("LimitReads() fails all of a moment with the database, and goes on after it", async () => {
  await withKv(async (kv) => {
    let down = true;
    const reads = new LimitReads(faultyKv(kv, () => down));
    const both = [reads.read(at(1)), reads.read(at(2))];
    await Promise.all(both.map((read) => rejects(read, /disk full/)));
    down = false;
    equal((await reads.read(at(1))).value, null);
  });
});
