/**
 * Recent events, newest first: open one to see its trace; pause to read in peace.
 * @module
 */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { SecurityEvent } from "../guard/types.ts";
import { open, opened, running } from "./draft.ts";
import { Again } from "./Again.tsx";
import { type EventFilter, fits, formatFilter, parseFilter } from "./event_filter.ts";
import { EventFilterFields } from "./EventFilter.tsx";
import { events, missed } from "./feed.ts";
import { fetchOlder } from "./older.ts";
import { Shape } from "./Shape.tsx";
import { Text } from "./Text.tsx";
import { ACTION_WORD, CATEGORY_TITLE, clockOf, plural } from "./words.ts";

export interface EventsProps {
  readonly start: readonly SecurityEvent[];
}

/** Rows in the page, fewer while a flood runs; the rest is in the log. */
const MAX_ROWS = 60;
const FLOOD_ROWS = 12;

/** Rows that a flood begins with, and gains with each frame: all at once are too long a task for one. */
const ROWS_A_FRAME = 3;

/** List with pause. */
export function Events({ start }: EventsProps) {
  const held = useSignal<readonly SecurityEvent[] | undefined>(undefined);
  // What stood there when the page came needs no flash.
  const fresh = useSignal<string | undefined>(undefined);
  const list = useRef<HTMLOListElement>(null);
  const drawn = useRef(new WeakMap<SecurityEvent, VNode>());
  const filter = useSignal<EventFilter>({});
  const older = useSignal<readonly SecurityEvent[]>([]);
  const all = events.value ?? start;
  const known = joined(held.value ?? all, older.value);
  const now = Date.now();
  const isFiltered = Object.keys(filter.value).length > 0;
  const shown = isFiltered ? known.filter((event) => fits(event, filter.value, now)) : known;
  const setFilter = (next: EventFilter) => {
    filter.value = next;
    history.replaceState(null, "", location.pathname + formatFilter(next, location.search) + location.hash);
  };
  // In a flood every row is another at each look: then the rows stay and their texts change, which costs least. Not
  // while somebody reads: a row under the eye or the finger must not become another.
  const reading = held.value !== undefined || list.current?.contains(document.activeElement) === true;
  const flood = running.value && !reading;
  const rows = useSignal(ROWS_A_FRAME);
  const later = held.value ? newer(all, held.value) : 0;
  const pause = () => held.value = held.peek() ? undefined : events.peek() ?? start;

  useEffect(() => {
    fresh.value ??= all[0]?.id ?? "";
    filter.value = parseFilter(location.search);
    addEventListener("glass:pause", pause);
    return () => removeEventListener("glass:pause", pause);
  }, []);

  useEffect(() => {
    if (!flood || rows.value >= Math.min(shown.length, FLOOD_ROWS)) return;
    const frame = requestAnimationFrame(() => rows.value += ROWS_A_FRAME);
    return () => cancelAnimationFrame(frame);
  }, [flood, shown.length, rows.value]);

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
      <EventFilterFields
        filter={filter.value}
        types={[...new Set(known.flatMap(({ category }) => category ?? []))]}
        onFilter={setFilter}
      />
      {shown.length > 0 && !flood && <Again events={shown} />}
      {shown.length === 0 && (
        <p class="empty">
          {known.length === 0
            ? "No event yet. Ordinary requests are counted, not listed."
            : "No event fits the filter. Clear it, or look further back."}
        </p>
      )}
      <ol ref={list} class={flood ? "event-list is-flood" : "event-list"}>
        {flood
          ? shown.slice(0, Math.min(rows.value, FLOOD_ROWS)).map((event, i) => (
            <Row key={i} event={event} isNew={false} />
          ))
          : shown.slice(0, MAX_ROWS + older.value.length).map((event) =>
            rowOf(event, fresh.value !== undefined && event.id > fresh.value, drawn.current)
          )}
      </ol>
      <Older known={known} onMore={(more) => older.value = [...known, ...more]} />
    </section>
  );
}

/** Further back, in the log of the server. */
function Older({ known, onMore }: {
  readonly known: readonly SecurityEvent[];
  readonly onMore: (more: readonly SecurityEvent[]) => void;
}) {
  const state = useSignal<"more" | "asking" | "end" | "away">("more");
  const last = known.at(-1);
  const look = async () => {
    if (!last) return;
    state.value = "asking";
    const more = await fetchOlder(last.id);
    state.value = !more ? "away" : more.length === 0 ? "end" : "more";
    if (more) onMore(more);
  };
  if (!last) return null;
  if (state.value === "end") return <p class="quiet">That is all that happened in this room.</p>;
  return (
    <p>
      <button type="button" class="link" disabled={state.value === "asking"} onClick={look}>older events</button>
      {state.value === "away" && <span class="note" role="status">The log does not answer. Try again.</span>}
    </p>
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

/** What was looked up stays, also when newer events push it out of the store. */
function joined(recent: readonly SecurityEvent[], older: readonly SecurityEvent[]): readonly SecurityEvent[] {
  if (older.length === 0) return recent;
  const ids = new Set(recent.map(({ id }) => id));
  return [...recent, ...older.filter(({ id }) => !ids.has(id))];
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
