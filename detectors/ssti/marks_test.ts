import assert from "node:assert/strict";
import { eachExpression } from "./marks.ts";

function expressions(text: string): string {
  const out: string[] = [];
  eachExpression(text, ({ marks, innerFrom, innerTo, closed }) => {
    out.push(`${marks}:${text.slice(innerFrom, innerTo)}${closed ? "" : "…"}`);
  });
  return out.join(" | ");
}

const CASES: readonly (readonly [string, string])[] = [
  ["a {{b}} ${c} #{d}", "{{}}:b | ${}:c | #{}:d"],
  ["{{{b}}}", "{{}}:b"],
  ["${{ b }}", "{{}}: b "],
  ["<%= b %>{% c %}", "<%%>:= b  | {%%}: c "],
  ["@(1+2) @{3}", "@():1+2 | @{}:3"],
  ["{{open", "{{}}:open…"],
  ["{a} $b 5% <b>", ""],
];

Deno.test("eachExpression() finds the marks of every engine once", () => {
  for (const [text, expected] of CASES) assert.equal(expressions(text), expected, text);
  assert.equal(CASES.length, 7);
});
