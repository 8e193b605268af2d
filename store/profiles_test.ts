import { deepEqual, equal, match, ok } from "node:assert/strict";
import { inspect } from "../detectors/request/mod.ts";
import { MAX_SNAPSHOTS, PROFILE_PART_BYTES, SNAPSHOT_MS } from "./limits.ts";
import { LIVE, readProfiles, writeProfiles } from "./profile_bytes.ts";
import { KvProfiles } from "./profiles.ts";
import { faultyKv, withKv } from "./testing.ts";

const ROUTE = "GET /api/users/:id";
const START = 1_800_000_000_000;

function get(path: string) {
  return inspect({ method: "GET", path, query: "", headers: [["Host", "glass.test"]] });
}

/** A process that learns; its clock is the test's. */
function processOn(kv: Deno.Kv, clock = { now: START }) {
  const store = new KvProfiles(kv, () => clock.now);
  return {
    store,
    clock,
    /** Quiet requests of clients to the route. */
    async learn(
      count: number,
      // Three could share a group by chance: the digests are keyed anew for each test.
      clients = Array.from({ length: 12 }, (_, n) => `192.0.2.${n + 1}`),
      path = (i: number) => `/api/users/${i}`,
    ) {
      await store.load("main");
      for (let i = 0; i < count; i++) {
        const client = clients[i % clients.length]!;
        store.learn(get(path(i)), {
          room: "main",
          client,
          route: ROUTE,
          now: clock.now += 500,
          failed: false,
          quiet: true,
        });
        if (i % 100 === 0) await store.of("main");
      }
      await store.of("main");
    },
    notices(path: string): boolean {
      return store.deviation(get(path), { room: "main", client: "192.0.2.99", route: ROUTE, now: clock.now }) !==
        undefined;
    },
  };
}

Deno.test("KvProfiles survive a restart", () =>
  withKv(async (kv) => {
    const before = processOn(kv);
    await before.learn(200);
    ok(before.notices("/api/users/admin"));
    await before.store.close();
    const after = processOn(kv);
    await after.store.load("main");
    ok(after.notices("/api/users/admin"));
    equal(after.notices("/api/users/7"), false);
  }));

Deno.test("KvProfiles of two processes learn together, and count every request once", () =>
  withKv(async (kv) => {
    const [one, two] = [processOn(kv), processOn(kv)];
    await one.learn(100, ["192.0.2.1", "192.0.2.2"]);
    await two.learn(100, ["192.0.2.2", "192.0.2.3"]);
    ok(!one.notices("/api/users/admin") && !two.notices("/api/users/admin"));
    // Both write at once: one of them has to try again.
    await Promise.all([one.store.sync("main"), two.store.sync("main")]);
    // Whoever wrote first has not read what the other one wrote.
    for (const each of [one, two]) await each.store.sync("main");
    for (const each of [one, two]) {
      ok(each.notices("/api/users/admin"));
      const { base, fresh, clients } = (await each.store.of("main")).routes.get(ROUTE)!.tally;
      deepEqual([base + fresh, clients.length], [200, 3]);
    }
    const { versionstamp } = await readProfiles(kv, "main", LIVE);
    for (const each of [one, two, one, two]) await each.store.sync("main");
    equal((await readProfiles(kv, "main", LIVE)).versionstamp, versionstamp, "they write although nothing is new");
  }));

Deno.test("KvProfiles begin anew when what is stored cannot be read, and say so", () =>
  withKv(async (kv) => {
    const before = processOn(kv);
    await before.learn(200);
    await before.store.close();
    const read = await readProfiles(kv, "main", LIVE);
    const broken = read.record!.bytes.with(40, read.record!.bytes[40]! ^ 1);
    await writeProfiles(kv, "main", LIVE, broken, { before: read, savedAt: START });
    const after = processOn(kv);
    await after.store.load("main");
    match((await after.store.kept("main")).problem ?? "", /could not be read .* begins anew/);
    equal(after.notices("/api/users/admin"), false);
    await after.learn(200);
    await after.store.close();
    const third = processOn(kv);
    await third.store.load("main");
    ok(third.notices("/api/users/admin"));
  }));

Deno.test("KvProfiles return to a snapshot, and reset, in all processes", () =>
  withKv(async (kv) => {
    const [one, two] = [processOn(kv), processOn(kv)];
    await one.learn(200);
    await one.store.sync("main");
    await two.store.load("main");
    const { snapshots } = await one.store.kept("main");
    equal(snapshots.length, 1, "the first warm-up is worth a snapshot");
    // Three clients work together for an hour and teach both a word.
    for (let window = 0; window < 7; window++) {
      one.clock.now += 11 * 60_000;
      await one.learn(6, undefined, () => "/api/users/admin");
    }
    await one.store.sync("main");
    await two.store.sync("main");
    ok(!one.notices("/api/users/admin") && !two.notices("/api/users/admin"));
    equal(await one.store.rollBack("main", snapshots[0]!), true);
    await two.learn(3);
    await two.store.sync("main");
    ok(one.notices("/api/users/admin") && two.notices("/api/users/admin"));
    equal(await one.store.rollBack("main", 5), false);

    await two.store.reset("main");
    await one.store.sync("main");
    equal((await one.store.of("main")).size.parameters, 0);
    const newest = (await one.store.kept("main")).snapshots[0]!;
    equal(await one.store.rollBack("main", newest), true, "a reset can be taken back");
    ok(one.notices("/api/users/admin"));
  }));

Deno.test("KvProfiles keep a few snapshots", () =>
  withKv(async (kv) => {
    const one = processOn(kv);
    await one.learn(200);
    for (let i = 0; i < MAX_SNAPSHOTS + 3; i++) {
      one.clock.now += SNAPSHOT_MS;
      await one.learn(1);
      await one.store.sync("main");
    }
    const { snapshots } = await one.store.kept("main");
    equal(snapshots.length, MAX_SNAPSHOTS);
    deepEqual(snapshots, snapshots.toSorted((a, b) => b - a));
    let records = 0;
    for await (const _ of kv.list({ prefix: ["room", "main", "profiles"] })) records++;
    equal(records, 2 * (MAX_SNAPSHOTS + 1));
  }));

Deno.test("KvProfiles store what is larger than a value in parts, and drop parts that are not needed any more", () =>
  withKv(async (kv) => {
    const sizes = [3 * PROFILE_PART_BYTES + 1, 10, 2 * PROFILE_PART_BYTES];
    for (const size of sizes) {
      const bytes = Uint8Array.from({ length: size }, (_, i) => i % 251);
      const before = await readProfiles(kv, "main", LIVE);
      ok(await writeProfiles(kv, "main", LIVE, bytes, { before, savedAt: 1 }));
      deepEqual((await readProfiles(kv, "main", LIVE)).record?.bytes, bytes);
      let parts = 0;
      for await (const _ of kv.list({ prefix: ["room", "main", "profiles", LIVE] })) parts++;
      equal(parts, Math.ceil(size / PROFILE_PART_BYTES));
    }
  }));

Deno.test("KvProfiles lose nothing while the database is away", () =>
  withKv(async (kv) => {
    let away = false;
    const one = processOn(faultyKv(kv, (call) => away && call === "commit"));
    await one.learn(150);
    await one.store.sync("main");
    away = true;
    await one.learn(50);
    await one.store.sync("main").then(() => ok(false, "it says that it wrote"), () => {});
    ok(one.notices("/api/users/admin"), "it still judges");
    away = false;
    await one.store.sync("main");
    const after = processOn(kv);
    await after.store.load("main");
    equal((await after.store.of("main")).routes.get(ROUTE)?.tally.base, 200);
  }));
