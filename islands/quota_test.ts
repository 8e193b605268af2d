import assert from "node:assert/strict";
import { quotasOf, timesOf } from "./quota.ts";

const POLICY = '"client";q=100;w=60;pk=:dwd5aEUcf/A=:, "costly";q=20;w=60;pk=:dwd5aEUcf/A=:';

Deno.test("quotasOf() joins both headers by the name of the policy", () => {
  const headers = [["ratelimit-policy", POLICY], ["ratelimit", '"client";r=95;t=12, "costly";r=0;t=3']] as const;
  assert.deepEqual(quotasOf(headers), [
    { name: "client", limit: 100, window: 60, left: 95, next: 12 },
    { name: "costly", limit: 20, window: 60, left: 0, next: 3 },
  ]);
});

Deno.test("quotasOf() takes nothing that it cannot read whole", () => {
  const rows: [policy: string, limit: string][] = [
    ["", ""],
    [POLICY, ""],
    ["", '"client";r=95;t=12'],
    [POLICY, '"other";r=95;t=12'],
    [POLICY, '"client";t=12'],
    ["100;w=60", "95"],
  ];
  for (const [policy, limit] of rows) {
    assert.deepEqual(quotasOf([["ratelimit-policy", policy], ["ratelimit", limit]]), []);
  }
  assert.equal(rows.length, 6);
});

Deno.test("timesOf() reads the stages in their order", () => {
  assert.deepEqual(timesOf([["server-timing", "limit;dur=0.158, examine;dur=0.107, guard;dur=0.265"]]), [
    { name: "limit", ms: 0.158 },
    { name: "examine", ms: 0.107 },
    { name: "guard", ms: 0.265 },
  ]);
  assert.deepEqual(timesOf([["server-timing", "cache;desc=hit"]]), []);
  assert.deepEqual(timesOf([]), []);
});
