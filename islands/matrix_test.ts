import assert from "node:assert/strict";
import { ENCODERS } from "./encoders.ts";
import { cellsOf, MAX_PAYLOADS, parsePayloads, POSITIONS } from "./matrix.ts";
import { wireOf } from "./request.ts";

const BROWSER = { host: "glass.test", origin: "http://glass.test", userAgent: "Browser/1", language: "en" };

Deno.test("cellsOf() makes payloads × positions × encoders, each of which the page can send unchanged", () => {
  const cells = cellsOf(["' OR '1'='1", "<script>alert(1)</script>"]);
  assert.equal(cells.length, 2 * POSITIONS.length * ENCODERS.length);
  for (const { draft, encoder, position } of cells) {
    const wire = wireOf(draft, BROWSER);
    assert.deepEqual(
      [wire.refused, wire.changes.filter((change) => !change.includes("%27"))],
      [undefined, []],
      `${position.id} ${encoder.id}`,
    );
  }
});

Deno.test("cellsOf() makes two payloads by three encoders by two places twelve cells", () => {
  const cells = cellsOf(["a", "b"], { encoders: ENCODERS.slice(0, 3), positions: POSITIONS.slice(1, 3) });
  assert.equal(cells.length, 12);
  assert.deepEqual(new Set(cells.map(({ position }) => position.id)), new Set(["path", "header"]));
});

Deno.test("cellsOf() is bounded", () => {
  const many = Array.from({ length: 50 }, (_, i) => `p${i}`);
  assert.equal(cellsOf(many).length, MAX_PAYLOADS * POSITIONS.length * ENCODERS.length);
});

Deno.test("parsePayloads() takes a line each, and each once", () => {
  assert.deepEqual(parsePayloads(" a \n\nb\na"), ["a", "b"]);
});
