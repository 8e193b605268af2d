import assert from "node:assert/strict";
import { parseShadow } from "./shadow.ts";

Deno.test("parseShadow() takes the effect out of the answer", () => {
  const effect = { kind: "files", steps: [], expected: "404", summary: "A file leaked.", harmful: true };
  assert.deepEqual(parseShadow(JSON.stringify({ status: 200, body: { text: "", effect } })), {
    kind: "ran",
    status: 200,
    effect,
  });
  assert.deepEqual(parseShadow(JSON.stringify({ status: 404, body: "no" })), {
    kind: "ran",
    status: 404,
    effect: undefined,
  });
  assert.equal(parseShadow("[]").kind, "not run");
});
