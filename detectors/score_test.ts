import assert from "node:assert/strict";
import { scoreOf } from "./score.ts";
import { requestWith } from "./testing.ts";

Deno.test("scoreOf() is 0 without findings", () => {
  assert.equal(scoreOf(requestWith("hello"), []).score, 0);
});
