import { deepEqual, equal, match, ok } from "node:assert/strict";
import { PROFILE_PARAMETERS } from "../../limits.ts";
import { NOTICE } from "./deviation.ts";
import { FADE_MS, WINDOW_MS } from "./parameter.ts";
import { Profiles } from "./profiles.ts";
import { routeOf } from "./route.ts";
import { MAX_LIFT } from "./rules.ts";
import { CLIENTS, get, judged, post, taught, USER } from "./testing.ts";

const SEARCH = "GET /api/search";
const numbers = (i: number) => get(`/api/users/${1 + (i * 7) % 120}`);
const search = (i: number) =>
  get(`/api/search?q=${["tea", "green%20tea", "black+tea", "O%27Brien"][i % 4]}&page=${i % 9}`);

Deno.test("Profiles say nothing before 200 requests of three clients, and then notice a string in a numeric id", () => {
  const attack = get("/api/users/admin");
  equal(judged(taught(numbers, { count: 199 }), attack), undefined);
  equal(judged(taught(numbers, { count: 300, clients: CLIENTS.slice(0, 2) }), attack), undefined);
  const deviation = judged(taught(numbers, { count: 200 }), attack);
  deepEqual(deviation?.finding, {
    rule: "anomaly.profile",
    category: "anomaly",
    severity: "notice",
    level: 1,
    why: "this value is unusual here: letters in a value that was always a number in 200 requests",
    evidence: { field: 0, view: 0, start: 11, end: 16, text: "admin" },
  });
  ok(deviation.lift > 0 && deviation.lift <= MAX_LIFT, `lift ${deviation.lift}`);
});

/** What 200 requests taught, a request, and what is said of it; nothing where it is as usual. */
const ROWS: readonly [
  taught: (i: number) => ReturnType<typeof get>,
  route: string,
  target: string,
  why: RegExp | undefined,
][] = [
  [numbers, USER, "/api/users/7", undefined],
  [numbers, USER, "/api/users/1234", undefined],
  [numbers, USER, "/api/users/7%20OR%201=1", /letters in a value that was always a number in 200 requests/],
  [numbers, USER, `/api/users/${"9".repeat(64)}`, /length 64, never above 3 in 200 requests/],
  [search, SEARCH, "/api/search?q=green%20tea&page=3", undefined],
  [search, SEARCH, "/api/search?q=yellow%20tea&page=30", undefined],
  [search, SEARCH, "/api/search?q=D%27Arcy&page=3", undefined],
  [search, SEARCH, "/api/search?q=%27%20OR%20%271%27=%271", /an equals sign, which 200 requests never had/],
  [search, SEARCH, "/api/search?q=%3Cb%3Etea", /an angle bracket, which 200 requests never had/],
  [search, SEARCH, `/api/search?q=${"tea%20".repeat(40)}`, /length 160, never above 9 in 200 requests/],
  [search, SEARCH, "/api/search?q=tea&page=two", /always a number in 200 requests/],
  [search, SEARCH, "/api/search?q=tea&debug=1", undefined],
  [search, SEARCH, "/api/search?q=tea&debug=%3B1", /a parameter that 200 requests never had/],
];

for (const [teach, route, target, why] of ROWS) {
  Deno.test(`Profiles.deviation() ${why ? "notices" : "lets pass"} ${target.slice(0, 60)}`, () => {
    const deviation = judged(taught(teach, { route }), get(target), route);
    if (why) match(deviation?.finding.why ?? "nothing was said", why);
    else equal(deviation?.finding.why, undefined);
  });
}

Deno.test("Profiles know a value that is one of few, and that a name alone is no notice", () => {
  const route = "GET /api/users";
  const profiles = taught((i) => get(`/api/users?sort=${["name", "id", "email"][i % 7 % 3]}`), { route });
  const found = profiles.surprise(get("/api/users?sort=score"), { route, client: 1, now: 0 });
  match(found?.reason ?? "", /none of the 3 values that 200 requests had/);
  ok(found!.score < NOTICE);
});

