/**
 * Events in memory, for library users without a store and for tests.
 * @module
 */
import { MAX_MEMORY_EVENTS } from "../limits.ts";
import type { EventSink, Likeness, NewEvent, RequestTally, SecurityEvent } from "../types.ts";

/** The same told again and again: since when, how often one by one, and which event stands for the rest. */
interface Story {
  readonly since: number;
  readonly told: number;
  readonly id: string;
}

/** Keeps the newest events and counts requests by action. What is told again is counted in the event that it repeats. */
export class MemoryEvents implements EventSink {
  readonly events: SecurityEvent[] = [];
  readonly counts = { allow: 0, flag: 0, block: 0, limit: 0 };
  readonly #stories = new Map<string, Story>();
  #last = 0;

  append(event: NewEvent, like?: Likeness): Promise<string> {
    const id = String(++this.#last).padStart(10, "0");
    this.events.push({ ...event, id });
    if (this.events.length > MAX_MEMORY_EVENTS) this.events.shift();
    if (like) this.#tell(`${event.room}\n${like.key}`, like, { id, at: event.at });
    return Promise.resolve(id);
  }

  repeat(room: string, like: Likeness, now: number): Promise<string> | undefined {
    const story = this.#stories.get(`${room}\n${like.key}`);
    if (!story || isOver(story, like, now) || story.told < like.free) return undefined;
    const index = this.events.findLastIndex(({ id }) => id === story.id);
    const event = this.events[index];
    if (event) this.events[index] = { ...event, count: (event.count ?? 1) + 1 };
    return Promise.resolve(story.id);
  }

  tally({ action }: RequestTally): void {
    this.counts[action]++;
  }

  #tell(key: string, like: Likeness, { id, at }: { readonly id: string; readonly at: number }): void {
    const before = this.#stories.get(key);
    const goesOn = before !== undefined && !isOver(before, like, at);
    this.#stories.delete(key);
    this.#stories.set(key, goesOn ? { ...before, told: before.told + 1, id } : { since: at, told: 1, id });
    const [oldest] = this.#stories.keys();
    if (this.#stories.size > MAX_MEMORY_EVENTS && oldest !== undefined) this.#stories.delete(oldest);
  }
}

/** A clock that jumped back also ends a story. */
function isOver({ since }: Story, { windowMs }: Likeness, now: number): boolean {
  return now - since >= windowMs || now < since;
}
