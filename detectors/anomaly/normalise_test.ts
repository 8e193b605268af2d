import assert from "node:assert/strict";
import fc from "fast-check";
import { normalise } from "./normalise.ts";

function shown(value: string, comments: "kept" | "dropped" = "kept"): string {
  const { codes, length } = normalise(value, comments);
  return String.fromCharCode(...codes.subarray(1, length - 1));
}

const ROWS: readonly [value: string, read: string][] = [
  ["%27%20OR%201%3D1", "' or 0=0"],
  ["%2527%2520OR", "' or"],
  ["%u0027 OR", "' or"],
  ["%C0%A7 OR", "' or"],
  ["&#x6A&#x61vascript&colon;", "javascript:"],
  ["\\x3cscript\\u003e", "<script>"],
  ["＜ｓｃｒｉｐｔ＞", "<script>"],
  ["sеlеct", "select"],
  ["’а’ оr ’х", "'a' or 'x"],
  ["se\u200blect", "select"],
  ["UNION/**/SELECT", "unionselect"],
  ["/*!50000UNION*/ SELECT", "union select"],
  ["'ad'||'min'", "'admin'"],
  ["cat${IFS}/etc$IFS$9passwd", "cat /etc passwd"],
  ["a \t\n b", "a b"],
  ["12345", "0"],
  ["AKAOjss7lEs4naCQ7VEkRStdKVxHOgjg5yuNlGN1I", "akaojsk0"],
];

Deno.test("normalise() takes disguises off", () => {
  for (const [value, read] of ROWS) assert.equal(shown(value), read, value);
  assert.equal(ROWS.length, 17);
});

Deno.test("normalise() drops comments in the other reading", () => {
  assert.equal(shown("a/*b*/c", "kept"), "abc");
  assert.equal(shown("a/*b*/c", "dropped"), "ac");
  assert.equal(shown("a/*b", "dropped"), "a");
});

/** Any UTF-16 units at all, broken surrogates included. */
const UNITS = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((codes) =>
  String.fromCharCode(...codes)
);

Deno.test("normalise() knows where every character came from", () => {
  fc.assert(fc.property(UNITS, (value) => {
    const { at, length } = normalise(value);
    let ordered = true;
    for (let i = 1; i <= length; i++) ordered &&= at[i]! >= at[i - 1]! && at[i]! <= value.length;
    assert.ok(ordered, "offsets never go back and stay in the value");
    assert.equal(at[length], value.length);
  }));
});
