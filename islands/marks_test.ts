import assert from "node:assert/strict";
import { inspect } from "../detectors/request/mod.ts";
import type { Finding, RawRequest } from "../detectors/types.ts";
import { partsOf, segmentsOf, shorten } from "./marks.ts";

const RAW: RawRequest = {
  method: "GET",
  path: "/api/search",
  query: "a=1&q=%27%20OR",
  headers: [["host", "glass.test"], ["x-a", "b"]],
};

function finding(field: number, start: number, end: number): Finding {
  return {
    rule: "sqli.quote",
    category: "sqli",
    severity: "critical",
    level: 1,
    why: "the quote closes the string",
    evidence: { field, view: 0, start, end, text: "" },
  };
}

Deno.test("partsOf() marks the percent-escape, not the decoded quote", () => {
  const request = inspect(RAW);
  const field = request.fields.findIndex(({ source, name }) => source === "query" && name === "q");
  const parts = partsOf(RAW, request, [finding(field, 0, 3)]);
  const query = parts.find(({ kind }) => kind === "query")!;
  assert.equal(query.text.slice(query.spans[0]!.start, query.spans[0]!.end), "%27");
});

Deno.test("partsOf() shows headers that are wanted or matched", () => {
  assert.deepEqual(partsOf(RAW, inspect(RAW), []).map(({ kind }) => kind), ["path", "query"]);
  const kept = partsOf(RAW, inspect(RAW), [], new Set(["x-a"]));
  assert.deepEqual(kept.map(({ kind, name }) => kind + name), ["path", "query", "headerx-a"]);
});

Deno.test("segmentsOf() parts overlapping spans and loses nothing", () => {
  const spans = [{ start: 1, end: 4, finding: 0 }, { start: 3, end: 9, finding: 1 }];
  const segments = segmentsOf("abcdef", spans);
  assert.deepEqual(segments, [
    { text: "a", findings: [] },
    { text: "bc", findings: [0] },
    { text: "d", findings: [0, 1] },
    { text: "ef", findings: [1] },
  ]);
  assert.equal(segmentsOf("", []).length, 0);
});

Deno.test("shorten() leaves out the middle of what nothing covers", () => {
  assert.deepEqual(shorten({ text: "short", findings: [] }), ["short"]);
  const long = "x".repeat(1_000);
  assert.deepEqual(shorten({ text: long, findings: [0] }), [long]);
  const [head, left, tail] = shorten({ text: long, findings: [] });
  assert.equal(head.length + left! + tail!.length, 1_000);
});
