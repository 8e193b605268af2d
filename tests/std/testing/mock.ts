/**
 * Stand-in for `@std/testing/mock`: spies over Node's own test mocks.
 * @module
 */
import assert from "node:assert/strict";
import { mock } from "node:test";

/** One recorded call. */
export interface SpyCall<Args extends unknown[], Return> {
  args: Args;
  returned?: Return;
  error?: Error;
}

/** A function that records its calls. */
export interface Spy<Args extends unknown[], Return> {
  (...args: Args): Return;
  readonly calls: readonly SpyCall<Args, Return>[];
}

/** Wraps a function so that its calls are recorded. */
export function spy<Args extends unknown[], Return>(original: (...args: Args) => Return): Spy<Args, Return> {
  const inner = mock.fn(original);
  const outer = (...args: Args): Return => inner(...args);
  return Object.defineProperty(outer, "calls", {
    get: () =>
      inner.mock.calls.map((call) => ({
        args: call.arguments,
        ...(call.error === undefined ? { returned: call.result } : { error: call.error }),
      })),
  }) as Spy<Args, Return>;
}

/** Asserts how often a spy was called. */
export function assertSpyCalls<Args extends unknown[], Return>(spied: Spy<Args, Return>, expected: number): void {
  assert.equal(spied.calls.length, expected, `spy was called ${spied.calls.length} times, expected ${expected}`);
}

/** Asserts the arguments of one call of a spy. */
export function assertSpyCallArgs<Args extends unknown[], Return>(
  spied: Spy<Args, Return>,
  index: number,
  expected: Args,
): void {
  assert.ok(index < spied.calls.length, `spy has no call ${index}`);
  assert.deepEqual(spied.calls[index]!.args, expected);
}
