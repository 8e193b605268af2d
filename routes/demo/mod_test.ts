import assert from "node:assert/strict";
import { apiStatus, ROUTES } from "./mod.ts";
import { type Fired, openRange } from "./testing.ts";

const range = await openRange();
const { fire } = range;
const search = (q: string) => fire("GET", `/api/search?q=${encodeURIComponent(q)}`);
/** A 503 is the database's deadline on a busy machine, and no answer to the question. */
async function safeSearch(q: string): Promise<Fired> {
  const path = `/api/safe/search?q=${encodeURIComponent(q)}`;
  let fired = await fire("GET", path);
  for (let tries = 1; fired.status === 503 && tries < 5; tries++) fired = await fire("GET", path);
  return fired;
}

const user = (id: string) => fire("GET", `/api/users/${encodeURIComponent(id)}`);
const login = (username: unknown, password: unknown) => fire("POST", "/api/login", { body: { username, password } });
const safeLogin = (username: string, password: string) =>
  fire("POST", "/api/safe/login", { body: { username, password } });

Deno.test("search finds products, and its twin the same ones", async () => {
  for (const fired of [await search("Paris"), await safeSearch("Paris")]) {
    assert.equal(fired.status, 200);
    assert.match(fired.type, /^application\/json/);
    assert.equal(fired.body.count, 2);
    assert.equal(fired.effect?.harmful, false);
  }
});

Deno.test("search returns every row for a tautology; the twin returns none", async () => {
  const weak = await search("' OR '1'='1");
  assert.equal(weak.body.count, 12);
  assert.equal(weak.effect?.harmful, true);
  assert.equal(weak.effect?.summary, "12 rows instead of 0: rows that nobody asked for came back.");
  assert.equal((await safeSearch("' OR '1'='1")).body.count, 0);
});

Deno.test("search leaks the users table through UNION SELECT; the twin does not", async () => {
  const q = "' UNION SELECT id, email, password, role FROM users-- ";
  const { effect, body } = await search(q);
  assert.match(JSON.stringify(body.results), /letmein/);
  assert.equal(effect?.harmful, true);
  assert.ok(effect?.kind === "sql");
  assert.match(effect.statements[0]?.sql ?? "", /LIKE '%' UNION SELECT id, email, password, role FROM users--/);
  assert.match(effect.summary, /passwords and e-mail addresses leaked/);
  assert.equal((await safeSearch(q)).effect?.harmful, false);
});

Deno.test("search breaks on O'Brien without harm; the twin finds the knife", async () => {
  const weak = await search("O'Brien");
  assert.equal(weak.status, 200);
  assert.equal(weak.body.count, 0);
  assert.match(String(weak.body.error), /near "Brien"/);
  assert.equal(weak.effect?.harmful, false);
  assert.equal((await safeSearch("O'Brien")).body.count, 1);
});

Deno.test("search takes wildcards as text in the twin only", async () => {
  assert.equal((await search("100%' OR '")).status, 200);
  assert.equal((await safeSearch("%")).body.count, 0);
  assert.equal((await safeSearch("_")).body.count, 0);
});

Deno.test("search runs stacked statements, and a reset undoes them", async () => {
  const { effect } = await search("'; DELETE FROM orders; --");
  assert.equal(effect?.harmful, true);
  assert.match(effect?.summary ?? "", /A second statement ran: 8 rows or tables changed/);
  assert.match((await search("'; DROP TABLE users; --")).effect?.summary ?? "", /changed/);
  assert.equal((await fire("GET", "/api/users")).status, 500);
  range.reset();
  assert.equal((await fire("GET", "/api/users")).body.count, 8);
});

Deno.test("users list is injectable in role and sort; the twin knows its columns", async () => {
  assert.equal((await fire("GET", "/api/users?role=support")).body.count, 1);
  const weak = await fire("GET", `/api/users?role=${encodeURIComponent("x' OR 1=1--")}`);
  assert.equal(weak.body.count, 8);
  assert.equal(weak.effect?.harmful, true);
  assert.equal((await fire("GET", `/api/safe/users?role=${encodeURIComponent("x' OR 1=1--")}`)).body.count, 0);
  assert.equal((await fire("GET", "/api/users?sort=password")).status, 200);
  assert.equal((await fire("GET", "/api/safe/users?sort=password")).status, 400);
});

Deno.test("a user's id needs no quote to break out; the twin takes numbers only", async () => {
  assert.equal((await user("3")).effect?.harmful, false);
  const weak = await user("0 UNION SELECT id, name, password, api_key FROM users");
  assert.equal(weak.effect?.harmful, true);
  assert.match(weak.effect?.summary ?? "", /8 rows instead of 0: passwords and API keys leaked/);
  assert.equal((await fire("GET", "/api/safe/users/3")).status, 200);
  assert.equal((await fire("GET", `/api/safe/users/${encodeURIComponent("0 OR 1=1")}`)).status, 404);
  assert.equal((await user("99")).status, 404);
  assert.match(String((await user("1'")).body.detail), /The database says: unrecognized token/);
});

