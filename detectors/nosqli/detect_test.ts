import assert from "node:assert/strict";
import { inspect } from "../request/mod.ts";
import { rulesIn } from "../testing.ts";
import type { Level, RawRequest } from "../types.ts";
import { nosqli } from "./detect.ts";

const JSON_HITS: readonly (readonly [rule: string, body: string])[] = [
  ["nosqli.secret-operator", '{"user": "kim", "password": {"$ne": null}}'],
  ["nosqli.secret-operator", '{"user": "kim", "password": {"$gt": ""}}'],
  ["nosqli.secret-operator", '{"token": {"$regex": "^a"}}'],
  ["nosqli.secret-operator", '{"filter": {"password": {"$exists": true}}}'],
  ["nosqli.secret-operator", '{"reset_token": {"$in": ["a"]}}'],
  ["nosqli.secret-operator", '{"api_key": {"\\u0024ne": 1}}'],
  ["nosqli.identity-operator", '{"username": {"$ne": ""}, "x": 1}'],
  ["nosqli.identity-operator", '{"email": {"$regex": ".*"}}'],
  ["nosqli.identity-operator", '{"login": {"$in": ["admin", "root"]}}'],
  ["nosqli.identity-operator", '{"id": {"$ne": null}}'],
  ["nosqli.always-true", '{"code2": {"$ne": ""}}'],
  ["nosqli.always-true", '{"city": {"$regex": ".*"}}'],
  ["nosqli.code", '{"$where": "this.a == 1"}'],
  ["nosqli.code", '{"a": {"$where": "sleep(5)"}}'],
  ["nosqli.code", '{"a": {"$function": {"body": "x"}}}'],
  ["nosqli.code", '[{"$match": {}}, {"$out": "x"}]'],
  ["nosqli.code", '{"$lookup": {"from": "users"}}'],
];

const QUERY_HITS: readonly (readonly [rule: string, query: string])[] = [
  ["nosqli.secret-operator", "user=kim&password[$ne]="],
  ["nosqli.secret-operator", "password%5B%24gt%5D="],
  ["nosqli.identity-operator", "username[$regex]=^a"],
  ["nosqli.identity-operator", "login[$nin][]=kim"],
  ["nosqli.identity-operator", "role[$ne]=x"],
  ["nosqli.identity-operator", "id[$ne]="],
  ["nosqli.code", "a[$where]=1"],
  ["nosqli.always-true", "city[$exists]=true"],
  ["nosqli.secret-operator", "q=user%5B%24ne%5D%3Dx%26pass%5B%24ne%5D%3Dy"],
];

const VALUE_HITS: readonly (readonly [rule: string, value: string])[] = [
  ["nosqli.code", "'; return true; var x='"],
  ["nosqli.code", "0;var d=new Date();while((new Date())-d<5000){};1"],
  ["nosqli.code", "'; sleep(5000); '"],
  ["nosqli.code", "' || this.role=='admin' || '"],
  ["nosqli.code", "' && this.password.match(/^a/) && '1'=='1"],
  ["nosqli.code", "this.username=='admin'"],
  ["nosqli.code", "x'});return 1;//'; return 1"],
  ["nosqli.tautology", "' || 1==1//"],
  ["nosqli.tautology", "' || true || '"],
  ["nosqli.tautology", "|| 1==1"],
  ["nosqli.tautology", "' || 'a'=='a"],
  ["nosqli.member", "', $or: [ {}, {'a':'a"],
  ["nosqli.member", "1, $where: '1 == 1'"],
  ["nosqli.member", "' } ], $comment:'x"],
  ["nosqli.member", "$where: function() { return 1 }"],
  ["nosqli.member", "}, { password : /.*/ }"],
  ["nosqli.shell", "db.users.find({$where:'1==1'})"],
  ["nosqli.shell", "'; db.users.drop({}) //"],
  ["nosqli.shell", "db.getCollectionNames()"],
  ["nosqli.member", "{$ne:1}"],
  ["nosqli.member", '"},{"$ne":"x'],
  ["nosqli.code", "function(){return this.a==1}"],
];

