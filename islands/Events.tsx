/**
 * Recent events, newest first: open one to see its trace; pause to read in peace.
 * @module
 */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { SecurityEvent } from "../guard/types.ts";
import { open, opened, run } from "./draft.ts";
import { events, missed } from "./feed.ts";
import { Shape } from "./Shape.tsx";
import { Text } from "./Text.tsx";
import { ACTION_WORD, CATEGORY_TITLE, clockOf, plural } from "./words.ts";

export interface EventsProps {
  readonly start: readonly SecurityEvent[];
}

/** Rows in the page, fewer while a flood runs; the rest is in the log. */
const MAX_ROWS = 60;
const FLOOD_ROWS = 12;

/** List with pause. */
export function Events({ start }: EventsProps) {
  const held = useSignal<readonly SecurityEvent[] | undefined>(undefined);
  // What stood there when the page came needs no flash.
  const fresh = useSignal<string | undefined>(undefined);
  const list = useRef<HTMLOListElement>(null);
  const drawn = useRef(new WeakMap<SecurityEvent, VNode>());
  const all = events.value ?? start;
  const shown = held.value ?? all;
  // In a flood every row is another at each look: then the rows stay and their texts change, which costs least. Not
  // while somebody reads: a row under the eye or the finger must not become another.
  const reading = held.value !== undefined || list.current?.contains(document.activeElement) === true;
  const flood = run.value?.state === "running" && !reading;
  const later = held.value ? newer(all, held.value) : 0;
  const pause = () => held.value = held.peek() ? undefined : events.peek() ?? start;

  useEffect(() => {
    fresh.value ??= all[0]?.id ?? "";
    addEventListener("glass:pause", pause);
    return () => removeEventListener("glass:pause", pause);
  }, []);

  return (
    <section class="block events" aria-label="Recent events">
      <h3>
        Recent events
        <button
          type="button"
          class="link"
          aria-pressed={held.value !== undefined}
          aria-keyshortcuts="p"
          onClick={pause}
        >
          {held.value ? `paused, ${later} new` : "pause"}
        </button>
      </h3>
      {missed.value > 0 && (
        <p class="note" role="status" data-missed={missed.value}>
          {plural(missed.value, "event")} came while this page was away and {missed.value === 1 ? "is" : "are"}{" "}
          not shown.
        </p>
      )}
      {shown.length === 0 && <p class="empty">No event yet. Ordinary requests are counted, not listed.</p>}
      <ol ref={list} class={flood ? "event-list is-flood" : "event-list"}>
        {flood
          ? shown.slice(0, FLOOD_ROWS).map((event, i) => <Row key={i} event={event} isNew={false} />)
          : shown.slice(0, MAX_ROWS).map((event) =>
            rowOf(event, fresh.value !== undefined && event.id > fresh.value, drawn.current)
          )}
      </ol>
    </section>
  );
}

/** A row that was drawn already is the same node again: in a flood, only what is new costs anything. */
function rowOf(event: SecurityEvent, isNew: boolean, drawn: WeakMap<SecurityEvent, VNode>): VNode {
  const known = drawn.get(event);
  if (known) return known;
  const row = <Row key={event.id} event={event} isNew={isNew} />;
  drawn.set(event, row);
  return row;
}

function newer(all: readonly SecurityEvent[], held: readonly SecurityEvent[]): number {
  const last = held[0]?.id ?? "";
  return all.filter(({ id }) => id > last).length;
}

function Row({ event, isNew }: { readonly event: SecurityEvent; readonly isNew: boolean }) {
  const { id, at, action, wouldBe, category, severity, client, method, path, sentence, count, status } = event;
  const isOpen = opened.value?.id === id;
  return (
    <li>
      <button
        type="button"
        class={`event${isOpen ? " is-open" : ""}${isNew ? " is-new" : ""}`}
        data-event={id}
        aria-current={isOpen ? "true" : undefined}
        onClick={() => open(isOpen ? undefined : event)}
      >
        <span class="event-line">
          <time class="num" dateTime={new Date(at).toISOString()}>{clockOf(at)}</time>
          <Shape action={action} />
          <b>{ACTION_WORD[action]}</b>
          <span class="event-type">{category ? CATEGORY_TITLE[category] : "–"}</span>
          {wouldBe !== action && <span class="tag">would {wouldBe}</span>}
          {count !== undefined && count > 1 && <span class="tag">×{count}</span>}
          <span class="event-client num">{client}</span>
          {severity && <span class={`severity is-${severity}`}>{severity}</span>}
        </span>
        <span class="event-line is-second">
          <span class="mono event-path">
            {method} <Text text={path} /> {status}
          </span>
          <span class="event-why">
            <Text text={sentence} />
          </span>
        </span>
      </button>
    </li>
  );
}
