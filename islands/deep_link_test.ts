import assert from "node:assert/strict";
import { eventIdIn } from "./deep_link.ts";

Deno.test("eventIdIn() reads an id and nothing else", () => {
  const rows: [hash: string, id: string | undefined][] = [
    ["#event=01JD-x_9", "01JD-x_9"],
    ["#event=", undefined],
    ["#event=../a", undefined],
    [`#event=${"a".repeat(65)}`, undefined],
    ["#r=abc", undefined],
    ["", undefined],
  ];
  for (const [hash, id] of rows) assert.equal(eventIdIn(hash), id, hash);
  assert.equal(rows.length, 6);
});
