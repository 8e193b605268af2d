/**
 * Events that are no longer in the page, from the log of the server.
 * @module
 */
import type { SecurityEvent } from "../guard/types.ts";

/** Events fetched in one go. */
const PAGE = 100;

/** Events before another one, newest first; undefined when the log does not answer. */
export async function fetchOlder(before: string): Promise<readonly SecurityEvent[] | undefined> {
  return await fetchJson(`/glass/events?limit=${PAGE}&before=${encodeURIComponent(before)}`);
}

/** One event by its id; undefined where there is none. */
export async function fetchEvent(id: string): Promise<SecurityEvent | undefined> {
  return await fetchJson(`/glass/events/${encodeURIComponent(id)}`);
}

async function fetchJson<T>(path: string): Promise<T | undefined> {
  try {
    const response = await fetch(path, { headers: { accept: "application/json" } });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
