import { deepEqual, equal, ok } from "node:assert/strict";
import { balancedAccuracyOf, rateOf, Times } from "./statistics.ts";

const near = (actual: number | undefined, expected: number, by = 0.005) =>
  ok(actual !== undefined && Math.abs(actual - expected) <= by, `${actual} is not near ${expected}`);

Deno.test("rateOf() gives Wilson's 95 % interval", () => {
  // Published examples: 81 of 263, 15 of 148, 0 of 20 and 1 of 29.
  const rows: readonly [number, number, number, number][] = [
    [81, 263, 25.53, 36.62],
    [15, 148, 6.24, 16.05],
    [0, 20, 0, 16.11],
    [1, 29, 0.61, 17.18],
    [20, 20, 83.89, 100],
  ];
  let ran = 0;
  for (const [count, of, low, high] of rows) {
    const rate = rateOf(count, of);
    near(rate.low, low);
    near(rate.high, high);
    ran++;
  }
  equal(ran, 5);
  deepEqual(rateOf(0, 0), { count: 0, of: 0, percent: undefined, low: undefined, high: undefined });
});

Deno.test("balancedAccuracyOf() is the mean, inside its interval, and needs both labels", () => {
  const figure = balancedAccuracyOf(rateOf(90, 100), rateOf(5, 100));
  near(figure?.percent, 92.5, 1e-9);
  ok(figure && figure.low < 92.5 && figure.high > 92.5 && figure.high - figure.low < 9);
  equal(balancedAccuracyOf(rateOf(0, 0), rateOf(5, 100)), undefined);
});

Deno.test("Times.quantile() is within half a percent", () => {
  const times = new Times();
  for (let micros = 1; micros <= 1000; micros++) times.add(micros);
  equal(times.count, 1000);
  near(times.quantile(0.5), 500, 2.5);
  near(times.quantile(0.99), 990, 5);
  equal(new Times().quantile(0.5), 0);
});

Deno.test("Times.add() keeps what is out of range at the ends", () => {
  const times = new Times();
  times.add(0);
  near(times.quantile(0.5), 0.01, 0.001);
  times.add(1e15);
  ok(times.quantile(1) > 3.6e9);
});
