import assert from "node:assert/strict";
import { openRange } from "./testing.ts";
import { openWorlds } from "./worlds.ts";

const { fire } = await openRange();
const get = (path: string, name: string, value: string) => fire("GET", `${path}?${name}=${encodeURIComponent(value)}`);

Deno.test("files: traversal reads what lies outside; the twin does not", async () => {
  const inside = await get("/api/files", "path", "reports/2026/november.csv");
  assert.equal(inside.effect?.harmful, false);
  assert.match(String(inside.body.text), /22,17/);
  assert.equal((await get("/api/files", "path", "manual..draft.txt")).effect?.harmful, false);
  const ways = [
    "../../../../etc/passwd",
    "reports/../../../../../../etc/passwd",
    "%2e%2e%2f%2e%2e%2f.env",
    "..%2f..%2fconfig.json",
    "..\\..\\..\\..\\etc\\passwd",
    "../../.env\0.csv",
    "../../../../proc/self/environ",
  ];
  for (const way of ways) {
    const weak = await get("/api/files", "path", way);
    assert.equal(weak.effect?.harmful, true, way);
    assert.match(weak.effect?.summary ?? "", /was read: it lies outside/);
    const safe = await get("/api/safe/files", "path", way);
    assert.equal(safe.status, 404, way);
    assert.equal(safe.effect?.harmful, false, way);
  }
  assert.equal(ways.length, 7);
  assert.equal((await get("/api/safe/files", "path", "terms.txt")).status, 200);
});

Deno.test("preview: the server reaches its own inside; the twin stays outside", async () => {
  assert.equal((await get("/api/preview", "url", "http://shop.example.test/")).effect?.harmful, false);
  const ways = [
    "http://169.254.169.254/latest/meta-data/iam/security-credentials/shop",
    "http://localhost:9200/",
    "http://2130706433:9200/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://①②⑦.⓪.⓪.①/",
    "http://shop.example.test@10.0.0.5/",
    "http://intranet.shop.internal/",
    "http://redirect.example.test/?to=http://127.0.0.1:6379/",
    "file:///etc/passwd",
  ];
  for (const way of ways) {
    assert.equal((await get("/api/preview", "url", way)).effect?.harmful, true, way);
    assert.equal((await get("/api/safe/preview", "url", way)).status, 400, way);
  }
  assert.equal(ways.length, 13);
  assert.equal((await get("/api/safe/preview", "url", "http://shop.example.test/")).status, 200);
  for (const way of ["gopher://127.0.0.1:6379/", "not an address", "http://nowhere.test/"]) {
    assert.equal((await get("/api/preview", "url", way)).effect?.harmful, false, way);
  }
});

Deno.test("ping: a shell reads the host; the twin has none", async () => {
  for (const host of ["127.0.0.1", "shop.example.test", "[::1]"]) {
    assert.equal((await get("/api/ping", "host", host)).effect?.harmful, false, host);
    assert.equal((await get("/api/safe/ping", "host", host)).status, 200, host);
  }
  const ways = [
    "127.0.0.1; cat /etc/passwd",
    "$(cat /srv/shop/.env)",
    "x|c''at$u /etc/pass\"w\"d",
    "x\nid",
    "`id`",
    "x & id",
  ];
  for (const way of ways) {
    assert.equal((await get("/api/ping", "host", way)).effect?.harmful, true, way);
    assert.equal((await get("/api/safe/ping", "host", way)).status, 400, way);
  }
  assert.match(JSON.stringify((await get("/api/ping", "host", "$(cat /srv/shop/.env)")).body), /fake-password/);
  assert.equal((await get("/api/safe/ping", "host", "-f")).status, 400);
});

