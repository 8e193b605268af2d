import assert from "node:assert/strict";
import { loadAttacks, loadLessons } from "../../attacks/mod.ts";
import { withApp } from "../testing.ts";

const [attacks, lessons] = await Promise.all([loadAttacks(), loadLessons()]);

Deno.test("/glass/rehearsal judges a lesson's requests under the room's settings, and leaves no trace", async () => {
  await withApp(async ({ fetch, store }) => {
    const rehearsal = await (await fetch("/glass/rehearsal/sql-login", { method: "POST" })).json();
    assert.equal(rehearsal.rows.length, 6);
    const [first] = rehearsal.rows;
    assert.equal(first.id, "sqli/login-without-password");
    assert.deepEqual([first.requests, first.blocked, first.limited, first.stopped], [1, 1, 0, true]);
    assert.ok(first.rules.includes("sqli.tautology"));
    assert.match(first.sentence, /^Blocked because/);
    assert.deepEqual(rehearsal.twin, { harmful: false, statuses: [401] });
    assert.equal(store.stats.totals("main").total, 0);
    assert.equal((await store.snapshot("main")).events.length, 0);
  }, { attacks, lessons });
});

Deno.test("/glass/rehearsal knows its lessons, its callers and its bound", async () => {
  await withApp(async ({ fetch, clock }) => {
    const post = (path: string, headers = {}) => fetch(`/glass/rehearsal/${path}`, { method: "POST", headers });
    assert.equal((await post("nothing")).status, 404);
    assert.equal((await post("bola", { "sec-fetch-site": "cross-site" })).status, 403);
    for (let run = 0; run < 120; run++) await (await post("bola")).body?.cancel();
    assert.equal((await post("bola")).status, 429);
    clock.now += 60_000;
    assert.equal((await post("bola")).status, 200);
  }, { attacks, lessons: lessons.filter(({ id }) => id === "bola") });
});
