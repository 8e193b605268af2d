import { deepEqual, equal, ok } from "node:assert/strict";
import { countAttempt } from "./surge.ts";
import { DEFAULT_LOGIN } from "./types.ts";

const MINUTE = 60_000;

/** A room to which attempts come; how often a surge was raised. */
function room() {
  let state: readonly number[] | undefined;
  let raised = 0;
  const attempt = (failed: boolean, now: number) => {
    const step = countAttempt(failed, now, DEFAULT_LOGIN)(state);
    state = step.state;
    if (step.result.raise) raised++;
    return step.result.surging;
  };
  return { attempt, raised: () => raised, size: () => state?.length ?? 0 };
}

Deno.test("countAttempt() raises a surge once a wave, and the next wave again", () => {
  const { attempt, raised, size } = room();
  let surging = false;
  for (let i = 0; i < 300; i++) surging = attempt(true, i * 2_000);
  deepEqual([raised(), surging], [1, true]);
  for (let i = 0; i < 30; i++) surging = attempt(false, (40 + i) * MINUTE);
  equal(surging, false);
  for (let i = 0; i < 300; i++) attempt(true, 8 * 60 * MINUTE + i * 2_000);
  equal(raised(), 2);
  ok(size() <= 1 + 3 * 51);
});

Deno.test("countAttempt() says nothing of few failures, of many among more successes, and of what is usual", () => {
  const few = room();
  for (let i = 0; i < 29; i++) few.attempt(true, i * 1_000);
  equal(few.raised(), 0);

  const busy = room();
  for (let i = 0; i < 1_000; i++) busy.attempt(i % 3 === 0, i * 500);
  equal(busy.raised(), 0);

  // Between 20 and 40 failures every quarter of an hour: the people of a large house mistype.
  const usual = room();
  for (let quarter = 0; quarter < 16; quarter++) {
    for (let i = 0; i < 16 + quarter % 4 * 4; i++) usual.attempt(true, quarter * 15 * MINUTE + i * 1_000);
  }
  for (let i = 0; i < 45; i++) usual.attempt(true, 16 * 15 * MINUTE + i * 1_000);
  equal(usual.raised(), 0);
  for (let i = 0; i < 60; i++) usual.attempt(true, 16 * 15 * MINUTE + 60_000 + i * 1_000);
  equal(usual.raised(), 1);
});

Deno.test("countAttempt() keeps counting when the clock jumps back an hour", () => {
  const { attempt, raised } = room();
  for (let i = 0; i < 20; i++) attempt(true, 600 * MINUTE + i);
  for (let i = 0; i < 20; i++) attempt(true, 540 * MINUTE + i);
  equal(raised(), 1);
});
