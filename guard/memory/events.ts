/**
 * Events in memory, for library users without a store and for tests.
 * @module
 */
import { MAX_MEMORY_EVENTS } from "../limits.ts";
import type { EventSink, NewEvent, RequestTally, SecurityEvent } from "../types.ts";

/** Keeps the newest events and counts requests by action. */
export class MemoryEvents implements EventSink {
  readonly events: SecurityEvent[] = [];
  readonly counts = { allow: 0, flag: 0, block: 0, limit: 0 };
  #last = 0;

  append(event: NewEvent): Promise<string> {
    const id = String(++this.#last).padStart(10, "0");
    this.events.push({ ...event, id });
    if (this.events.length > MAX_MEMORY_EVENTS) this.events.shift();
    return Promise.resolve(id);
  }

  tally({ action }: RequestTally): void {
    this.counts[action]++;
  }
}
