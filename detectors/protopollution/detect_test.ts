import assert from "node:assert/strict";
import { inspect } from "../request/mod.ts";
import { rulesIn } from "../testing.ts";
import type { RawRequest } from "../types.ts";
import { protopollution } from "./detect.ts";

const BODIES: readonly string[] = [
  '{"__proto__":{"admin":true}}',
  '{"__proto__":1}',
  '{"a":{"__proto__":{"b":1}}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"a":[{"constructor":{"prototype":{"b":"c"}}}]}',
  '{"\\u005f_proto__":{"b":1}}',
  '{"__proto__.admin":true}',
];

const QUERIES: readonly string[] = [
  "__proto__[admin]=1",
  "__proto__.admin=1",
  "a[__proto__][b]=1",
  "constructor[prototype][admin]=1",
  "constructor.prototype.admin=1",
  "a.constructor.prototype.b=1",
  "%5f%5fproto%5f%5f[a]=1",
  "x=1&__proto__=2",
  "__pro__proto__to__[x]=1",
  "__class__.__init__.__globals__.key=x",
];

const VALUES: readonly string[] = [
  "https://example.com/#__proto__[a]=1",
  "Object.__proto__.a='b'",
  "x.constructor.prototype.a=1",
  '{"__proto__":{"a":1}}',
  "__proto__.a=1",
  "$1:__proto__:then",
  "$2:a:constructor:constructor",
];

const INNOCENT: readonly string[] = [
  "$1:title:subtitle",
  "$5: constructor of the day",
  "constructor",
  "prototype",
  "The constructor of a class",
  "Deno removed `Object.prototype.__proto__` for security reasons",
  "What does __proto__ mean in JavaScript?",
  "Deno.Kv.prototype.delete",
  "Function.prototype.bind",
  "string.prototype.repeat",
  "a prototype of our product",
  "constructor parameters: name, age",
  "my_proto_field",
  "__prototype",
  "class A { constructor() { super(); } }",
  "The constructor.prototype property is shared by all objects",
];

function rulesOf(raw: Partial<RawRequest>): string[] {
  const request = inspect({ method: "POST", path: "/", query: "", headers: [], ...raw });
  return protopollution.detect(request).filter((finding) => finding.level === 1).map((finding) => finding.rule);
}

Deno.test("protopollution detects the keys in JSON", () => {
  const headers: [string, string][] = [["content-type", "application/json"]];
  for (const body of BODIES) assert.ok(rulesOf({ headers, body }).includes("protopollution.key"), body);
  assert.equal(BODIES.length, 7);
});

Deno.test("protopollution detects the keys in parameter names", () => {
  for (const query of QUERIES) assert.ok(rulesOf({ query }).includes("protopollution.key"), query);
  assert.equal(QUERIES.length, 10);
});

Deno.test("protopollution detects paths to the prototype in values", () => {
  for (const text of VALUES) assert.ok(rulesIn(protopollution, text).length > 0, text);
  assert.equal(VALUES.length, 7);
});

Deno.test("protopollution lets talk and documentation pass", () => {
  for (const text of INNOCENT) assert.deepEqual(rulesIn(protopollution, text), [], text);
  assert.equal(INNOCENT.length, 16);
  const headers: [string, string][] = [["content-type", "application/json"]];
  assert.deepEqual(rulesOf({ headers, body: '{"constructor":"Lotus","prototype":true}' }), []);
});
