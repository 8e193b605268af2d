/**
 * Where the time of a request went, as `Server-Timing`.
 * @module
 */

/** A part of the way; times of `performance.now()`. */
export interface Stage {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Measures a request; its stages only for whoever is told them, since each look at the clock costs. */
export class Timing {
  readonly stages: Stage[] | undefined;
  readonly #start = performance.now();
  #last = this.#start;

  constructor(told: boolean) {
    if (told) this.stages = [];
  }

  /** Ends a stage. */
  stage(name: string): void {
    if (this.stages) this.#end(name, performance.now());
  }

  /** Ends the last stage; microseconds since the start. */
  done(name: string): number {
    const now = performance.now();
    this.#end(name, now);
    return Math.round((now - this.#start) * 1000);
  }

  /** The header's value; `total` in microseconds is what the guard itself took. */
  header(total: number): string {
    const parts = (this.stages ?? []).map(({ name, start, end }) => `${name};dur=${(end - start).toFixed(3)}`);
    return [...parts, `guard;dur=${(total / 1000).toFixed(3)}`].join(", ");
  }

  #end(name: string, now: number): void {
    this.stages?.push({ name, start: this.#last, end: now });
    this.#last = now;
  }
}
