/**
 * The one client store: signals that the stream keeps current. Frames are applied once an animation frame.
 * On the server nothing is ever written here; islands draw from their props until `startFeed` has run.
 * @module
 */
import { batch, signal } from "@preact/signals";
import type { RoomSettings, SecurityEvent, SeriesPoint, Snapshot, StreamFrame, Totals } from "../guard/types.ts";
import { applyFrames, applySnapshot, type FeedState, parseFrame, SILENCE } from "./feed_state.ts";

/** State of the stream. `lost` counts down to the next try. */
export type Link =
  | { readonly state: "connecting" }
  | { readonly state: "live" }
  | { readonly state: "lost"; readonly seconds: number };

export const settings = signal<RoomSettings | undefined>(undefined);
export const totals = signal<Totals | undefined>(undefined);
export const series = signal<readonly SeriesPoint[] | undefined>(undefined);
export const events = signal<readonly SecurityEvent[] | undefined>(undefined);
export const health = signal<FeedState["health"]>(SILENCE.health);
/** Events that the stream left out while the page was away. */
export const missed = signal(0);
export const link = signal<Link>({ state: "connecting" });
/** What the server said to a change of settings that it refused. */
export const complaint = signal<string | undefined>(undefined);

/** Frames waiting for the next animation frame; a hidden page gets none, and then a timer empties the list. */
let waiting: StreamFrame[] = [];
let scheduled = false;
let state = SILENCE;

/** Longest pause between two tries, seconds. */
const MAX_PAUSE = 15;

/** How long a hidden page lets frames gather, milliseconds. */
const HIDDEN_PAUSE = 500;

/**
 * Events in one go that make a flood. The page then rests between two looks at the numbers, and longer between two at
 * the rows, which are other ones each time: more than that nobody reads. Milliseconds.
 */
const FLOOD = 5;
const NUMBERS_PAUSE = 500;
const ROWS_PAUSE = 1_000;
let [restUntil, rowsUntil] = [0, 0];

/** Fills the store and opens the stream. Called once, after hydration. */
export function startFeed(snapshot: Snapshot): void {
  show(applySnapshot(state, snapshot));
  connect(1);
}

function connect(pause: number): void {
  const last = state.events[0]?.id;
  const source = new EventSource(
    `/glass/stream?after=${encodeURIComponent(last ?? "")}`,
  );
  source.onopen = () => {
    pause = 1;
    link.value = { state: "live" };
  };
  source.onmessage = ({ data }) => {
    const frame = typeof data === "string" ? parseFrame(data) : undefined;
    if (frame) receive(frame);
  };
  source.onerror = () => {
    // The browser's own retry hides how long it waits, so the page does it.
    source.close();
    countDown(pause, () => {
      link.value = { state: "connecting" };
      refresh();
      connect(Math.min(pause * 2, MAX_PAUSE));
    });
  };
}

function countDown(seconds: number, then: () => void): void {
  link.value = { state: "lost", seconds };
  setTimeout(() => seconds > 1 ? countDown(seconds - 1, then) : then(), 1_000);
}

function receive(frame: StreamFrame): void {
  waiting.push(frame);
  if (scheduled) return;
  scheduled = true;
  const rest = document.hidden ? HIDDEN_PAUSE : restUntil - performance.now();
  if (rest > 0) setTimeout(flush, rest);
  else requestAnimationFrame(flush);
}

function flush(): void {
  const frames = waiting;
  waiting = [];
  scheduled = false;
  const fresh = frames.reduce((sum, frame) => sum + (frame.type === "events" ? frame.events.length : 0), 0);
  state = applyFrames(state, frames);
  const now = performance.now();
  if (document.hidden || (fresh < FLOOD && now >= rowsUntil)) return showAll();
  restUntil = now + NUMBERS_PAUSE;
  if (now < rowsUntil) {
    showNumbers();
    // The last rows of a flood come, whether or not anything else does.
    return later(rowsUntil - now);
  }
  rowsUntil = now + ROWS_PAUSE;
  // Rows in this frame, numbers and chart in the next: two short tasks instead of a long one.
  events.value = state.events;
  requestAnimationFrame(showNumbers);
}

/** Looks again after a while; sooner, if a frame comes. */
let looking: ReturnType<typeof setTimeout> | undefined;

function later(pause: number): void {
  clearTimeout(looking);
  looking = setTimeout(() => !scheduled && flush(), pause);
}

function show(next: FeedState): void {
  state = next;
  showAll();
}

function showAll(): void {
  batch(() => {
    events.value = state.events;
    showNumbers();
  });
}

function showNumbers(): void {
  batch(() => {
    settings.value = state.settings;
    totals.value = state.totals;
    series.value = state.series;
    health.value = state.health;
    missed.value = state.missed;
  });
}

/** Fetches the snapshot again: after a reset, or when the stream was lost. */
export async function refresh(options: { readonly forget?: boolean } = {}): Promise<void> {
  try {
    const response = await fetch("/glass/snapshot", { headers: { accept: "application/json" } });
    if (!response.ok) return;
    const snapshot: Snapshot = await response.json();
    show(applySnapshot(options.forget ? { ...SILENCE, health: state.health } : state, snapshot));
  } catch {
    // The stream says itself that the server is away.
  }
}

/** Changes settings of the room; the stream brings them back to every page. */
export async function changeSettings(change: Partial<RoomSettings>): Promise<void> {
  const before = settings.value;
  if (before) show({ ...state, settings: { ...before, ...change } });
  const refused = await tell("/glass/settings", "PUT", change);
  complaint.value = refused;
  if (refused !== undefined && before) show({ ...state, settings: before });
}

/** Makes the room as it was at first, and draws what the server then knows. */
export async function resetRoom(): Promise<void> {
  complaint.value = await tell("/glass/reset", "POST", {});
  if (complaint.value === undefined) await refresh({ forget: true });
}

async function tell(path: string, method: string, body: unknown): Promise<string | undefined> {
  try {
    const response = await fetch(path, {
      method,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return response.ok ? undefined : `The server refused the change (${response.status}).`;
  } catch {
    return "The server does not answer. Is it still running?";
  }
}
