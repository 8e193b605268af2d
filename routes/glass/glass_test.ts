import { deepEqual, equal, ok } from "node:assert/strict";
import { type TestApp, withApp } from "../testing.ts";

const ATTACK = "/api/search?q=%27%20OR%20%271%27=%271";
const put = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: "PUT",
  body: JSON.stringify(body),
  headers: { "content-type": "application/json", ...headers },
});

/** Frames of a stream until `enough` says so. */
async function framesOf(response: Response, enough: (text: string) => boolean): Promise<string> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!enough(text)) {
    const { value, done } = await reader.read();
    if (done) break;
    text += value;
  }
  await reader.cancel();
  return text;
}

const idsIn = (text: string) => [...text.matchAll(/"id":"([0-9A-Z-]+)","room"/g)].map(([, id]) => id);

async function attack({ fetch }: TestApp, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const response = await fetch(ATTACK, { headers: { "x-demo-ip": `198.51.100.${i}` } });
    ids.push(response.headers.get("x-event-id") ?? "");
  }
  return ids;
}

Deno.test("GET /glass/stream tells settings and totals first, then events as they come", async () => {
  await withApp(async (app) => {
    const stream = await app.fetch("/glass/stream");
    equal(stream.headers.get("content-type"), "text/event-stream; charset=utf-8");
    const [id] = await attack(app, 1);
    const text = await framesOf(stream, (all) => all.includes(`"id":"${id}"`) && all.includes('"blocked":1'));
    ok(text.startsWith("retry: 1000\n\n"));
    ok(text.indexOf('"type":"settings"') < text.indexOf('"type":"events"'));
    ok(text.includes(`id: ${id}\ndata: {"type":"events"`));
  });
});

Deno.test("GET /glass/stream resumes behind Last-Event-ID, once and only once", async () => {
  await withApp(async (app) => {
    const ids = await attack(app, 5);
    for (const init of [{ headers: { "last-event-id": ids[1]! } }, {}]) {
      const path = init.headers ? "/glass/stream" : `/glass/stream?after=${ids[1]}`;
      const text = await framesOf(await app.fetch(path, init), (all) => all.includes(ids[4]!));
      deepEqual(idsIn(text), ids.slice(2));
    }
    const future = "7ZZZZZZZZZ-0000001";
    const stream = await app.fetch("/glass/stream", { headers: { "last-event-id": future } });
    const [next] = await attack(app, 1);
    deepEqual(idsIn(await framesOf(stream, (all) => all.includes(next!))), [next]);
  });
});

Deno.test("HEAD /glass/stream leaves no stream behind", async () => {
  await withApp(async ({ fetch, store }) => {
    for (let i = 0; i < 8; i++) equal((await fetch("/glass/stream", { method: "HEAD" })).status, 200);
    equal(store.hub.clients, 0);
  });
});

Deno.test("GET /glass/events pages backwards and refuses what makes no sense", async () => {
  await withApp(async (app) => {
    const ids = await attack(app, 5);
    const page = async (query: string) => await (await app.fetch(`/glass/events${query}`)).json();
    deepEqual((await page("?limit=2")).map(({ id }: { id: string }) => id), [ids[4], ids[3]]);
    deepEqual((await page(`?limit=9&before=${ids[2]}`)).map(({ id }: { id: string }) => id), [ids[1], ids[0]]);
    for (const bad of ["?limit=0", "?limit=x", "?limit=501", "?before=nonsense"]) {
      equal((await app.fetch(`/glass/events${bad}`)).status, 400, bad);
    }
    equal((await app.fetch("/glass/events/01M827JWAJ-0000009")).status, 404);
    equal((await app.fetch("/glass/nothing")).status, 404);
  });
});

Deno.test("PUT /glass/settings changes the guard at once, tells the stream, and outlives the store", async () => {
  await withApp(async (app) => {
    const stream = await app.fetch("/glass/stream");
    equal((await app.fetch(ATTACK)).status, 403);
    equal((await app.fetch("/glass/settings", put({ mode: "observe", rateLimit: 3 }))).status, 200);
    equal((await app.fetch(ATTACK)).status, 200);
    ok((await framesOf(stream, (all) => all.includes('"mode":"observe"'))).includes('"rateLimit":3'));
    await app.store.settings.load("main");
    equal(app.store.settings.get("main").mode, "observe");
  });
});

