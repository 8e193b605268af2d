import assert from "node:assert/strict";
import type { RawRequest } from "../detectors/types.ts";
import { firstDifference, pairsOf } from "./divergence.ts";

const A: RawRequest = { method: "GET", path: "/a", query: "q=%27", headers: [["Host", "h"], ["x-a", "1"]] };

Deno.test("firstDifference() finds the first character that differs", () => {
  const rows: [string, string, number | undefined][] = [
    ["abc", "abd", 2],
    ["abc", "abc", undefined],
    ["ab", "abc", 2],
    [
      "",
      "x",
      0,
    ],
  ];
  for (const [a, b, at] of rows) assert.equal(firstDifference(a, b), at);
  assert.equal(rows.length, 4);
});

Deno.test("pairsOf() shows what differs, whatever the case of a header's name", () => {
  const b: RawRequest = { ...A, query: "q=%2527", headers: [["host", "h"], ["x-a", "2"]], body: "x" };
  assert.deepEqual(pairsOf(A, b).map(({ name, at }) => [name, at]), [
    ["path", undefined],
    ["query", 4],
    ["x-a", 0],
    ["body", 0],
  ]);
});
