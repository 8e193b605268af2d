/**
 * Floods: of events that tell the same story, the first few of a window are stored and the rest counted into one, so
 * that a flood cannot fill the store.
 * @module
 */
import type { Likeness } from "../guard/types.ts";
import { eventIn, unnumbered, type UnnumberedEvent } from "./event_json.ts";
import { MAX_FLOODS } from "./limits.ts";

interface Flood {
  readonly room: string;
  readonly like: Likeness;
  /** The last one that was told, where others may be counted: most stories are told once, and need not be remembered. */
  told: UnnumberedEvent | undefined;
  since: number;
  stored: number;
  /** Id of the event that stands for those that are only counted. */
  last: Promise<string>;
  counted: number;
}

/** Milliseconds between two looks for windows that are over. */
const SWEEP_MS = 250;

/** Coalesces what is appended; `store` stores one event for good. */
export class Floods {
  readonly #floods = new Map<string, Flood>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly store: (event: UnnumberedEvent) => Promise<string>, readonly now: () => number) {}

  /** Counts one more of a story that has been told often enough; undefined when it is to be told again. */
  repeat(room: string, like: Likeness, now: number): Promise<string> | undefined {
    const flood = this.#floods.get(idOf(room, like));
    if (!flood) return undefined;
    if (isOver(flood, now)) {
      this.#close(flood, now);
      return this.repeat(room, like, now);
    }
    if (flood.stored < like.free) return undefined;
    flood.counted++;
    this.#timer ??= setTimeout(() => this.#sweep(), SWEEP_MS);
    return flood.last;
  }

  /** Stores the event, and remembers it as one of its story. */
  append(event: UnnumberedEvent, like: Likeness): Promise<string> {
    const stored = this.store(event);
    const id = idOf(event.room, like);
    const flood = this.#floods.get(id);
    if (flood && !isOver(flood, event.at)) {
      flood.stored++;
      flood.last = stored;
      if (flood.stored >= like.free) flood.told = event;
    } else {
      if (flood) this.#close(flood, event.at);
      this.#forgetOld(event.at);
      const told = like.free <= 1 ? event : undefined;
      this.#floods.set(id, { room: event.room, like, told, since: event.at, stored: 1, last: stored, counted: 0 });
      if (this.#floods.size > MAX_FLOODS) this.#evict(event.at);
    }
    return stored;
  }

  /** Tells every story to its end: the counts become events. */
  settle(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const flood of this.#floods.values()) this.#sumUp(flood, this.now());
    this.#floods.clear();
  }

  /** Forgets the stories of a room, untold. */
  forget(room: string): void {
    for (const id of this.#floods.keys()) if (id.startsWith(`${room}\n`)) this.#floods.delete(id);
  }

  #sweep(): void {
    this.#timer = undefined;
    const now = this.now();
    let open = false;
    for (const flood of [...this.#floods.values()]) {
      if (isOver(flood, now)) this.#close(flood, now);
      else open ||= flood.counted > 0;
    }
    if (open) this.#timer = setTimeout(() => this.#sweep(), SWEEP_MS);
  }

  /** Ends a window. A story that went on in it goes on in the next without being told one by one again. */
  #close(flood: Flood, now: number): void {
    const id = idOf(flood.room, flood.like);
    if (flood.counted === 0) {
      this.#floods.delete(id);
      return;
    }
    flood.last = this.#sumUp(flood, now) ?? flood.last;
    flood.counted = 0;
    flood.since = now;
  }

  #sumUp({ told, counted }: Flood, now: number): Promise<string> | undefined {
    if (counted === 0 || !told) return undefined;
    const event = eventIn(told);
    const sentence = counted === 1 ? event.sentence : `${counted} more like it: ${event.sentence}`;
    const stored = this.store(unnumbered({ ...event, at: now, sentence, count: counted }));
    // Nobody may be waiting for it; a lost event is counted where it is lost.
    stored.catch(() => {});
    return stored;
  }

  /** Stories begin in order, so those that were not told again stand first: each holds an event in memory. */
  #forgetOld(now: number): void {
    for (const flood of this.#floods.values()) {
      if (!isOver(flood, now)) return;
      this.#close(flood, now);
      // It went on: it is looked at again when its new window is over.
      if (this.#floods.get(idOf(flood.room, flood.like)) === flood) return;
    }
  }

  #evict(now: number): void {
    const [oldest] = this.#floods;
    if (!oldest) return;
    this.#sumUp(oldest[1], now);
    this.#floods.delete(oldest[0]);
  }
}

function idOf(room: string, like: Likeness): string {
  return `${room}\n${like.key}`;
}

/** A clock that jumped back also ends a window. */
function isOver({ since, like }: Flood, now: number): boolean {
  return now - since >= like.windowMs || now < since;
}
