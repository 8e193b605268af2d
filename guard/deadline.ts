/**
 * A deadline that many promises share.
 * @module
 */

interface Waiting {
  readonly until: number;
  readonly reject: (error: Error) => void;
}

/**
 * A deadline that all requests share: a timer each would cost more than the rest, and a race with one promise for all
 * would keep what has long been answered until that one is settled.
 */
export class Deadline {
  /** The oldest first. */
  readonly #waiting = new Set<Waiting>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `late` is told of each that did not make it. */
  constructor(
    readonly ms: number,
    readonly clock: () => number = () => performance.now(),
    readonly late: () => void = () => {},
  ) {}

  /** Rejects when the time is over. */
  within<T>(promise: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { until: this.clock() + this.ms, reject };
      this.#waiting.add(waiting);
      promise.then((value) => {
        this.#waiting.delete(waiting);
        resolve(value);
      }, (error) => {
        this.#waiting.delete(waiting);
        reject(error);
      });
      this.#schedule(this.ms);
    });
  }

  #schedule(ms: number): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.#sweep(), ms);
    // Other runtimes keep the process for a second longer, which harms nobody.
    if (typeof Deno === "object") Deno.unrefTimer(this.#timer);
  }

  #sweep(): void {
    this.#timer = undefined;
    const now = this.clock();
    for (const waiting of this.#waiting) {
      // A timer may come a little early.
      if (waiting.until - now > 1) return this.#schedule(waiting.until - now);
      this.#waiting.delete(waiting);
      this.late();
      waiting.reject(new Error("too slow"));
    }
  }
}