Deno.test("login without a password works in each field, and nowhere in the twin", async () => {
  const injections: readonly [name: string, password: string][] = [
    ["' OR '1'='1", "x"],
    ["admin", "' OR '1'='1"],
    ["' OR '1'='1", "' OR '1'='1"],
    ["admin'--", "x"],
    ["' UNION SELECT 1, 'admin', 'admin'--", "x"],
    ["' OR role = 'admin'--", "x"],
  ];
  for (const [name, password] of injections) {
    const { status, effect } = await login(name, password);
    assert.equal(status, 200, name);
    assert.equal(effect?.harmful, true, name);
    assert.match(effect?.summary ?? "", /Logged in as admin \(admin\) without the password/);
    assert.equal((await safeLogin(name, password)).status, 401, name);
    // Six strange names in a row are a spraying to the twin.
    range.reset();
  }
  assert.equal(injections.length, 6);
});

Deno.test("login lets in who knows the password, and says nothing about who exists", async () => {
  for (const attempt of [login, safeLogin]) {
    const fired = await attempt("bob", "letmein");
    assert.equal(fired.status, 200);
    assert.equal(fired.effect?.harmful, false);
    assert.deepEqual(fired.body.user, { id: 3, name: "bob", role: "customer" });
    assert.equal(fired.body.token, "session-bob-demo");
    assert.equal((await attempt("bob@example.test", "letmein")).status, 200);
    const [wrong, unknown] = [await attempt("bob", "x"), await attempt("nobody", "x")];
    assert.deepEqual([wrong.status, wrong.body], [401, unknown.body]);
  }
  assert.equal(JSON.stringify(await safeLogin("bob", "letmein")).includes("pbkdf2"), false);
});

Deno.test("login is guessed where nobody counts; the twin stops comparing, whoever the account belongs to", async () => {
  for (const account of ["bob", "nobody"]) {
    for (let i = 0; i < 5; i++) assert.equal((await safeLogin(account, `wrong-${i}`)).status, 401);
    const late = await safeLogin(account, "letmein");
    assert.deepEqual([late.status, late.headers.get("retry-after"), late.effect?.harmful], [429, "1", false]);
    assert.match(late.effect?.summary ?? "", /not even compared/);
    for (let i = 0; i < 5; i++) assert.equal((await login(account, `wrong-${i}`)).effect?.harmful, false);
    range.reset();
  }
  for (let i = 0; i < 5; i++) await login("bob", `wrong-${i}`);
  const { status, effect } = await login("bob", "letmein");
  assert.deepEqual([status, effect?.harmful], [200, true]);
  assert.match(effect?.summary ?? "", /by guessing: nobody counted/);
  range.reset();
});

Deno.test("stock is asked for without end; the twin keeps the contract of a hundred a minute", async () => {
  for (let i = 0; i < 100; i++) {
    assert.equal((await fire("GET", "/api/stock?item=teapot")).effect?.harmful, false);
    assert.equal((await fire("GET", "/api/safe/stock?item=teapot")).status, 200);
  }
  const [weak, safe] = [await fire("GET", "/api/stock?item=teapot"), await fire("GET", "/api/safe/stock?item=teapot")];
  assert.deepEqual([weak.status, weak.body.left, weak.effect?.harmful], [200, 14, true]);
  assert.deepEqual([safe.status, safe.headers.get("retry-after"), safe.effect?.harmful], [429, "60", false]);
  assert.equal((await fire("GET", "/api/stock?item=__proto__")).status, 404);
  range.reset();
});

Deno.test("the archive reads the query again, and finds a quote where the inspected text has none", async () => {
  const query = "?name=%ff%27%20UNION%20SELECT%20id%2Cemail%2Cpassword%2Crole%20FROM%20users--%20";
  const inspected = { query: { name: "%ff%27 UNION SELECT id,email,password,role FROM users-- " } };
  const weak = await fire("GET", `/api/archive${query}`, inspected);
  assert.deepEqual([weak.status, weak.body.count, weak.effect?.harmful], [200, 8, true]);
  const safe = await fire("GET", `/api/safe/archive${query}`, inspected);
  assert.deepEqual([safe.status, safe.body.count, safe.effect?.harmful], [200, 0, false]);
  for (const path of ["/api/archive", "/api/safe/archive"]) {
    assert.equal((await fire("GET", `${path}?name=Desk%20lamp`)).body.count, 1);
  }
  assert.match(String((await fire("GET", "/api/archive?name=O'Brien")).body.error), /near "Brien"/);
});

