import assert from "node:assert/strict";
import { type Case, formatCases, mergeCases, parseCases } from "./cases.ts";

const CASES: readonly Case[] = [
  { title: "A", request: { method: "GET", target: "/q?q=%ff%27", headers: [], body: "" } },
  { title: "Ä \u202e", request: { method: "CUST", target: "//x", headers: [["a", ""], ["a", "b: c"]], body: "é\n\0" } },
  { title: "bytes", request: { method: "POST", target: "/q", headers: [], body: "\u00c0\u00a7", latin1: true } },
];

Deno.test("parseCases() gives back what formatCases() wrote, every byte", () => {
  assert.deepEqual(parseCases(formatCases(CASES)), { kind: "cases", cases: CASES });
  assert.deepEqual(parseCases(formatCases([])), { kind: "cases", cases: [] });
});

Deno.test("parseCases() names the case and the field that is wrong", () => {
  const good = { title: "A", method: "GET", target: "/", headers: [] };
  const file = (...cases: unknown[]) => JSON.stringify({ glasshouse: "cases", version: 1, cases });
  const rows: [text: string, says: string][] = [
    ["{", "it is no JSON"],
    ["[]", "expected {"],
    ['{"glasshouse":"cases","version":2,"cases":[]}', "expected {"],
    ['{"glasshouse":"cases","version":1}', "cases: expected a list"],
    [file(good, 7), "case 2, expected an object"],
    [file({ ...good, title: " " }), "case 1, title:"],
    [file({ ...good, method: "get" }), "case 1, method:"],
    [file({ ...good, target: "" }), "case 1, target:"],
    [file({ ...good, headers: [["a"]] }), "case 1, headers:"],
    [file({ ...good, body: 7 }), "case 1, body:"],
    [file({ ...good, latin1: false }), "case 1, latin1:"],
    [file({ ...good, latin1: true, body: "€" }), "case 1, body:"],
    [file({ ...good, color: "red" }), "case 1, color: unknown key"],
    [file(...Array.from({ length: 201 }, () => good)), "cases: at most 200"],
  ];
  for (const [text, says] of rows) {
    const parsed = parseCases(text);
    assert.ok(parsed.kind === "error" && parsed.reason.startsWith(says), `${says}: ${JSON.stringify(parsed)}`);
  }
  assert.equal(rows.length, 14);
});

Deno.test("mergeCases() keeps everything once", () => {
  const other: Case = { ...CASES[0]!, title: "B" };
  assert.deepEqual(mergeCases(CASES, [CASES[0]!, other]), [...CASES, other]);
});
