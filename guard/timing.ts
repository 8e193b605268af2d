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

/** Stages in the order in which they were measured; kept only for whoever traces them. */
export class Timing {
  readonly stages: Stage[] | undefined;
  #last = performance.now();
  readonly #start = this.#last;
  #header = "";

  constructor(traced: boolean) {
    if (traced) this.stages = [];
  }

  /** Ends a stage. */
  stage(name: string): void {
    const now = performance.now();
    this.#header += `${name};dur=${(now - this.#last).toFixed(3)}, `;
    this.stages?.push({ name, start: this.#last, end: now });
    this.#last = now;
  }

  /** Microseconds since the start. */
  get micros(): number {
    return Math.round((this.#last - this.#start) * 1000);
  }

  /** The header's value; `total` in microseconds is what the guard itself took. */
  header(total: number): string {
    return `${this.#header}guard;dur=${(total / 1000).toFixed(3)}`;
  }
}
