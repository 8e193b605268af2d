import assert from "node:assert/strict";
import { requestOfField } from "../testing.ts";
import { xss } from "./detect.ts";

/** Pieces that make a tokeniser start over, look back or look ahead. */
const PIECES = [
  "<a ",
  '<a b="',
  "<a b='<c d=\"",
  "<a on ",
  "<abcdefghijkl ",
  "<script>",
  "</title><b>",
  "<b style='a:",
  '<a href="&#',
  "onclick= ",
  "';",
  "`x` ",
  "alert(",
  "alert(1",
  "window['a'+",
  "[]+(![]",
  "/*",
  "\\u0061",
  "    a\n\n",
  '=""x ',
  "</p>",
];

Deno.test("xss takes time in proportion to hostile text", () => {
  for (const piece of PIECES) {
    // Another process may take the processor meanwhile: the best of some tries counts.
    let ratio = Infinity;
    for (let n = 0; n < 5 && ratio > 8; n++) ratio = Math.min(ratio, timeOf(piece, 200_000) / timeOf(piece, 50_000));
    assert.ok(ratio <= 8, `${JSON.stringify(piece)}: four times the text takes ${ratio.toFixed(1)} times as long`);
  }
  assert.equal(PIECES.length, 21);
});

/** Milliseconds for so many characters; at least three, below which other programs decide. */
function timeOf(piece: string, length: number): number {
  const raw = piece.repeat(Math.ceil(length / piece.length));
  const started = performance.now();
  xss.detect(requestOfField(raw));
  return Math.max(3, performance.now() - started);
}
