import assert from "node:assert/strict";
import type { Action } from "../guard/types.ts";
import { eventWith } from "./testing.ts";
import { cellOf, countEvents, countOne, grownBy, NOTHING_COUNTED } from "./truth.ts";

Deno.test("cellOf() names the four ends", () => {
  const rows: ["attack" | "benign", Action, string][] = [
    ["attack", "block", "caught"],
    ["attack", "limit", "caught"],
    ["attack", "flag", "missed"],
    ["attack", "allow", "missed"],
    ["benign", "block", "falseAlarm"],
    ["benign", "limit", "falseAlarm"],
    ["benign", "flag", "rightlyAllowed"],
    ["benign", "allow", "rightlyAllowed"],
  ];
  for (const [truth, action, cell] of rows) assert.equal(cellOf({ id: "sqli/x", truth }, action), cell);
  assert.equal(rows.length, 8);
});

Deno.test("cellOf() has no cell for a part of a burst that is within its limit", () => {
  const rows: [id: string, action: Action, cell: string | undefined][] = [
    ["rate-limit/burst", "allow", undefined],
    ["rate-limit/burst", "limit", "caught"],
    ["brute-force/one-account", "flag", undefined],
    ["scenario/login", "allow", undefined],
    ["scanner/probe-wave", "allow", "missed"],
  ];
  for (const [id, action, cell] of rows) assert.equal(cellOf({ id, truth: "attack" }, action), cell);
  assert.equal(rows.length, 5);
  assert.equal(cellOf({ id: "scenario/plain", truth: "benign" }, "allow"), "rightlyAllowed");
});

Deno.test("countEvents() counts an event once, and a flood by what it grew", () => {
  const attack = { id: "x", truth: "attack" } as const;
  const first = countEvents(NOTHING_COUNTED, [eventWith({ id: "1", attack, count: 3 }), eventWith({ id: "2" })]);
  assert.deepEqual(first.matrix, { caught: 3, missed: 0, falseAlarm: 0, rightlyAllowed: 0 });
  const again = countEvents(first, [eventWith({ id: "1", attack, count: 5 }), eventWith({ id: "2" })]);
  assert.equal(again.matrix.caught, 5);
  assert.equal(countEvents(again, [eventWith({ id: "1", attack, count: 5 })]), again);
});

Deno.test("countOne() counts a request that left no event", () => {
  assert.equal(countOne(NOTHING_COUNTED, { id: "innocent/x", truth: "benign" }, "allow").matrix.rightlyAllowed, 1);
});

Deno.test("grownBy() is what came since, and nothing where the count began anew", () => {
  const before = { caught: 1, missed: 2, falseAlarm: 0, rightlyAllowed: 4 };
  assert.deepEqual(grownBy({ ...before, caught: 3 }, before), {
    caught: 2,
    missed: 0,
    falseAlarm: 0,
    rightlyAllowed: 0,
  });
  assert.equal(grownBy(NOTHING_COUNTED.matrix, before), undefined);
});
