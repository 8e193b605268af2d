import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { ENCODERS } from "./encoders.ts";
import { Matrix } from "./Matrix.tsx";
import { POSITIONS } from "./matrix.ts";

const PAYLOADS = ["<b>", "' OR 1=1"];

Deno.test("Matrix draws a cell for every payload, position and encoder, and one stop for the Tab key", () => {
  const html = renderToString(<Matrix start={PAYLOADS.join("\n")} />);
  assert.equal(html.split("data-cell").length - 1, 2 * POSITIONS.length * ENCODERS.length);
  assert.equal(html.match(/data-cell[^>]* tabindex="0"/g)?.length, 1);
  assert.doesNotMatch(html, /<b>&lt;|<bdi><b>/);
});
