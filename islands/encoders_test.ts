import assert from "node:assert/strict";
import { ENCODERS } from "./encoders.ts";

Deno.test("ENCODERS write a payload as they say", () => {
  const rows: [id: string, text: string, written: string][] = [
    ["plain", "' OR", "' OR"],
    ["percent", "'é", "%27%c3%a9"],
    ["percent-2", "'", "%25%32%37"],
    ["percent-u", "'", "%u0027"],
    ["entities", "<", "&#60;"],
    ["js", "a", "\\u0061"],
    ["case", "union select", "UnIoN sElEcT"],
    ["comments", "UNION SELECT", "UNION/**/SELECT"],
    ["base64", "' OR", "JyBPUg=="],
    ["wide", "' O", "＇\u3000Ｏ"],
  ];
  for (const [id, text, written] of rows) {
    assert.equal(ENCODERS.find((encoder) => encoder.id === id)?.encode(text), written, id);
  }
  assert.equal(rows.length, ENCODERS.length);
});
