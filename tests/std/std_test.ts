import assert from "node:assert/strict";
import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from "@std/testing/bdd";
import { assertSpyCallArgs, assertSpyCalls, spy } from "@std/testing/mock";
import { FakeTime } from "@std/testing/time";

const order: string[] = [];

describe("bdd", () => {
  beforeAll(() => void order.push("all"));
  beforeEach(() => void order.push("each"));
  afterEach(() => void order.push("after"));
  afterAll(() => assert.deepEqual(order, ["all", "each", "one", "after", "each", "inner", "two", "after"]));
  it("runs hooks around a test", () => void order.push("one"));
  describe("nested", () => {
    beforeEach(() => void order.push("inner"));
    it("runs the outer hooks first", () => void order.push("two"));
  });
});

Deno.test("spy() records arguments and results", () => {
  const double = spy((n: number) => n * 2);
  assert.equal(double(2), 4);
  assertSpyCalls(double, 1);
  assertSpyCallArgs(double, 0, [2]);
  assert.equal(double.calls[0]?.returned, 4);
  assert.throws(() => assertSpyCalls(double, 2));
});

Deno.test("FakeTime moves only when told to", async () => {
  using time = new FakeTime(1_000);
  const fired: number[] = [];
  setTimeout(() => fired.push(Date.now()), 500);
  time.tick(499);
  assert.deepEqual(fired, []);
  await time.tickAsync(1);
  assert.deepEqual(fired, [1_500]);
});
