/**
 * Silent notifications: a count in the title, a dot on the icon, one polite sentence for a screen reader.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { SecurityEvent } from "../guard/types.ts";
import { events } from "./feed.ts";
import { ACTION_WORD, ACTIONS, plural } from "./words.ts";

/** How long events gather before they are announced, milliseconds: a burst is one sentence. */
const GATHER = 2_000;

/** Invisible but for the title and the icon. */
export function Notices() {
  const said = useSignal("");
  useEffect(() => {
    const title = document.title;
    let last: string | undefined;
    let unseen = 0;
    let fresh: SecurityEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    let marked = 0;
    const mark = () => {
      if (unseen === marked) return;
      marked = unseen;
      document.title = unseen > 0 ? `(${unseen}) ${title}` : title;
      const icon = document.querySelector("link[rel=icon]");
      icon?.setAttribute("href", unseen > 0 ? "/static/icon-dot.svg" : "/static/icon.svg");
    };
    const look = () => {
      if (!document.hidden) unseen = 0;
      mark();
    };
    const stop = events.subscribe((list) => {
      if (!list) return;
      const before = last;
      last = list[0]?.id ?? "";
      if (before === undefined) return;
      const more = list.filter(({ id }) => id > before);
      if (more.length === 0) return;
      fresh.push(...more);
      if (document.hidden) unseen += more.length;
      mark();
      timer ??= setTimeout(() => {
        said.value = announcement(fresh);
        fresh = [];
        timer = undefined;
      }, GATHER);
    });
    document.addEventListener("visibilitychange", look);
    return () => {
      stop();
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  return <p class="visually-hidden" aria-live="polite">{said.value}</p>;
}

/** One sentence for some events: "3 new events: 2 blocked, 1 flagged." */
export function announcement(events: readonly SecurityEvent[]): string {
  const parts = ACTIONS.map((action) => [events.filter((event) => event.action === action).length, action] as const)
    .filter(([count]) => count > 0).map(([count, action]) => `${count} ${ACTION_WORD[action]}`);
  return `${plural(events.length, "new event")}: ${parts.join(", ")}.`;
}
