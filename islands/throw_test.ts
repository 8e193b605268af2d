import assert from "node:assert/strict";
import type { Action } from "../guard/types.ts";
import { actionOf } from "./throw.ts";

Deno.test("actionOf() tells a refusal of the guard from an error of the API", () => {
  const problem = "application/problem+json; charset=utf-8";
  const rows: [status: number, type: string, hasEvent: boolean, Action][] = [
    [200, "application/json", false, "allow"],
    [200, "application/json", true, "allow"],
    [403, problem, true, "block"],
    [413, problem, true, "block"],
    [404, problem, false, "allow"],
    [401, "application/json", true, "allow"],
    [429, problem, true, "limit"],
    [429, problem, false, "limit"],
  ];
  for (const [status, type, hasEvent, action] of rows) assert.equal(actionOf(status, type, hasEvent), action);
  assert.equal(rows.length, 8);
});
