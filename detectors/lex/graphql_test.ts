import assert from "node:assert/strict";
import { graphqlStrings, isGraphql } from "./graphql.ts";

Deno.test("isGraphql() knows documents from JSON, templates and prose", () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ["{ user { name } }", true],
    ["query Q($id: ID!) { user(id: $id) { name } }", true],
    ["  mutation{a(b:1){c}}", true],
    ["fragment F on User { id }", true],
    ['{"query": 1}', false],
    ["{{ user.name }}", false],
    ["{}", false],
    ["query the database {now}", true],
    ["a query", false],
  ];
  for (const [text, expected] of cases) assert.equal(isGraphql(text), expected, text);
  assert.equal(cases.length, 9);
});

Deno.test("graphqlStrings() gives each string its argument", () => {
  const read = (text: string) =>
    graphqlStrings(text, 8).map(({ argument, start, end, block }) =>
      `${argument}=${text.slice(start, end)}${block ? " block" : ""}`
    );
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['{ user(id: "1") { name } }', ["id=1"]],
    [String.raw`{ a(b: "x\"y", c : "") }`, [String.raw`b=x\"y`, "c="]],
    ['{ a(list: ["p", "q"]) }', ["=p", "=q"]],
    ['{ a(b: """two\nlines "quoted" """) }', ['b=two\nlines "quoted"  block']],
    ['{ a # "no"\n (b: "yes") }', ["b=yes"]],
    ['{ a(b: "open', ["b=open"]],
    ['{ a(b: """open', ["b=open block"]],
    ['{ a(b: "x\\', ["b=x\\"]],
  ];
  for (const [text, expected] of cases) assert.deepEqual(read(text), expected, text);
  assert.equal(cases.length, 8);
});

Deno.test("graphqlStrings() stops at its limit", () => {
  assert.equal(graphqlStrings('{ a(b: "x") }'.repeat(50), 3).length, 3);
});
