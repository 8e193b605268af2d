import assert from "node:assert/strict";
import { resolveLookups } from "./jndi.ts";

const CASES: readonly (readonly [string, string])[] = [
  ["${jndi:ldap://h}", "${jndi:ldap://h}"],
  ["${${lower:j}ndi:x}", "${jndi:x}"],
  ["${${::-j}${::-n}di:x}", "${jndi:x}"],
  ["${${env:a:-j}ndi:x}", "${jndi:x}"],
  ["${${upper:${lower:j}}ndi:x}", "${jndi:x}"],
  ["${${date:'j'}ndi:x}", "${jndi:x}"],
  ["a ${home} b", "a ${home} b"],
  ["${open", "${open"],
  ["}{", "}{"],
];

Deno.test("resolveLookups() reads nested lookups as Log4j does", () => {
  for (const [text, expected] of CASES) assert.equal(resolveLookups(text), expected, text);
  assert.equal(CASES.length, 9);
});
