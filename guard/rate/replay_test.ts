import assert from "node:assert/strict";
import type { LimitPolicy } from "../types.ts";
import { replay } from "./replay.ts";

const MINUTE = 60_000;

function policy(algorithm: LimitPolicy["algorithm"]): LimitPolicy {
  return { name: "client", algorithm, limit: 100, windowMs: MINUTE, onFailure: "open" };
}

/** A hundred hits just before the turn of a minute and a hundred just after. */
const TURN = [...Array(100).fill(MINUTE - 500), ...Array(100).fill(MINUTE + 500)];

Deno.test("replay() says who admits how many around the turn of a minute", () => {
  const rows: [LimitPolicy["algorithm"], passed: number, most: number][] = [
    ["fixed-window", 200, 200],
    ["gcra", 101, 101],
    ["sliding-log", 100, 100],
  ];
  for (const [algorithm, passed, most] of rows) {
    const played = replay(policy(algorithm), TURN);
    assert.equal(played.allowed.filter(Boolean).length, passed, algorithm);
    assert.equal(played.most, most, algorithm);
  }
  assert.equal(rows.length, 3);
});

Deno.test("replay() counts what is left, down to nothing and up again", () => {
  const { left, allowed } = replay({ ...policy("sliding-log"), limit: 2 }, [0, 1_000, 2_000, MINUTE, MINUTE + 1]);
  assert.deepEqual(left, [1, 0, 0, 0, 0]);
  assert.deepEqual(allowed, [true, true, false, true, false]);
});

Deno.test("replay() looks into the bucket without taking from it", () => {
  const small = (algorithm: LimitPolicy["algorithm"]) => ({ ...policy(algorithm), limit: 2 });
  const looks = [0, 1, 30_000, MINUTE - 1, MINUTE, 2 * MINUTE];
  const rows: [LimitPolicy["algorithm"], number[]][] = [
    ["fixed-window", [0, 0, 0, 0, 2, 2]],
    ["gcra", [0, 0, 1, 1, 2, 2]],
    ["sliding-log", [0, 0, 0, 0, 2, 2]],
  ];
  for (const [algorithm, samples] of rows) {
    assert.deepEqual(replay(small(algorithm), [0, 0, 0], looks).samples, samples, algorithm);
  }
  assert.equal(rows.length, 3);
});

Deno.test("replay() of nothing is nothing", () => {
  assert.deepEqual(replay(policy("gcra"), []), { allowed: [], left: [], samples: [], most: 0 });
});
