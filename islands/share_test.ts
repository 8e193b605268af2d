import assert from "node:assert/strict";
import type { Draft } from "./request.ts";
import { hashOf, parseHash } from "./share.ts";

const DRAFT: Draft = {
  method: "POST",
  target: "/api/data?x=%27",
  headers: [["content-type", "application/json"]],
  body: '{"message":"<b>ü\u202e</b>"}',
};

Deno.test("parseHash() restores what hashOf() wrote, whatever the characters", () => {
  assert.deepEqual(parseHash(hashOf(DRAFT)), DRAFT);
  assert.match(hashOf(DRAFT), /^#r=[\w-]+$/);
});

Deno.test("parseHash() takes nothing that is not a request", () => {
  const rows = [
    "",
    "#",
    "#r=",
    "#r=%%%",
    "#r=bnVsbA",
    "#other",
    `#r=${"A".repeat(70_000)}`,
    `#r=${btoa('["get","/",[],""]')}`,
  ];
  for (const row of rows) assert.equal(parseHash(row), undefined, row.slice(0, 40));
  assert.equal(rows.length, 8);
});
