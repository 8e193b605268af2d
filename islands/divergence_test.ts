import assert from "node:assert/strict";
import type { RawRequest } from "../detectors/types.ts";
import type { Contribution } from "../detectors/score.ts";
import { firstDifference, pairsOf, rulesBeside } from "./divergence.ts";

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

Deno.test("rulesBeside() names each rule once, and what the other side has not got", () => {
  const here = [found("sqli.union", 5), found("sqli.union", 5, "also-matched"), found("evasion.double", 2)];
  const there = [found("sqli.union", 5), found("sqli.quote", 3)];
  assert.deepEqual(rulesBeside(here, there), [
    { rule: "sqli.union", points: 5, counts: true, onlyHere: false },
    { rule: "evasion.double", points: 2, counts: true, onlyHere: true },
  ]);
  assert.equal(rulesBeside(here, [found("sqli.union", 5, "excluded")])[0]?.onlyHere, true);
});

function found(rule: string, points: number, state: Contribution["state"] = "deciding"): Contribution {
  const finding = { rule, category: "sqli", severity: "critical", level: 1, why: "it does" } as const;
  return { finding, points, state };
}
