/**
 * The open event in the address: `#event=` and its id. Who opens the link sees its trace; who reloads, sees it again.
 * @module
 */
import { open, opened } from "./draft.ts";
import { complaint, events } from "./feed.ts";
import { fetchEvent } from "./older.ts";

const MARK = "#event=";

/** Id of the event that an address names. */
export function eventIdIn(hash: string): string | undefined {
  const id = hash.startsWith(MARK) ? decodeURIComponent(hash.slice(MARK.length)) : "";
  return /^[\w-]{1,64}$/.test(id) ? id : undefined;
}

/** Opens what the address names, and keeps the address in step. Called once. */
export function startDeepLink(): void {
  addEventListener("hashchange", openNamed);
  const asked = eventIdIn(location.hash) !== undefined;
  if (asked) openNamed();
  let first = true;
  opened.subscribe((event) => {
    // The signal speaks at once; what the address asks for must not be wiped before it was looked up.
    if (first && asked) {
      first = false;
      return;
    }
    first = false;
    const named = eventIdIn(location.hash);
    if (event && named !== event.id) history.replaceState(null, "", `${MARK}${event.id}`);
    else if (!event && named !== undefined) history.replaceState(null, "", location.pathname + location.search);
  });
}

async function openNamed(): Promise<void> {
  const id = eventIdIn(location.hash);
  if (id === undefined || opened.peek()?.id === id) return;
  const event = events.peek()?.find((event) => event.id === id) ?? await fetchEvent(id);
  if (event) open(event);
  else complaint.value = "The event of this link is not in the log: it is of another room, or was deleted.";
}
