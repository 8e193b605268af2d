import assert from "node:assert/strict";
import { verifyRoom } from "../../store/verify.ts";
import { type TestApp, withApp } from "../testing.ts";

/** So many quiet requests of three clients. One that a starved database gave up on teaches nothing and is sent again. */
async function teach({ fetch, clock, store }: TestApp, count: number): Promise<void> {
  await store.profiles.load("main"); // what comes before is answered and not learned
  for (let i = 0, taught = 0; taught < count; i++) {
    assert.ok(i < count * 2, `${taught} of ${i} requests were answered`);
    clock.now += 700;
    const response = await fetch(`/api/users/${1 + i % 6}`, { headers: { "x-demo-ip": `192.0.2.${1 + i % 3}` } });
    await response.body?.cancel();
    if (response.ok) taught++;
  }
  await store.profiles.of("main");
}

Deno.test("the demo API notices a string in a numeric id once it knows what is usual", async () => {
  await withApp(async (app) => {
    const { fetch, store, clock } = app;
    await teach(app, 37);
    const report = async () => await (await fetch("/glass/profiles")).json();
    const { progress } = (await report()).routes[0];
    assert.deepEqual([progress.state, progress.requests, progress.clients], ["learning", 37, 3]);
    await teach(app, 163);
    const odd = await fetch("/api/users/admin");
    assert.notEqual(odd.status, 403);
    const [event] = (await store.snapshot("main")).events;
    assert.deepEqual([event?.action, event?.score, event?.findings[0]?.rule], ["flag", 2, "anomaly.profile"]);

    const stats = await (await fetch("/api/security/stats")).json();
    assert.deepEqual([stats.anomalies, stats.byCategory.anomaly, stats.blocked], [1, 1, 0]);

    await store.profiles.sync("main");
    const { routes, snapshots } = await report();
    assert.deepEqual(routes[0].parameters[0].kinds, ["a number"]);
    const post = (path: string, body: unknown, headers = {}) =>
      fetch(`/glass/profiles${path}`, { method: "POST", body: JSON.stringify(body), headers });
    assert.equal((await post("/reset", {}, { "sec-fetch-site": "cross-site" })).status, 403);
    clock.now += 1_000;
    assert.deepEqual((await (await post("/reset", {})).json()).routes, []);
    for (const body of [{}, { at: "1" }, { at: -1 }, 7]) assert.equal((await post("/rollback", body)).status, 400);
    assert.equal((await post("/rollback", { at: 5 })).status, 404);
    const back = await (await post("/rollback", { at: snapshots[0] })).json();
    assert.equal(back.routes[0].progress.state, "known");

    const sentences = (await store.snapshot("main")).events.map(({ sentence }) => sentence);
    assert.match(sentences[0]!, /^The profiles were rolled back to 2027-/);
    assert.match(sentences[1]!, /^The profiles were reset/);
    assert.equal((await verifyRoom(store.kv, "main")).kind, "whole");
  }, { settings: { rateLimit: "off" } });
});
