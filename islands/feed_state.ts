/**
 * What the page knows of the house, and how a frame of the stream changes it. Pure.
 * @module
 */
import type { RoomSettings, SecurityEvent, SeriesPoint, Snapshot, StreamFrame, Totals } from "../guard/types.ts";

/** Events kept in the page; older ones are in the log of the server. */
export const MAX_EVENTS = 500;

/** Seconds of traffic kept for the chart. */
export const MAX_SECONDS = 300;

/** Everything the stream tells. Events newest first, series oldest first. */
export interface FeedState {
  readonly settings: RoomSettings | undefined;
  readonly totals: Totals | undefined;
  readonly series: readonly SeriesPoint[];
  readonly events: readonly SecurityEvent[];
  readonly health: { readonly state: "ok" | "degraded"; readonly reason?: string };
  /** Events that the stream left out while the page was away. */
  readonly missed: number;
}

/** Before anything was heard. */
export const SILENCE: FeedState = {
  settings: undefined,
  totals: undefined,
  series: [],
  events: [],
  health: { state: "ok" },
  missed: 0,
};

/** Totals of a room that begins anew. */
export const NOTHING: Totals = {
  total: 0,
  allowed: 0,
  flagged: 0,
  blocked: 0,
  limited: 0,
  byCategory: {},
  anomalies: 0,
  failedOpen: 0,
  dropped: 0,
};

/** The state that a snapshot brings; events and seconds that are known already stay. */
export function applySnapshot(state: FeedState, snapshot: Snapshot): FeedState {
  const { settings, totals, series, events } = snapshot;
  return {
    ...state,
    settings,
    totals,
    series: mergeSeries(state.series, series),
    events: mergeEvents(state.events, events),
  };
}

/** The state after some frames. */
export function applyFrames(state: FeedState, frames: readonly StreamFrame[]): FeedState {
  return frames.reduce(applyFrame, state);
}

function applyFrame(state: FeedState, frame: StreamFrame): FeedState {
  switch (frame.type) {
    case "events":
      return { ...state, events: mergeEvents(state.events, frame.events) };
    case "stats":
      return { ...state, totals: frame.totals, series: mergeSeries(state.series, frame.series) };
    case "settings":
      return { ...state, settings: frame.settings };
    case "health": {
      const { state: health, reason } = frame;
      return { ...state, health: reason === undefined ? { state: health } : { state: health, reason } };
    }
    case "gap":
      return { ...state, missed: state.missed + frame.missed };
    case "reset":
      return { ...SILENCE, settings: state.settings, health: state.health, totals: NOTHING };
    default:
      // A newer server may speak of more; what is unknown changes nothing.
      return state;
  }
}

/** Newest first, each id once (the later copy counts: a flood grows), at most `MAX_EVENTS`. */
export function mergeEvents(
  known: readonly SecurityEvent[],
  more: readonly SecurityEvent[],
): readonly SecurityEvent[] {
  if (more.length === 0) return known;
  const byId = new Map(known.map((event) => [event.id, event]));
  for (const event of more) byId.set(event.id, event);
  return [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)).slice(0, MAX_EVENTS);
}

/** Oldest first, each second once (the later copy counts: the running second grows), the last `MAX_SECONDS`. */
export function mergeSeries(known: readonly SeriesPoint[], more: readonly SeriesPoint[]): readonly SeriesPoint[] {
  if (more.length === 0) return known;
  const bySecond = new Map(known.map((point) => [point[0], point]));
  for (const point of more) bySecond.set(point[0], point);
  const points = [...bySecond.values()].sort((a, b) => a[0] - b[0]);
  const oldest = points[points.length - 1]![0] - MAX_SECONDS;
  return points.filter(([second]) => second > oldest);
}

/** Parses a message of the stream; undefined when it is not a frame. */
export function parseFrame(data: string): StreamFrame | undefined {
  try {
    const value: unknown = JSON.parse(data);
    return isFrame(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Says whether a value from our own server has the shape of a frame; what stands inside is the server's word. */
function isFrame(value: unknown): value is StreamFrame {
  if (typeof value !== "object" || value === null || !("type" in value)) return false;
  switch (value.type) {
    case "events":
      return "events" in value && Array.isArray(value.events);
    case "stats":
      return "totals" in value && "series" in value && Array.isArray(value.series);
    case "settings":
      return "settings" in value;
    case "health":
      return "state" in value;
    case "gap":
      return "missed" in value && typeof value.missed === "number";
    case "reset":
      return true;
    default:
      return false;
  }
}
