import assert from "node:assert/strict";
import { pointsIn, rulesIn } from "../testing.ts";
import { xpath } from "./detect.ts";

const HITS: readonly (readonly [rule: string, values: readonly string[]])[] = [
  ["xpath.break-out", [
    "'] | //user/*[1]",
    "x'] | //*",
    "345']|//*|/a['",
    "')] | //password%00",
    "x' | //user | /x['",
    '"]|//a|//b["',
    "1]|//*",
    "'] | ../../secret",
  ]],
  ["xpath.tautology", ["//user[name/text()='' or '1'='1']/password", "//a[x=1 or 2=2]"]],
  ["xpath.function", [
    "' or count(//*)=1 or 'a'='b",
    "' and count(/@*)=1 and '1'='1",
    "1 and string-length(name(/*[1]))>3",
    "x' or name()='user' or 'x'='y",
    "' or position()=1 or '",
    "' and substring(name(/*),1,1)='u",
    "' or contains(., 'admin') or '",
    "') or starts-with(text(),'a') and ('1'='1",
    "' or //user[1] or '",
    "' and not(count(/comment())=0) and '1'='1",
    "' or local-name(/*)='x",
    "' or doc('http://x/')",
    "count(/child::node())",
    "count(//user/child::node())",
    "string-length(//user[1]/password)",
  ]],
];

const INNOCENT = `
//* a comment
// comment or code
a | b | c
'a' or 'b'
count(x) and name(y)
it's name() or nothing
name or position
the position (last) of the list
contains(name,'ann')
price gt 5 and contains(name,'ann')
hallId eq "oil" and contains(node.kind,'lamp')
"quoted" | more
x' y | z
[a] | [b](https://example.com)
[x]|y
| a | b |
https://example.com//a/b
count(*)
/users/5/orders
text() is a node test
string.length > 5
a]b|c/d
`.trim().split("\n");

Deno.test("xpath finds what leaves an expression", () => {
  let cases = 0;
  for (const [rule, values] of HITS) {
    for (const value of values) {
      assert.ok(rulesIn(xpath, value).includes(rule), `${rule} in ${value}: ${rulesIn(xpath, value)}`);
      assert.equal(pointsIn(xpath, value), 5, value);
      cases++;
    }
  }
  assert.equal(cases, 25);
});

Deno.test("xpath leaves pipes, slashes and function names alone", () => {
  for (const value of INNOCENT) assert.deepEqual(rulesIn(xpath, value), [], value);
  assert.ok(INNOCENT.length >= 20);
});

Deno.test("xpath keeps plain expressions for level 2", () => {
  assert.deepEqual(rulesIn(xpath, "//user[1]/password"), []);
  assert.deepEqual(rulesIn(xpath, "//user[1]/password", 2), ["xpath.path"]);
});
