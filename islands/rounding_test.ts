import assert from "node:assert/strict";
import { roundedParts } from "./rounding.ts";

Deno.test("roundedParts() adds up as it is shown, and the largest part takes what is left over", () => {
  const rows: [parts: number[], total: number, shown: number[]][] = [
    [[7.504, -4.406], 3.098, [7.51, -4.41]],
    [[1, 2, 3], 6, [1, 2, 3]],
    [[0.004, 0.004, 0.004], 0.012, [0.01, 0, 0]],
    [[], 0, []],
  ];
  for (const [parts, total, shown] of rows) assert.deepEqual(roundedParts(parts, total), shown);
  assert.equal(rows.length, 4);
});