Deno.test("nosql login: an operator is no password; the twin takes strings", async () => {
  const login = (path: string, body: unknown) => fire("POST", path, { body });
  const right = { username: "bob", password: "letmein" };
  assert.equal((await login("/api/nosql/login", right)).effect?.harmful, false);
  assert.equal((await login("/api/safe/nosql/login", right)).status, 200);
  const ways = [
    { username: "admin", password: { $ne: "" } },
    { username: { $gt: "" }, password: { $gt: "" } },
    { username: "admin", password: { $regex: "^T" } },
    { username: { $in: ["admin"] }, password: { $exists: true } },
    { username: "admin", password: { $not: { $eq: "x" } } },
  ];
  for (const way of ways) {
    const weak = await login("/api/nosql/login", way);
    assert.equal(weak.effect?.harmful, true, JSON.stringify(way));
    assert.equal((await login("/api/safe/nosql/login", way)).status, 400);
  }
  const form = { username: "admin", "password[$ne]": "x" };
  assert.equal((await fire("POST", "/api/nosql/login", { form })).effect?.harmful, true);
  assert.equal((await fire("POST", "/api/safe/nosql/login", { form })).status, 400);
  assert.equal((await login("/api/nosql/login", { username: "admin", password: { $regex: "^X" } })).status, 401);
  assert.equal((await login("/api/nosql/login", { username: "admin", password: { $where: "sleep(1)" } })).status, 400);
});

Deno.test("settings: __proto__ reaches every object of the sandbox, and none outside", async () => {
  const post = (path: string, json: string) => fire("POST", path, { body: JSON.parse(json) });
  assert.equal((await post("/api/settings", '{"theme": "dark"}')).effect?.harmful, false);
  const ways = [
    '{"__proto__": {"isAdmin": true}}',
    '{"constructor": {"prototype": {"isAdmin": true}}}',
    '{"a": {"__proto__": {"isAdmin": true}}}',
    '{"__proto__": {"__proto__": {"isAdmin": true}, "isAdmin": true}}',
  ];
  for (const way of ways) {
    const weak = await post("/api/settings", way);
    assert.equal(weak.body.visitorIsAdmin, true, way);
    assert.equal(weak.effect?.harmful, true, way);
    assert.equal((await post("/api/safe/settings", way)).body.visitorIsAdmin, false);
    assert.equal(Reflect.get({}, "isAdmin"), undefined);
  }
  assert.equal(ways.length, 4);
  assert.equal((await post("/api/settings", '{"theme": "dark", "__proto__": 7}')).body.visitorIsAdmin, false);
  assert.deepEqual(Object.keys(Object.prototype), []);
});

Deno.test("greet: a template from outside is evaluated; the twin replaces a name", async () => {
  const greet = (template: string) => get("/api/greet", "template", template);
  assert.equal((await greet("Hello {{name}}")).body.greeting, "Hello Erin");
  assert.equal((await greet("Hello { world } ${7*7} <%= 7*7 %>")).effect?.harmful, false);
  const ways: readonly [template: string, greeting: string][] = [
    ["{{7*7}}", "49"],
    ["{{7*'7'}}", "7777777"],
    ["{{ config.secret_key | upper }}", "FAKE-5F4DCC3B5AA7"],
    ["{{ config['secret_' + 'key'] }}", "fake-5f4dcc3b5aa7"],
    ["{{ 'id' | system }}", "uid=33(www-data) gid=33(www-data) groups=33(www-data)\n"],
    ["{{ system('whoami') }}!", "www-data\n!"],
    ["{{ (1 + 2) * 3 - 4 / 2 % 5 }}", "7"],
    ["{{ config.constructor }}{{ name.__proto__ }}.", "."],
  ];
  for (const [template, greeting] of ways) {
    const weak = await greet(template);
    assert.equal(weak.body.greeting, greeting);
    assert.equal(weak.effect?.harmful, true, template);
    const safe = await get("/api/safe/greet", "template", template);
    assert.equal(safe.body.greeting, template);
  }
  assert.equal(ways.length, 8);
  for (const wrong of ["{{ 7 * }}", "{{ ; }}", "{{ config() }}", "{{ 'x' * 5000 }}", "{{ " + "(".repeat(100) + " }}"]) {
    assert.equal((await greet(wrong)).status, 500, wrong);
  }
});

Deno.test("Worlds keeps at most 64 rooms", async () => {
  const worlds = openWorlds();
  for (let i = 0; i < 70; i++) await worlds.of(`room${i}`);
  assert.equal(worlds.size, 64);
  worlds.close();
  assert.equal(worlds.size, 0);
});
