/**
 * Seeded choice. The same seed always makes the same traffic, and the two halves of the seeds share no payload part,
 * so that what a model learned from one half cannot be recognised in the other.
 * @module
 */

/** From this seed on, traffic is for testing; below, for training. */
export const FIRST_TEST_SEED = 1_000_000;

/** A stream of pseudo-random choices (mulberry32). */
export class Random {
  #state: number;
  readonly #half: 0 | 1;

  constructor(seed: number) {
    this.#state = (seed * 2_654_435_761) >>> 0;
    this.#half = seed >= FIRST_TEST_SEED ? 1 : 0;
  }

  /** At least 0, below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** True in a share `p` of the cases. */
  chance(p: number): boolean {
    return this.next() < p;
  }

  /** Any item: for structure, such as parameter names and content types. */
  pick<T>(items: readonly [T, ...T[]] | readonly T[]): T {
    if (items.length === 0) throw new RangeError("Cannot pick: no items");
    return items[this.int(0, items.length - 1)]!;
  }

  /** An item of this half of the seeds: for payload parts, which training and test must not share. */
  part<T>(items: readonly T[]): T {
    const size = Math.floor((items.length + 1 - this.#half) / 2);
    if (size === 0) throw new RangeError("Cannot pick a part: fewer than two items");
    return items[2 * this.int(0, size - 1) + this.#half]!;
  }

  /** Between `low` and `high` results of `make`. */
  some<T>(low: number, high: number, make: (index: number) => T): T[] {
    return Array.from({ length: this.int(low, high) }, (_, index) => make(index));
  }

  /** `length` characters of an alphabet. */
  chars(length: number, alphabet: string): string {
    let out = "";
    for (let i = 0; i < length; i++) out += alphabet[this.int(0, alphabet.length - 1)]!;
    return out;
  }

  hex(length: number): string {
    return this.chars(length, "0123456789abcdef");
  }

  /** Random bytes: contents of pictures and keys. */
  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.int(0, 255));
  }

  uuid(): string {
    const h = this.hex(32);
    return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20)}`;
  }

  /** A time in 2024–2026. */
  date(): Date {
    return new Date(1_704_067_200_000 + Math.floor(this.next() * 94_000_000) * 1000);
  }
}
