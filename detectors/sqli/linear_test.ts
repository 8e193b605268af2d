import assert from "node:assert/strict";
import { requestOfField } from "../testing.ts";
import { sqli } from "./detect.ts";

/** Pieces that make a lexer or a rule work hard when they are repeated. */
const HOSTILE = [
  "'",
  "''' or ",
  "$a$",
  "q'[",
  "/*",
  "/**/",
  "/*!50000",
  "--",
  "#\n",
  "(((",
  "1+",
  "1 or ",
  "or 1=1 ",
  "union select ",
  "un/**/",
  "sleep(",
  "(select ",
  "case when ",
  "a.",
  "`",
  "[a",
  "@@",
  "order by ",
  "; drop table ",
  " ",
  "or 1=1#",
  "1,",
  "x'41' ",
  "\\'",
];

/** Milliseconds below which other programs decide what is measured; the square of these lengths takes seconds. */
const FLOOR = 3;

Deno.test("sqli takes time that grows no faster than its input", () => {
  let cases = 0;
  for (const piece of HOSTILE) {
    const small = requestOfField(piece.repeat(50_000 / piece.length));
    const large = requestOfField(piece.repeat(200_000 / piece.length));
    // A shared machine may pause in the middle of a measurement: the quickest of several runs counts.
    let quick = Infinity, long = Infinity;
    for (let run = 0; run < 12 && !(run > 2 && long <= 8 * Math.max(quick, FLOOR)); run++) {
      quick = Math.min(quick, milliseconds(() => sqli.detect(small)));
      long = Math.min(long, milliseconds(() => sqli.detect(large)));
    }
    assert.ok(long <= 8 * Math.max(quick, FLOOR), `${JSON.stringify(piece)}: ${quick} ms, ${long} ms`);
    cases++;
  }
  assert.equal(cases, 29);
});

function milliseconds(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
