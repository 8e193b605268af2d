import assert from "node:assert/strict";
import { escapeOf, visiblePieces } from "./visible.ts";

Deno.test("escapeOf() shows what the eye would miss", () => {
  const rows: [string, string | undefined][] = [
    ["\0", "\\x00"],
    ["\n", "\\n"],
    ["\u202e", "\\u202e"],
    ["\u200b", "\\u200b"],
    ["\ufeff", "\\ufeff"],
    ["\u{e0041}", "\\u{e0041}"],
    ["\ud800", "\\ud800"],
    ["a", undefined],
    ["é", undefined],
    ["漢", undefined],
    ["😀", undefined],
  ];
  for (const [char, shown] of rows) assert.equal(escapeOf(char), shown);
  assert.equal(rows.length, 11);
});

Deno.test("visiblePieces() keeps the order", () => {
  assert.deepEqual(visiblePieces("a\0b"), [
    { text: "a", escaped: false },
    { text: "\\x00", escaped: true },
    { text: "b", escaped: false },
  ]);
  assert.deepEqual(visiblePieces(""), []);
  assert.deepEqual(visiblePieces("a\nb", true), [{ text: "a\nb", escaped: false }]);
});
