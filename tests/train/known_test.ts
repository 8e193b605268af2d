import assert from "node:assert/strict";
import known from "../../routes/pages/model/known.json" with { type: "json" };
import { KNOWN_OF_EACH, knownSamples } from "./known.ts";

Deno.test("routes/pages/model/known.json is what `deno task known` makes of the small corpus", () => {
  assert.deepEqual(known, knownSamples());
  assert.equal(known.filter(({ attack }) => attack).length, KNOWN_OF_EACH);
  assert.ok(known.filter(({ attack }) => !attack).length > KNOWN_OF_EACH / 2);
});
