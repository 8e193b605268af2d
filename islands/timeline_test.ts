import assert from "node:assert/strict";
import type { SeriesPoint } from "../guard/types.ts";
import { readout, rowsOf, SPAN, stackOf } from "./timeline.ts";

const SERIES: readonly SeriesPoint[] = [[1_000, 9, 0, 0, 0], [1_199, 1, 2, 3, 4], [1_200, 5, 0, 0, 0]];

Deno.test("stackOf() fills quiet seconds and stacks the verdicts", () => {
  const stack = stackOf(SERIES, 1_200);
  assert.ok(stack.every((column) => column.length === SPAN));
  assert.equal(stack[0].at(-1), 1_200);
  assert.deepEqual(stack.slice(1).map((column) => column.at(-2)), [1, 3, 6, 10]);
  assert.deepEqual(stack.slice(1).map((column) => column[0]), [0, 0, 0, 0]);
});

Deno.test("readout() takes the stack apart again", () => {
  assert.match(readout(stackOf(SERIES, 1_200), SPAN - 2), /: 1 allowed, 2 flagged, 3 blocked, 4 limited$/);
});

Deno.test("rowsOf() lists the seconds of the chart, newest first", () => {
  assert.deepEqual(rowsOf(SERIES, 1_200).map(([second]) => second), [1_200, 1_199]);
});
