import assert from "node:assert/strict";
import { MAX_SLICES, slicesOf } from "./slices.ts";

Deno.test("slicesOf() sorts, adds up to one and gathers the rest", () => {
  const slices = slicesOf({ sqli: 3, xss: 5, rce: 1, ssrf: 1, xxe: 1, ssti: 1, ldap: 1, crlf: 2 });
  assert.equal(slices.length, MAX_SLICES + 1);
  assert.equal(slices[0]!.title, "Cross-site scripting");
  assert.equal(slices.at(-1)!.title, "Others");
  assert.equal(slices.reduce((sum, { count }) => sum + count, 0), 15);
  assert.ok(Math.abs(slices.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-9);
});

Deno.test("slicesOf() draws one type as a whole ring and nothing as nothing", () => {
  assert.deepEqual(slicesOf({}), []);
  const [only] = slicesOf({ sqli: 1 });
  assert.equal(only!.share, 1);
  assert.match(only!.path, /^M64\.00 4\.00A60 60 0 1 1/);
});
