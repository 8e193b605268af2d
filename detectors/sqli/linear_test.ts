import assert from "node:assert/strict";
import { rawView } from "../decode/view.ts";
import type { InspectedRequest } from "../types.ts";
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

Deno.test("sqli takes time that grows no faster than its input", () => {
  let cases = 0;
  for (const piece of HOSTILE) {
    const small = requestOf(piece.repeat(100_000 / piece.length));
    const large = requestOf(piece.repeat(200_000 / piece.length));
    const ratio = () => best(() => sqli.detect(large)) / Math.max(best(() => sqli.detect(small)), 1);
    // A shared machine may pause in the middle of a measurement; a rule that is not linear fails every time.
    assert.ok([1, 2, 3, 4, 5].some(() => ratio() <= 3), JSON.stringify(piece));
    cases++;
  }
  assert.equal(cases, 29);
});

/** A request with one field that is read as it is: the decoders are not what is measured. */
function requestOf(text: string): InspectedRequest {
  const view = rawView(text);
  const { chars } = view;
  const field = {
    source: "body",
    name: "",
    role: "value",
    syntax: "text",
    raw: text,
    at: 0,
    views: [view],
    chars,
  } as const;
  return { method: "POST", path: "/", fields: [field], notes: [], chars };
}

/** Milliseconds of the quickest of three runs. */
function best(run: () => unknown): number {
  let quickest = Infinity;
  for (let i = 0; i < 3; i++) {
    const start = performance.now();
    run();
    quickest = Math.min(quickest, performance.now() - start);
  }
  return quickest;
}
