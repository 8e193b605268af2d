import assert from "node:assert/strict";
import { lexJs } from "./js.ts";

const CASES: readonly (readonly [string, string])[] = [
  ["alert(1)", "word:alert punct:( number:1 punct:)"],
  ["\\u0061lert`x`", "word:alert template:x"],
  ["'al\\x65rt' + \"\\145\"", "string:alert punct:+ string:e"],
  ["a/*x*/b//c\nd", "word:a word:b word:d"],
  ["x=/a'b/i;", "word:x punct:= regex: punct:;"],
  ["a/b/c", "word:a punct:/ word:b punct:/ word:c"],
  ["'open", "string:open"],
  ["8680439..toString(30)", "number:8680439 punct:. punct:. word:tostring punct:( number:30 punct:)"],
];

Deno.test("lexJs() reads words, strings and escapes as a browser does", () => {
  for (const [text, expected] of CASES) {
    assert.equal(lexJs(text).map(({ kind, text }) => `${kind}:${text}`).join(" "), expected, text);
  }
  assert.equal(CASES.length, 8);
});

Deno.test("lexJs() is linear in hostile text", () => {
  for (const piece of ["/*", "/", "'", "`\\", "a/", "\\u0061", "(("]) {
    const tokens = lexJs(piece.repeat(20_000));
    assert.ok(tokens.length <= 120_000, piece);
  }
});