const INNOCENT_JSON = `
{"filter": {"price": {"$gte": 5, "$lte": 9}, "$or": [{"brand": "a"}, {"tags": {"$in": ["x"]}}]}}
{"where": {"status": {"$ne": "archived"}, "deletedAt": {"$exists": false}}}
{"query": {"email": {"$regex": "@example.com$"}}}
{"selector": {"year": {"$gt": 2010}}, "sort": ["year"]}
{"pipeline": [{"$match": {"a": 1}}, {"$group": {"_id": "$b"}}, {"$lookup": {"from": "c"}}]}
{"conditions": {"user": {"$in": ["a", "b"]}}}
{"$set": {"name": "Kim"}, "$unset": {"age": 1}}
{"$schema": "https://json-schema.org/draft/2020-12/schema", "$ref": "#/x", "$id": "y"}
{"event": "$pageview", "properties": {"$browser": "Firefox", "$os": "Linux"}}
{"_id": {"$oid": "507f1f77bcf86cd799439011"}, "at": {"$date": "2020-01-01"}}
{"price": {"$lt": 50}, "stock": {"$gt": 0}}
{"note": "costs $5 or $10; see {x}, {y: 1}"}
{"code": "if (a || b) { return c; }"}
{"filter": {"id": {"$gt": 100}}}
{"vector": [1, 2], "filter": {"genre": {"$eq": "drama"}}}
`.trim().split("\n");

const INNOCENT_VALUES = `
a || b && c
x == 1 || y == 2
costs $5, $or: maybe
'use strict'; var x = 1
foo(); return x;
this is fine
this.state is a field in React
return to sender; see this.page
}, done
{ "a": 1 }, { "b": 2 }
db.users is a collection
db.users.find({ age: { $gt: 18 } }).sort({ name: 1 })
this.name == other.name
price > 5 && stock > 0
true || false
(a) || (b)
$where is the money
username[0]=x
items[$index]
a[$x]=1
rock && roll
R&D; sales || marketing
var x = 1;
while (true) wait
`.trim().split("\n");

function rulesOf(raw: Partial<RawRequest>, level: Level = 1): string[] {
  const request = inspect({
    method: "POST",
    path: "/x",
    query: "",
    headers: [["content-type", "application/json"]],
    ...raw,
  });
  return nosqli.detect(request).filter((finding) => finding.level <= level).map((finding) => finding.rule);
}

Deno.test("nosqli finds operators in JSON keys", () => {
  for (const [rule, body] of JSON_HITS) {
    assert.ok(rulesOf({ body }).includes(rule), `${rule} in ${body}: ${rulesOf({ body })}`);
  }
  assert.equal(JSON_HITS.length, 17);
});

Deno.test("nosqli finds operators in parameter names", () => {
  for (const [rule, query] of QUERY_HITS) {
    assert.ok(rulesOf({ query }).includes(rule), `${rule} in ${query}: ${rulesOf({ query })}`);
  }
  assert.equal(QUERY_HITS.length, 9);
});

Deno.test("nosqli finds code and members in values", () => {
  for (const [rule, value] of VALUE_HITS) assert.ok(rulesIn(nosqli, value).includes(rule), `${rule} in ${value}`);
  assert.equal(VALUE_HITS.length, 22);
});

Deno.test("nosqli leaves search APIs alone", () => {
  for (const body of INNOCENT_JSON) assert.deepEqual(rulesOf({ body }), [], body);
  assert.ok(INNOCENT_JSON.length >= 15);
});

Deno.test("nosqli leaves innocent values alone", () => {
  for (const value of INNOCENT_VALUES) assert.deepEqual(rulesIn(nosqli, value), [], value);
  for (
    const query of [
      "price[$lt]=50",
      "filter[email][$regex]=x",
      "id[$in]=1",
      "$limit=10&$sort[at]=-1",
      "where[user][$ne]=kim",
    ]
  ) {
    assert.deepEqual(rulesOf({ query }), [], query);
  }
  assert.ok(INNOCENT_VALUES.length >= 20);
});

Deno.test("nosqli reports other operators at level 2", () => {
  assert.deepEqual(rulesOf({ body: '{"price": {"$lt": 5}}' }, 2), ["nosqli.operator"]);
});
