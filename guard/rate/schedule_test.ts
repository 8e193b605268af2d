import { equal, ok } from "node:assert/strict";
import fc from "fast-check";
import type { LimitPolicy } from "../types.ts";
import { ALGORITHMS, type LimitState } from "./mod.ts";

const WINDOW = 60_000;
const policy = (algorithm: LimitPolicy["algorithm"], burst?: number): LimitPolicy => ({
  name: "test",
  algorithm,
  limit: 100,
  windowMs: WINDOW,
  onFailure: "open",
  ...(burst === undefined ? {} : { burst }),
});

/** Times of the admitted hits when one unit is asked for at each of `times`. */
function admitted(times: readonly number[], rule: LimitPolicy): number[] {
  let state: LimitState | undefined;
  const passed: number[] = [];
  for (const now of times) {
    const step = ALGORITHMS[rule.algorithm](state, rule, now, 1);
    state = step.state;
    if (step.decision.allowed) passed.push(now);
  }
  return passed;
}

/** The most hits in any half-open window. */
function most(times: readonly number[], windowMs: number): number {
  let best = 0;
  for (let from = 0, to = 0; to < times.length; to++) {
    while (times[to]! - times[from]! >= windowMs) from++;
    best = Math.max(best, to - from + 1);
  }
  return best;
}

/** 100 requests that end at 59.9 s, 100 from 60.1 s on, then five a second. */
const HOSTILE: readonly number[] = [
  ...Array.from({ length: 100 }, (_, i) => 58_910 + i * 10),
  ...Array.from({ length: 100 }, (_, i) => 60_100 + i * 10),
  ...Array.from({ length: 300 }, (_, i) => 61_300 + i * 200),
];

Deno.test("the hostile schedule of the boundary burst admits what each algorithm promises", () => {
  const sliding = admitted(HOSTILE, policy("sliding-log"));
  equal(most(sliding, WINDOW), 100);
  const fixed = admitted(HOSTILE, policy("fixed-window"));
  equal(most(fixed, WINDOW), 200);
  equal(most(fixed, 2_500), 200);
  const smooth = admitted(HOSTILE, policy("gcra", 20));
  ok(most(smooth, WINDOW) <= 120 && most(smooth, WINDOW) > 110, String(most(smooth, WINDOW)));
  const burst = admitted(HOSTILE, policy("gcra"));
  ok(most(burst, WINDOW) <= 200 && most(burst, WINDOW) > 190, String(most(burst, WINDOW)));
});

/** Any schedule: gaps from none to two minutes. */
const schedules = fc.array(
  fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 900 }), fc.integer({ max: 120_000, min: 0 })),
  {
    maxLength: 600,
  },
).map((gaps) => gaps.reduce<number[]>((times, gap) => [...times, (times.at(-1) ?? 1_000_000) + gap], []));

Deno.test("slidingLog() never admits more than the limit in any window", () => {
  fc.assert(
    fc.property(schedules, (times) => most(admitted(times, policy("sliding-log")), WINDOW) <= 100),
    { numRuns: 200 },
  );
});

Deno.test("gcra() never admits more than b + r·w", () => {
  fc.assert(
    fc.property(schedules, fc.integer({ min: 1, max: 100 }), (times, burst) => {
      return most(admitted(times, policy("gcra", burst)), WINDOW) <= burst + 100;
    }),
    { numRuns: 200 },
  );
});

Deno.test("fixedWindow() never admits more than twice the limit", () => {
  fc.assert(
    fc.property(schedules, (times) => most(admitted(times, policy("fixed-window")), WINDOW) <= 200),
    { numRuns: 200 },
  );
});

Deno.test("every algorithm admits again after the wait that it announced", () => {
  const names = ["sliding-log", "gcra", "fixed-window"] as const;
  fc.assert(
    fc.property(schedules, fc.constantFrom(...names), fc.integer({ min: 1, max: 5 }), (times, name, cost) => {
      const rule = policy(name);
      let state: LimitState | undefined;
      for (const now of times) {
        const step = ALGORITHMS[name](state, rule, now, cost);
        state = step.state;
        if (step.decision.allowed) continue;
        const { retryMs } = step.decision;
        ok(ALGORITHMS[name](state, rule, now + retryMs, cost).decision.allowed, `${name} after ${retryMs}`);
        if (retryMs > 2) {
          ok(!ALGORITHMS[name](state, rule, now + retryMs - 2, cost).decision.allowed, `${name} before ${retryMs}`);
        }
      }
    }),
    { numRuns: 100 },
  );
});

Deno.test("a clock that jumps back an hour does not lock anybody out longer than a window", () => {
  const names = ["sliding-log", "gcra", "fixed-window"] as const;
  for (const name of names) {
    const rule = policy(name);
    let state: LimitState | undefined;
    for (let i = 0; i < 120; i++) state = ALGORITHMS[name](state, rule, 7_200_000, 1).state;
    const step = ALGORITHMS[name](state, rule, 3_600_000, 1);
    ok(step.decision.retryMs <= WINDOW, `${name}: ${step.decision.retryMs}`);
    ok(ALGORITHMS[name](step.state, rule, 3_600_000 + WINDOW, 1).decision.allowed, name);
  }
  equal(names.length, 3);
});