Deno.test("Profiles give one parameter to all members of an array, and count a list as one request", () => {
  const route = "POST /api/cart";
  const profiles = taught((i) => post("/api/cart", { items: [1, 2, 3].map((n) => ({ id: n + i % 9 })) }), { route });
  const { parameters } = profiles.routes.get(route)!;
  deepEqual([...parameters.keys()], ["body /items/*/id"]);
  equal(parameters.get("body /items/*/id")!.tally.fresh, 200);
  const body = post("/api/cart", { items: [{ id: 4 }, { id: "4 OR 1=1" }] });
  match(judged(profiles, body, route)?.finding.evidence?.text ?? "", /OR/);
});

Deno.test("Profiles look past fields that are nobody's business", () => {
  const profiles = new Profiles(0);
  const ignore = ({ name }: { readonly name: string }) => name === "/password";
  const request = post("/api/login", { username: "ada", password: "correct horse" });
  profiles.observe(request, { route: "POST /api/login", client: 1, now: 0, ignore });
  deepEqual([...profiles.routes.get("POST /api/login")!.parameters.keys()], ["body /username"]);
});

Deno.test("Profiles take an undeclared path for one of a route with an id where a word stands", () => {
  const route = routeOf("GET", "/v1/books/12");
  equal(route, "GET /v1/books/:3");
  const profiles = taught((i) => get(`/v1/books/${i}`), { route });
  match(judged(profiles, get("/v1/books/etc"), routeOf("GET", "/v1/books/etc"))?.finding.why ?? "", /always a number/);
});

Deno.test("Profiles adopt something new once several clients brought it in five windows, not before", () => {
  const profiles = taught(numbers);
  const word = get("/api/users/admin");
  const visit = (client: number, window: number) =>
    profiles.observe(word, { route: USER, client, now: 300_000 + window * WINDOW_MS });
  for (let window = 1; window <= 20; window++) visit(CLIENTS[0], window);
  ok(judged(profiles, word), "one client taught it by itself");
  for (let i = 0; i < 500; i++) visit(CLIENTS[i % 3]!, 20);
  ok(judged(taught(numbers), word), "a flood in one window taught it");
  for (let window = 21; window <= 26; window++) for (const client of CLIENTS) visit(client, window);
  equal(judged(profiles, word)?.finding.why, undefined);
});

Deno.test("Profiles forget what did not come again for a week", () => {
  const words = (i: number) => get(`/api/search?q=${i % 2 === 0 ? "tea" : "1+2"}`);
  const profiles = taught(words, { route: SEARCH });
  const sum = get("/api/search?q=7+8+9");
  equal(judged(profiles, sum, SEARCH), undefined);
  const plain = () => get("/api/search?q=tea");
  taught(plain, { route: SEARCH, profiles, count: 300, from: FADE_MS });
  taught(plain, { route: SEARCH, profiles, count: 300, from: 3 * FADE_MS });
  ok((profiles.surprise(sum, { route: SEARCH, client: 1, now: 3 * FADE_MS })?.score ?? 0) >= NOTICE);
});

Deno.test("Profiles stay within their bounds with 100,000 parameters, and keep what they know", () => {
  const profiles = taught(numbers);
  const names = Array.from({ length: 100_000 }, (_, i) => `flood${i}`);
  for (let i = 0; i < names.length; i += 100) {
    const query = names.slice(i, i + 100).map((name) => `${name}=1`).join("&");
    const route = `GET /flood/${i % 40}`;
    profiles.observe(get(`/flood?${query}`), { route, client: i % 2, now: i });
  }
  ok(profiles.size.parameters <= PROFILE_PARAMETERS, `${profiles.size.parameters} parameters`);
  ok(profiles.bytes < 8_000_000, `${profiles.bytes} bytes`);
  ok(judged(profiles, get("/api/users/admin")), "what was known is gone");
});

Deno.test("Profiles survive a clock that jumps", () => {
  const profiles = taught(numbers, { from: 1e12 });
  const attack = get("/api/users/admin");
  for (const now of [0, 2e12, 5, Number.MAX_SAFE_INTEGER, 7]) {
    profiles.observe(attack, { route: USER, client: CLIENTS[0], now });
    profiles.count({ route: USER, client: CLIENTS[0], now }, false, true);
    ok(profiles.deviation(attack, { route: USER, client: 9, now }), `at ${now}`);
  }
});
