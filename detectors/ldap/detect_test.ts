import assert from "node:assert/strict";
import { inspect } from "../request/mod.ts";
import { pointsIn, rulesIn } from "../testing.ts";
import { ldap } from "./detect.ts";

const HITS: readonly (readonly [rule: string, values: readonly string[]])[] = [
  ["ldap.break-out", [
    "*)(uid=*))(|(uid=*",
    "kim)(cn=*)",
    "*)(&",
    "kim*)(&(objectClass=user)",
    "admin)(!(&(1=0",
    "x)(|(password=*)",
    "*)(objectClass=*",
    "kim)(&)",
    "val)&(cn=root)",
    "kim)(sn~=smith",
    "kim)!(sn=*",
    "kim)(memberOf:1.2.840.113556.1.4.1941:=cn=admins",
    "*))(|(mail=*",
    "a*)(sn=*",
    "kim)(age>=5",
    "x) (| (cn = a)",
    "kim)(userPassword=a*)",
    "admin*)((|userPassword=*)",
    "search=kim*)(password=x",
    "kim))(|(cn=*",
  ]],
  ["ldap.filter", [
    "(&(user=*)(|(pw=*)))",
    "(|(uid=admin)(cn=*)))",
    "kim(|(uid=admin)(cn=*))",
    "*(|(objectclass=*))",
    "!(uid=x)(cn=*)",
  ]],
  ["ldap.cut-off", ["kim*))\0", "*)%00"]],
];

const INNOCENT = `
f(a)(b)
curry(x)(y => x + y)
if (!(a == b)) return
if (!(a) && (b == c))
(a) and (b=c)
see (1) and (2)
:) (just kidding)
a) first (b) second
1) apples (red) 2) pears (green)
[link](https://example.com/?a=b)
ok :-) (x=y)
sum(a)(b==c)
(&amp;)
smile *) wink
Kim (admin) | Lee (user)
fn(a=1)(b=2)
new Map()(key)
(x=1; y=2)
SELECT * FROM t WHERE (a=1) AND (b=2)
(a|b)&(c|d)
rgba(1,2,3)(4)
!(a) || !(b)
(&(objectClass=person)(uid=kim))
`.trim().split("\n");

Deno.test("ldap finds what leaves a search filter", () => {
  let cases = 0;
  for (const [rule, values] of HITS) {
    for (const value of values) {
      assert.ok(rulesIn(ldap, value).includes(rule), `${rule} in ${value}: ${rulesIn(ldap, value)}`);
      assert.equal(pointsIn(ldap, value), 5, value);
      cases++;
    }
  }
  assert.equal(cases, 27);
});

Deno.test("ldap leaves parentheses of prose and code alone", () => {
  for (const value of INNOCENT) assert.deepEqual(rulesIn(ldap, value), [], value);
  assert.ok(INNOCENT.length >= 20);
});

Deno.test("ldap lets a filter field carry a filter, and escapes wait for level 2", () => {
  const query = `filter=${encodeURIComponent("(&(objectClass=person)(cn=Kim))")}`;
  assert.deepEqual(ldap.detect(inspect({ method: "GET", path: "/x", query, headers: [] })), []);
  assert.deepEqual(rulesIn(ldap, "kim\\2a"), []);
  assert.deepEqual(rulesIn(ldap, "kim\\2a", 2), ["ldap.escape"]);
});
