import assert from "node:assert/strict";
import { inspect } from "../request/mod.ts";
import type { Level } from "../types.ts";
import { graphql } from "./detect.ts";

function rulesOf(body: unknown, level: Level = 1): string[] {
  const headers = [["content-type", "application/json"]] as const;
  const request = inspect({ method: "POST", path: "/graphql", query: "", headers, body: JSON.stringify(body) });
  return graphql.detect(request).filter((finding) => finding.level <= level).map((finding) => finding.rule);
}

const many = (count: number, piece: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => piece(n)).join(" ");

Deno.test("graphql finds abuse by its counts", () => {
  const rows: readonly (readonly [rule: string, body: unknown])[] = [
    ["graphql.depth", { query: `query { ${many(24, () => "a {")} b ${many(24, () => "}")} }` }],
    ["graphql.depth", { query: `{ ${many(30, () => "friends {")} id ${many(30, () => "}")} }` }],
    ["graphql.aliases", { query: `{ ${many(150, (n) => `a${n}: login(pin: ${n}) { ok }`)} }` }],
    ["graphql.aliases", { query: `mutation { ${many(20, (n) => `m${n}: vote(id: 1) { n }`)} }` }],
    ["graphql.repeats", { query: `query { user { ${many(40, () => "name")} } }` }],
    ["graphql.directives", { query: `query { a ${many(60, () => "@x")} }` }],
    ["graphql.circular-fragment", { query: "query { ...A } fragment A on Q { ...A }" }],
    ["graphql.batch", Array.from({ length: 30 }, () => ({ query: "{ a }" }))],
  ];
  for (const [rule, body] of rows) assert.ok(rulesOf(body).includes(rule), `${rule}: ${rulesOf(body)}`);
  assert.equal(rows.length, 8);
});

Deno.test("graphql never takes a normal query for an attack", () => {
  const rows: readonly unknown[] = [
    { query: "{ me { id name } }" },
    {
      query: "query Get($id: ID!) { user(id: $id) { orders(first: 10) { edges { node { id total } } } } }",
      variables: { id: "5" },
    },
    { query: "mutation($in: X = {a: 1, b: {c: 2}}) { add(in: $in) { ok } }" },
    { query: 'query { a(text: "{{{{{{{{{{{{{{{{{{{{{{{{{{") { b } }' },
    { query: `query { ${many(30, (n) => `p${n}: product(id: ${n}) { price }`)} }` },
    { query: "query { a @include(if: $x) b @skip(if: $y) ...F } fragment F on Q { c }" },
    { query: "# comment { { {\n{ a }" },
    [{ query: "{ a }" }, { query: "{ b }" }],
    { text: "{ not graphql }" },
    { query: "select { from }" },
    { code: "function f() { if (a) { while (b) { c({d: {e: {f: {g: 1}}}}) } } }" },
  ];
  for (const body of rows) assert.deepEqual(rulesOf(body), [], JSON.stringify(body));
  assert.equal(rows.length, 11);
});

Deno.test("graphql tells introspection at level 2", () => {
  const body = { query: "query { __schema { types { name } } }" };
  assert.deepEqual(rulesOf(body), []);
  assert.deepEqual(rulesOf(body, 2), ["graphql.introspection"]);
  assert.deepEqual(rulesOf({ query: "{ a { __typename } }" }, 2), []);
});
