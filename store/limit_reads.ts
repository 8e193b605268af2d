/**
 * Reads the states of limiters, those of one moment together: a flood of new clients is as many keys.
 * @module
 */
import type { StoredLimit } from "./keys.ts";

/** A state as it is stored. */
export type ReadLimit = Deno.KvEntryMaybe<StoredLimit>;

interface Waiting {
  readonly at: Deno.KvKey;
  readonly resolve: (entry: ReadLimit) => void;
  readonly reject: (error: unknown) => void;
}

/** As many keys as one `getMany` takes. */
const AT_ONCE = 10;

/** Reads in the next turn of the event loop, ten keys at once. */
export class LimitReads {
  #waiting: Waiting[] = [];

  constructor(readonly kv: Deno.Kv) {}

  read(at: Deno.KvKey): Promise<ReadLimit> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#readAll());
      this.#waiting.push({ at, resolve, reject });
    });
  }

  #readAll(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let from = 0; from < waiting.length; from += AT_ONCE) void this.#readSome(waiting.slice(from, from + AT_ONCE));
  }

  async #readSome(some: readonly Waiting[]): Promise<void> {
    try {
      const entries = await this.kv.getMany<StoredLimit[]>(some.map(({ at }) => at));
      for (const [i, { resolve }] of some.entries()) resolve(entries[i]!);
    } catch (error) {
      for (const { reject } of some) reject(error);
    }
  }
}
