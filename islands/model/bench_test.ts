import assert from "node:assert/strict";
import { addSample, taught } from "./bench.ts";
import { MAX_TAUGHT } from "./limits.ts";

Deno.test("addSample() gives one text one label, and takes no more than its bound", () => {
  addSample({ text: "a", attack: true, place: "query" });
  addSample({ text: "a", attack: false, place: "query" });
  addSample({ text: "a", attack: true, place: "cookie" });
  assert.deepEqual(taught.value.map(({ attack, place }) => [attack, place]), [[false, "query"], [true, "cookie"]]);
  for (let i = 0; i < MAX_TAUGHT * 2; i++) addSample({ text: `${i}`, attack: true, place: "query" });
  assert.equal(taught.value.length, MAX_TAUGHT);
  taught.value = [];
});
