/**
 * The workbench of the visitor: the request being written, the last one thrown, the event that is open.
 * Signals only; what they do to the outside is in send.ts. Nothing is written here on the server.
 * @module
 */
import { computed, signal } from "@preact/signals";
import type { Attack } from "../attacks/types.ts";
import type { ScoreSettings } from "../detectors/score.ts";
import type { Action, SecurityEvent } from "../guard/types.ts";
import type { Effect } from "../routes/demo/effect.ts";
import { events, settings } from "./feed.ts";
import { judge, model } from "./judging.ts";
import { exactWire } from "./raw.ts";
import { type BrowserFacts, type Draft, draftOf, type Wire, wireOf } from "./request.ts";
import { parseHash } from "./share.ts";
import { type Counted, countEvents, NOTHING_COUNTED } from "./truth.ts";
import type { Circumstances, Trace } from "./verdict.ts";

/** An attack of the library, without its lesson; a lane where only one will do. */
export type Entry = Omit<Attack, "text"> & { readonly lane?: "page" | "raw" };

/** A request that was thrown, and what came back. */
export interface Exchange {
  /** Counts the throws of this page. */
  readonly number: number;
  readonly draft: Draft;
  readonly wire: Wire;
  /** Status 0: no response came. */
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  readonly ms: number;
  /** Why no response came. */
  readonly failure?: string;
  readonly action: Action;
  readonly requestId?: string;
  readonly eventId?: string;
  readonly effect?: Effect;
  /** What the request was meant to be, where the library says so. */
  readonly truth?: "attack" | "benign";
}

/** Many requests in a row. */
export interface Run {
  readonly title: string;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly counts: Readonly<Record<Action, number>>;
  readonly state: "running" | "done" | "stopped";
}

/** The attacks of the library. */
export const library = signal<readonly Entry[]>([]);
export const draft = signal<Draft | undefined>(undefined);
export const chosen = signal<Entry | undefined>(undefined);
export const exchange = signal<Exchange | undefined>(undefined);
/** The last request that came back, of whatever kind of throw. */
export const arrived = signal<Exchange | undefined>(undefined);
export const sending = signal(false);
export const run = signal<Run | undefined>(undefined);
/** A run is under way: what only needs to know this is not drawn anew with every step of it. */
export const running = computed(() => run.value?.state === "running");
export const opened = signal<SecurityEvent | undefined>(undefined);
/** Index of the contribution whose finding the pointer or the focus is on. */
export const lit = signal<number | undefined>(undefined);
/** Launched requests by truth and verdict. */
export const counted = signal<Counted>(NOTHING_COUNTED);
/** What this browser adds to a request; known once the page runs. */
export const browser = signal<BrowserFacts | undefined>(undefined);

/** The way to throw that is in sight. */
export const way = signal<"one" | "matrix" | "volley" | "scenario">("one");

/** How requests leave: by the page's `fetch()`, or byte for byte over a socket of the server. */
export const lane = signal<"page" | "raw">("page");

/** The draft as it will be sent. */
export const wire = computed<Wire | undefined>(() => draft.value && wireIn(lane.value, draft.value));

/** A draft as a lane sends it; undefined until the page runs. */
export function wireIn(by: "page" | "raw", current: Draft): Wire | undefined {
  const facts = browser.value;
  if (!facts) return undefined;
  return by === "raw" ? exactWire(current, facts.host) : wireOf(current, facts);
}

/** How the engine counts, and under which circumstances. */
export const rules = computed<{ score: ScoreSettings; around: Circumstances } | undefined>(() => {
  const current = settings.value;
  if (!current) return undefined;
  const { level, detectLevel, threshold, rules, exclusions, mode } = current;
  return {
    score: { level, detectLevel, threshold, rules, exclusions },
    around: { mode, now: Date.now(), model: model.value },
  };
});

/** The trace on the glass: of the open event, or else of the draft as it is typed. */
export const trace = computed<Trace | undefined>(() => {
  if (!rules.value || !judge.value) return undefined;
  const { rawOf, settingsOf, traceOf } = judge.value;
  const { score, around } = rules.value;
  const event = opened.value;
  if (event) {
    return traceOf(rawOf(event), settingsOf(event, score), { ...around, mode: event.mode, now: event.at, event });
  }
  return wire.value && traceOf(wire.value.raw, score, { ...around, event: answered.value });
});

/** The server's event about the draft, as long as it stands as it was sent. */
export const answered = computed<SecurityEvent | undefined>(() => {
  const last = exchange.value;
  if (!last?.eventId || last.draft !== draft.value) return undefined;
  return events.value?.find(({ id }) => id === last.eventId);
});

/** Takes an attack of the library into the editor. */
export function choose(entry: Entry): void {
  chosen.value = entry;
  opened.value = undefined;
  lit.value = undefined;
  const first = entry.requests[0];
  if (first) draft.value = draftOf(first);
  if (entry.lane) lane.value = entry.lane;
}

/** Changes the draft; an open event gives way to it. */
export function edit(change: Partial<Draft>): void {
  if (!draft.value) return;
  const next = { ...draft.value, ...change };
  // A whole request keeps its identity, by which its cell in the matrix knows that it is shown.
  draft.value = isDraft(change) ? change : next;
  if (isDraft(change)) chosen.value = undefined;
  opened.value = undefined;
  lit.value = undefined;
}

function isDraft(change: Partial<Draft>): change is Draft {
  return change.method !== undefined && change.target !== undefined && change.headers !== undefined &&
    change.body !== undefined;
}

/** A trace kept for comparison with the one on the glass. */
export const pinned = signal<Trace | undefined>(undefined);

/** Opens an event on the glass, or closes it. */
export function open(event: SecurityEvent | undefined): void {
  opened.value = event;
  lit.value = undefined;
}

/** Starts the workbench: the request of the address, or `start`, or the first of the library. */
export function startDraft(entries: readonly Entry[], firstId: string, start?: Draft): void {
  library.value = entries;
  const first = entries.find(({ id }) => id === firstId);
  const { host, origin, hash } = location;
  browser.value = { host, origin, userAgent: navigator.userAgent, language: navigator.languages.join(",") };
  const shared = parseHash(hash);
  if (shared) draft.value = shared;
  else if (start) draft.value = start;
  else if (first) choose(first);
  addEventListener("hashchange", () => {
    const other = parseHash(location.hash);
    if (other) [chosen.value, opened.value, draft.value] = [undefined, undefined, other];
  });
  events.subscribe((list) => {
    if (list) counted.value = list.length === 0 ? NOTHING_COUNTED : countEvents(counted.peek(), list);
  });
}
