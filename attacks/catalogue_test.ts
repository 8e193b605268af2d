import assert from "node:assert/strict";
import { CATALOGUE } from "./catalogue.ts";
import { parseRefs, refLink } from "./refs.ts";

Deno.test("CATALOGUE names what exists, for every kind but the unusual", () => {
  const entries = Object.entries(CATALOGUE);
  for (const [category, refs] of entries) {
    if (refs.length > 0) assert.deepEqual(parseRefs(category, refs.join(", ")), refs);
    for (const ref of refs) assert.match(refLink(ref), /^https:\/\//);
  }
  assert.deepEqual(entries.filter(([, refs]) => refs.length === 0).map(([category]) => category), ["anomaly"]);
  assert.equal(entries.length, 30);
});
