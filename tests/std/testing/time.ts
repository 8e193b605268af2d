/**
 * Stand-in for `@std/testing/time`: a clock that only moves when it is told to.
 * @module
 */
import { type Clock, install } from "@sinonjs/fake-timers";

/** Replaces `Date`, timeouts and intervals until it is restored. */
export class FakeTime implements Disposable {
  readonly #clock: Clock;

  /** `start`: a date or milliseconds since the epoch; the real time where left out. */
  constructor(start: number | string | Date = Date.now()) {
    this.#clock = install({
      now: new Date(start),
      toFake: ["Date", "setTimeout", "clearTimeout", "setInterval", "clearInterval"],
    });
  }

  /** Milliseconds since the epoch. */
  get now(): number {
    return this.#clock.now;
  }

  /** Moves the clock and runs the timers that fall due. */
  tick(ms = 0): void {
    this.#clock.tick(ms);
  }

  /** As `tick`, and lets promises settle in between. */
  async tickAsync(ms = 0): Promise<void> {
    await this.#clock.tickAsync(ms);
  }

  /** Gives the real time back. */
  restore(): void {
    this.#clock.uninstall();
  }

  [Symbol.dispose](): void {
    this.restore();
  }
}
