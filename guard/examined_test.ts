import { equal, notEqual, ok } from "node:assert/strict";
import { DETECTORS } from "../detectors/mod.ts";
import type { RawRequest } from "../detectors/types.ts";
import { isAlike, sketchOf } from "./alike.ts";
import { Examiner } from "./examined.ts";

const request = (change: Partial<RawRequest> = {}): RawRequest => ({
  method: "GET",
  path: "/api/search",
  query: "q=blue",
  headers: [["accept", "text/html"], ["host", "a.example"]],
  ...change,
});

/** Each differs from the plain request in one thing, as little as can be. */
const OTHERS: readonly Partial<RawRequest>[] = [
  { method: "HEAD" },
  { path: "/api/searcH" },
  { path: "/api/search/" },
  { query: "q=bluE" },
  { query: "" },
  { headers: [["accept", "text/html"]] },
  { headers: [["accept", "text/htmL"], ["host", "a.example"]] },
  { headers: [["accepT", "text/html"], ["host", "a.example"]] },
  { headers: [["host", "a.example"], ["accept", "text/html"]] },
  { headers: [["accept", "text/html"], ["host", "a.example"], ["x", ""]] },
];

Deno.test("isAlike() tells requests apart that differ in anything", () => {
  ok(isAlike(request(), request()));
  let told = 0;
  for (const other of OTHERS) if (!isAlike(request(), request(other)) && !isAlike(request(other), request())) told++;
  equal(told, OTHERS.length);
});

Deno.test("sketchOf() is the same for the same request, and seldom for another", () => {
  equal(sketchOf(request()), sketchOf(request()));
  const sketches = new Set<number>();
  for (let i = 0; i < 10_000; i++) sketches.add(sketchOf(request({ query: `id=${i}` })));
  ok(sketches.size > 9_990, `${sketches.size} of 10,000`);
});

Deno.test("Examiner() examines what comes again once, from the third time on, and nothing in place of another", () => {
  const examiner = new Examiner(DETECTORS, undefined);
  const first = examiner.examine(request());
  const second = examiner.examine(request());
  notEqual(first, second);
  equal(examiner.examine(request()), second);
  equal(examiner.examine(request()), second);
  let apart = 0;
  for (const other of OTHERS) {
    for (let i = 0; i < 4; i++) examiner.examine(request(other));
    const own = examiner.examine(request(other));
    if (own !== second && examiner.examine(request()) !== own && examiner.examine(request(other)) !== second) apart++;
  }
  equal(apart, OTHERS.length);
});

Deno.test("Examiner() compares as a whole what shares a sketch", () => {
  const examiner = new Examiner(DETECTORS, undefined);
  // The sketch of a target looks at its end, that of a header at its length and two letters.
  const attack = request({ query: `q=' or 1=1--&pad=${"x".repeat(40)}` });
  const quiet = request({ query: `q=and so it was&pad=${"x".repeat(37)}` });
  equal(attack.query.length, quiet.query.length);
  equal(sketchOf(attack), sketchOf(quiet));
  for (let i = 0; i < 4; i++) {
    ok(examiner.examine(attack).detection.findings.length > 0);
    equal(examiner.examine(quiet).detection.findings.length, 0);
  }
});
