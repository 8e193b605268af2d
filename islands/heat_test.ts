import assert from "node:assert/strict";
import { heatRuns, STEPS } from "./heat.ts";

Deno.test("heatRuns() joins characters of equal heat and loses none", () => {
  const runs = heatRuns("abcdef", [0, 0, 2, 2, -1, 0.01]);
  assert.deepEqual(runs, [
    { text: "ab", step: 0 },
    { text: "cd", step: STEPS },
    { text: "e", step: -STEPS / 2 },
    { text: "f", step: 0 },
  ]);
});

Deno.test("heatRuns() is cold where nothing weighs", () => {
  assert.deepEqual(heatRuns("ab", [0, 0]), [{ text: "ab", step: 0 }]);
  assert.deepEqual(heatRuns("", []), []);
});

Deno.test("heatRuns() keeps the lit span apart, also within one heat", () => {
  assert.deepEqual(heatRuns("abcd", [1, 1, 1, 0], [1, 2]), [
    { text: "a", step: STEPS },
    { text: "b", step: STEPS, lit: true },
    { text: "c", step: STEPS },
    { text: "d", step: 0 },
  ]);
});
