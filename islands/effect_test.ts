import assert from "node:assert/strict";
import type { Effect } from "../routes/demo/effect.ts";
import { cellText, columnsOf, injectedIn, parseEffect } from "./effect.ts";

const EFFECT: Effect = {
  kind: "sql",
  statements: [{ sql: "SELECT 1", rows: 1, sample: [{ a: 1 }], ms: 1 }],
  expectedRows: 0,
  summary: "1 row instead of 0",
  harmful: true,
};

const WORLD: Effect = {
  kind: "files",
  steps: [{ label: "file opened", text: "/etc/passwd" }],
  expected: "404",
  summary: "A file outside the folder was read",
  harmful: true,
};

Deno.test("parseEffect() reads the effect of a response and nothing that only looks like it", () => {
  assert.deepEqual(parseEffect(JSON.stringify({ users: [], effect: EFFECT })), EFFECT);
  assert.deepEqual(parseEffect(JSON.stringify({ effect: WORLD })), WORLD);
  const rows = ["", "[]", '"effect"', '{"effect":1}', '{"effect":{"kind":"sql"}}', '{"effect"'];
  for (const row of rows) assert.equal(parseEffect(row), undefined, row);
  assert.equal(rows.length, 6);
});

Deno.test("injectedIn() finds the longest value in the statement", () => {
  const sql = "SELECT * FROM p WHERE name LIKE '%' OR '1'='1%'";
  assert.deepEqual(injectedIn(sql, ["nam", "' OR '1'='1"]), [
    "SELECT * FROM p WHERE name LIKE '%",
    "' OR '1'='1",
    "%'",
  ]);
  assert.equal(injectedIn(sql, ["p", "tea"]), undefined);
});

Deno.test("columnsOf() and cellText() show every column and every value", () => {
  assert.deepEqual(columnsOf([{ a: 1 }, { b: 2, a: 3 }]), ["a", "b"]);
  assert.deepEqual([null, "x", 1, { a: 1 }].map(cellText), ["NULL", "x", "1", '{"a":1}']);
});
