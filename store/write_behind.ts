/**
 * Limiter states that are decided but not on disk: written a moment later, many in one commit, and only while nobody
 * else has come to the database.
 * @module
 */
import type { StoredLimit } from "./keys.ts";
import type { Fence } from "./solo.ts";
import { MAX_WRITE_KEYS, MAX_WRITE_NUMBERS, WRITE_BEHIND_MS } from "./limits.ts";

/** A state to be written; `known` is read when it is written, so that the newest counts. */
export interface Unwritten {
  readonly at: Deno.KvKey;
  readonly known: { readonly state: readonly number[] | undefined } | undefined;
  readonly expires: number;
  readonly ttlMs: number;
}

/** Who keeps the fence that writes hold behind. */
export interface FenceKeeper {
  readonly fence: Fence | undefined;
  /** A write behind the fence was made. */
  stood(fence: Fence): void;
  /** The fence no longer stands. */
  refused(): void;
}

/** Writes behind. */
export class WriteBehind<T extends Unwritten> {
  readonly #dirty = new Set<T>();
  #inFlight: readonly T[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> | undefined;

  constructor(readonly kv: Deno.Kv, readonly keeper: FenceKeeper) {}

  /** States that are not on disk. */
  get size(): number {
    return this.#dirty.size;
  }

  /** True until the state is on disk. */
  has(item: T): boolean {
    return this.#dirty.has(item) || this.#inFlight.includes(item);
  }

  /** To be written within `WRITE_BEHIND_MS`. */
  add(item: T): void {
    this.#dirty.add(item);
    this.#schedule();
  }

  /** Not to be written; a write that is under way is waited for. */
  async forget(item: T | undefined): Promise<void> {
    if (item) this.#dirty.delete(item);
    await this.#writing;
    if (item) this.#dirty.delete(item);
  }

  /** Gives up what is not on disk. */
  discard(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#dirty.clear();
  }

  /** Writes, behind the fence; what cannot be written stays for the next time. */
  async flush(): Promise<void> {
    // A write that is under way does not know what was decided since.
    await this.#writing;
    await (this.#writing ??= this.#flush(true).finally(() => this.#writing = undefined));
  }

  /** Writes although the fence has fallen: the one who took it down waits for this. */
  async flushUnfenced(): Promise<void> {
    await this.#writing;
    await (this.#writing = this.#flush(false).finally(() => this.#writing = undefined));
  }

  /** Writes what is not on disk now; what is decided meanwhile, also on the same keys, is for the next time. */
  async #flush(fenced: boolean): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (let left = this.#dirty.size; left > 0 && this.#dirty.size > 0;) {
      const before = this.#dirty.size;
      const items = this.#inFlight = this.#take(left);
      left -= before - this.#dirty.size;
      const operation = this.kv.atomic();
      const fence = fenced ? this.keeper.fence : undefined;
      if (fence) operation.check(fence);
      for (const { at, known, expires, ttlMs } of items) {
        const value: StoredLimit = { state: known?.state ?? [], expires };
        operation.set(at, value, { expireIn: ttlMs });
      }
      const written = await operation.commit().then(({ ok }) => ok, () => undefined);
      this.#inFlight = [];
      if (written && fence) this.keeper.stood(fence);
      if (written) continue;
      for (const item of items) if (item.known) this.add(item);
      if (written === false) this.keeper.refused();
      break;
    }
    if (this.#dirty.size > 0) this.#schedule();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      // A write that is slower than this timer does not see it; it looks at its end whether another is needed.
      this.#timer = undefined;
      void this.flush();
    }, WRITE_BEHIND_MS);
  }

  #take(most: number): T[] {
    const items: T[] = [];
    let numbers = 0;
    for (const item of this.#dirty) {
      if (most-- <= 0) break;
      numbers += item.known?.state?.length ?? 0;
      if (items.length > 0 && (items.length >= MAX_WRITE_KEYS || numbers > MAX_WRITE_NUMBERS)) break;
      this.#dirty.delete(item);
      if (item.known) items.push(item);
    }
    return items;
  }
}