Deno.test("PUT /glass/settings names what it does not take, and changes nothing then", async () => {
  const bad: readonly [change: unknown, field: string][] = [
    [{ mode: "off" }, "mode"],
    [{ level: 5 }, "level"],
    [{ threshold: 0 }, "threshold"],
    [{ rateLimit: "many" }, "rateLimit"],
    [{ algorithm: "leaky" }, "algorithm"],
    [{ rules: { "sqli.union": "maybe" } }, "rules"],
    [{ exclusions: [{ rule: "sqli.union", path: "/a" }] }, "exclusions"],
    [{ login: { accountFailures: 0 } }, "login"],
    [{ login: { surgePercent: 101 } }, "login"],
    [{ login: { accountPerHour: 201 } }, "login"],
    [{ login: { patience: 5 } }, "login"],
    [{ policies: { unknown: 5 } }, "policies"],
    [{ __proto__x: 1 }, "__proto__x"],
    [[], "body"],
  ];
  await withApp(async ({ fetch, store }) => {
    const before = store.settings.get("main");
    for (const [change, field] of bad) {
      const response = await fetch("/glass/settings", put(change));
      equal(response.status, 400, field);
      ok((await response.json()).detail.startsWith(`${field}: expected `), field);
    }
    deepEqual(store.settings.get("main"), before);
    equal(bad.length, 14);
  });
});

Deno.test("writes are for our own page: another site is refused, curl is not", async () => {
  const change = put({ mode: "observe" });
  const rows: readonly [headers: Record<string, string>, status: number][] = [
    [{}, 200],
    [{ "sec-fetch-site": "same-origin", origin: "http://localhost", host: "localhost" }, 200],
    [{ "sec-fetch-site": "cross-site" }, 403],
    [{ "sec-fetch-site": "same-site" }, 403],
    [{ origin: "https://evil.example", host: "localhost" }, 403],
    [{ origin: "null", host: "localhost" }, 403],
  ];
  await withApp(async ({ fetch }) => {
    for (const [headers, status] of rows) {
      const sent = { ...change, headers: { "content-type": "application/json", ...headers } };
      equal((await fetch("/glass/settings", sent)).status, status, JSON.stringify(headers));
      const reset = await fetch("/glass/reset", { method: "POST", headers });
      equal(reset.status, status, `reset ${JSON.stringify(headers)}`);
    }
    equal(rows.length, 6);
  });
});

Deno.test("every page has a policy that runs no inline script and no markup from strings", async () => {
  await withApp(async ({ fetch }) => {
    const policy = (await fetch("/", { headers: { accept: "text/html" } })).headers.get("content-security-policy") ??
      "";
    const parts = [
      "default-src 'none'",
      "script-src 'self'",
      "require-trusted-types-for 'script'",
      "trusted-types glass-script",
      "worker-src 'self'",
      "base-uri 'none'",
    ];
    for (const part of parts) ok(policy.includes(part), part);
    ok(!policy.includes("unsafe"));
    equal((await fetch("/glass/csp-report", { method: "POST", body: "{}" })).status, 204);
    deepEqual(await (await fetch("/glass/csp-report")).json(), { count: 1 });
    const api = await fetch("/api/health");
    equal(api.headers.get("x-content-type-options"), "nosniff");
    ok(api.headers.get("content-security-policy")?.startsWith("default-src 'none'"));
  });
});

Deno.test("/static serves the folder with validators, and nothing beside it", async () => {
  await withApp(async ({ fetch }) => {
    const first = await fetch("/static/app.css");
    equal(first.status, 200);
    equal(first.headers.get("content-type"), "text/css; charset=utf-8");
    await first.body?.cancel();
    const etag = first.headers.get("etag") ?? "";
    equal((await fetch("/static/app.css", { headers: { "if-none-match": etag } })).status, 304);
    for (const path of ["..%2fmain.ts", "../main.ts", "%2e%2e/main.ts", ".env", "js", "js/", "none.css", "app.css/x"]) {
      equal((await fetch(`/static/${path}`)).status, 404, path);
    }
  });
});
