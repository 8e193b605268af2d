import { deepEqual, equal, ok } from "node:assert/strict";
import { withApp } from "./testing.ts";

Deno.test("createApp() admits exactly 100 of 120 requests at once, then 429 with all its headers", async () => {
  await withApp(async ({ fetch, clock }) => {
    const all = await Promise.all(Array.from({ length: 120 }, () => fetch("/api/nothing")));
    equal(all.filter(({ status }) => status === 404).length, 100);
    const refused = all.filter(({ status }) => status === 429);
    equal(refused.length, 20);
    const [first] = refused;
    equal(first?.headers.get("content-type"), "application/problem+json; charset=utf-8");
    equal(first?.headers.get("retry-after"), "60");
    equal(first?.headers.get("ratelimit"), '"client";r=0;t=60');
    ok(first?.headers.get("ratelimit-policy")?.startsWith('"client";q=100;w=60;pk=:'));
    clock.now += 59_999;
    equal((await fetch("/api/search?q=1")).status, 429);
    clock.now += 1;
    equal((await fetch("/api/search?q=1")).status, 200);
    const other = await fetch("/api/search?q=1", { headers: { "x-demo-ip": "198.51.100.1" } });
    equal(other.status, 200);
  });
});

Deno.test("/glass, /static and /health stand outside the guard and its limit", async () => {
  await withApp(async ({ fetch }) => {
    for (const path of ["/health", "/glass/snapshot", "/glass/settings", "/glass/events", "/health"]) {
      const response = await fetch(path);
      equal(response.status, 200, path);
      equal(response.headers.get("ratelimit"), null, path);
      equal(response.headers.get("x-request-id"), null, path);
      await response.body?.cancel();
    }
  }, { settings: { rateLimit: 1 } });
});

Deno.test("createApp() counts every request and keeps the launcher's as events", async () => {
  await withApp(async ({ fetch, store }) => {
    const headers = { "x-glass-attack": "innocent/tea", "x-glass-truth": "benign" };
    const launched = await fetch("/api/search?q=tea", { headers });
    await fetch("/api/search?q=milk");
    const id = launched.headers.get("x-event-id");
    const events = await (await fetch("/glass/events")).json();
    equal(events.length, 1);
    equal(events[0].id, id);
    deepEqual(events[0].attack, { id: "innocent/tea", truth: "benign" });
    ok(!JSON.stringify(events[0].request.headers).includes("x-glass"));
    equal(store.stats.totals("main").total, 2);
    deepEqual(await (await fetch(`/glass/events/${id}`)).json(), events[0]);
  });
});

Deno.test("createApp() charges costly endpoints by their own policy, which the settings change live", async () => {
  await withApp(async ({ fetch }) => {
    const preview = () => fetch("/api/preview?url=http%3A%2F%2Fexample.com%2F");
    const first = await preview();
    equal(first.headers.get("ratelimit"), '"client";r=99;t=60, "costly";r=95;t=60');
    const statuses: number[] = [];
    for (let i = 0; i < 20; i++) statuses.push((await preview()).status);
    deepEqual(statuses.map((status) => status === 429), [...Array(19).fill(false), true]);
    equal((await fetch("/api/search?q=tea")).status, 200);
    const put = { method: "PUT", headers: { "content-type": "application/json" } };
    const change = { ...put, body: JSON.stringify({ policies: { costly: 105 } }) };
    equal((await (await fetch("/glass/settings", change)).json()).policies.costly, 105);
    deepEqual([(await preview()).status === 429, (await preview()).status], [false, 429]);
  });
});

Deno.test("createApp() shows people a page where nothing is, and programs a problem", async () => {
  await withApp(async ({ fetch }) => {
    const page = await fetch("/nothing-<here", { headers: { accept: "text/html,*/*;q=0.8" } });
    equal(page.status, 404);
    ok(page.headers.get("content-type")?.startsWith("text/html"));
    const text = await page.text();
    ok(text.includes("/nothing-&lt;here"), text);
    for (const accept of ["*/*", "application/json", "application/json, text/html"]) {
      const answer = await fetch("/nothing", { headers: { accept } });
      equal(answer.status, 404);
      equal(answer.headers.get("content-type"), "application/problem+json", accept);
      await answer.body?.cancel();
    }
  });
});
