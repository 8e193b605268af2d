import assert from "node:assert/strict";
import { inspect } from "../detectors/request/mod.ts";
import { spanIn, stagesOf } from "./stages.ts";

function fieldOf(query: string) {
  const request = inspect({ method: "GET", path: "/", query, headers: [] });
  return request.fields.find(({ source, role }) => source === "query" && role === "value")!;
}

Deno.test("stagesOf() goes from the bytes to what the detector read", () => {
  const field = fieldOf("q=%2527%2520OR");
  const view = field.views.findIndex(({ text }) => text === "' OR");
  assert.ok(view > 0, "the twice decoded view is there");
  const stages = stagesOf(field, { field: 0, view, start: 0, end: 5, text: "'" });
  assert.deepEqual(stages.map(({ text }) => text), ["%2527%2520OR", "%27%20OR", "' OR"]);
  assert.deepEqual(stages.map(({ text, start, end }) => text?.slice(start, end)), ["%2527", "%27", "'"]);
});

Deno.test("stagesOf() shows a window of a long value, with the match inside", () => {
  const field = fieldOf(`q=${"x".repeat(5_000)}%27`);
  const [bytes] = stagesOf(field, { field: 0, view: 0, start: 5_000, end: 5_003, text: "'" });
  assert.ok(bytes!.text!.length < 410);
  assert.equal(bytes!.text!.slice(bytes!.start, bytes!.end), "%27");
});

Deno.test("spanIn() finds nothing where nothing came from", () => {
  const view = fieldOf("q=abc").views[0]!;
  assert.deepEqual(spanIn(view, 9, 12), [0, 0]);
});