Deno.test("login takes strings in a JSON object or a form", async () => {
  assert.equal((await fire("POST", "/api/login", { form: { username: "bob", password: "letmein" } })).status, 200);
  assert.equal((await login({ $ne: 1 }, "x")).status, 400);
  assert.equal((await fire("POST", "/api/login", { body: ["bob"] })).status, 400);
  assert.equal((await fire("POST", "/api/login")).status, 400);
  assert.equal((await login("a".repeat(1_001), "x")).status, 413);
});

Deno.test("the guestbook stores a script, the weak page serves it, the correct one shows it", async () => {
  const message = "<img src=x onerror=alert(document.cookie)>";
  const { status, effect } = await fire("POST", "/api/data", { body: { name: "Mallory", message } });
  assert.equal(status, 201);
  assert.equal(effect?.harmful, true);
  assert.match(effect?.summary ?? "", /onerror handler on <img>/);
  assert.equal((await fire("POST", "/api/safe/data", { body: { message } })).effect?.harmful, false);
  const weak = await fire("GET", "/api/data/page");
  assert.match(weak.type, /^text\/html/);
  assert.match(weak.headers.get("content-security-policy") ?? "", /^sandbox allow-scripts; default-src 'none'/);
  assert.ok(String(weak.body.text).includes(message));
  const safe = await fire("GET", "/api/safe/data/page");
  assert.equal(String(safe.body.text).includes("<img"), false);
  assert.match(safe.headers.get("content-security-policy") ?? "", /^sandbox; default-src 'none'/);
  range.reset();
});

Deno.test("the guestbook is bounded", async () => {
  for (let i = 0; i < 60; i++) await fire("POST", "/api/data", { body: { message: `m${i}` } });
  const { body } = await fire("GET", "/api/data");
  assert.equal(body.count, 50);
  assert.equal((await fire("POST", "/api/data", { body: { message: "x".repeat(1_001) } })).status, 413);
  assert.equal((await fire("POST", "/api/data", { body: { message: "x", name: "y".repeat(81) } })).status, 413);
  assert.equal((await fire("POST", "/api/data", { body: { message: " " } })).status, 400);
  assert.equal((await fire("POST", "/api/data", { body: {} })).status, 400);
  range.reset();
});

Deno.test("an order is shown to any caller; the twin shows it to its owner", async () => {
  const order = (path: string, token: string) => fire("GET", `${path}?token=session-${token}-demo`);
  assert.equal((await order("/api/orders/1001", "alice")).effect?.harmful, false);
  const weak = await order("/api/orders/1001", "bob");
  assert.equal(weak.status, 200);
  assert.equal(weak.effect?.harmful, true);
  assert.match(weak.effect?.summary ?? "", /bob reads an order of alice/);
  assert.equal((await order("/api/safe/orders/1001", "alice")).status, 200);
  assert.equal((await order("/api/safe/orders/1001", "bob")).status, 404);
  assert.equal((await fire("GET", "/api/orders/1001")).status, 401);
});

Deno.test("a problem is problem+json, and tells its effect to learners only", async () => {
  const taught = await fire("GET", "/api/users/99");
  assert.equal(taught.type, "application/problem+json");
  assert.equal(taught.body.status, 404);
  assert.equal(taught.effect?.kind, "sql");
  assert.equal((await fire("GET", "/api/users/99", { teaching: false })).effect, undefined);
  assert.equal((await fire("GET", "/api/search?q=x", { teaching: false })).effect, undefined);
});

Deno.test("rooms do not see each other", async () => {
  await fire("POST", "/api/data", { body: { message: "only here" }, room: "one" });
  assert.match(JSON.stringify((await fire("GET", "/api/data", { room: "one" })).body), /only here/);
  assert.doesNotMatch(JSON.stringify((await fire("GET", "/api/data", { room: "two" })).body), /only here/);
});

Deno.test("health and stats answer", async () => {
  assert.deepEqual((await fire("GET", "/api/health")).body, { status: "healthy", database: "ok" });
  const stats = await fire("GET", "/api/security/stats");
  assert.deepEqual([stats.body.room, stats.body.total, stats.body.blocked], ["main", 3, 2]);
});

Deno.test("every weak endpoint names its bug and has a twin that exists", () => {
  const paths = new Set(ROUTES.map(({ method, path }) => `${method} ${path}`));
  const weak = ROUTES.filter(({ bug }) => bug !== undefined);
  for (const { method, twin } of weak) assert.ok(paths.has(`${method} ${twin}`), twin);
  assert.equal(weak.length, 15);
  assert.equal(JSON.stringify(apiStatus()).includes("/api/data/page"), true);
});
