/**
 * Words for the tests of the islands: an event, settings, a snapshot, each with what matters overridden.
 * @module
 */
import type { RoomSettings, SecurityEvent, Snapshot, Totals } from "../guard/types.ts";
import type { Entry, Exchange } from "./draft.ts";
import { NOTHING } from "./feed_state.ts";
import { wireOf } from "./request.ts";

/** A blocked SQL injection. */
export function eventWith(part: Partial<SecurityEvent> = {}): SecurityEvent {
  return {
    id: "01",
    room: "main",
    at: 1_790_000_000_000,
    requestId: "r1",
    method: "GET",
    path: "/api/search",
    client: "127.0.0.1",
    action: "block",
    wouldBe: "block",
    mode: "block",
    status: 403,
    sentence: "Blocked because the quote closes the string.",
    category: "sqli",
    severity: "critical",
    score: 5,
    threshold: 5,
    level: 1,
    findings: [],
    decidedBy: "score",
    guardMicros: 120,
    request: { method: "GET", path: "/api/search", query: "q=%27", headers: [] },
    ...part,
  };
}

/** Settings of a fresh room. */
export function settingsWith(part: Partial<RoomSettings> = {}): RoomSettings {
  return {
    mode: "block",
    level: 1,
    detectLevel: 2,
    threshold: 5,
    rules: {},
    exclusions: [],
    rateLimit: 100,
    algorithm: "sliding-log",
    teaching: true,
    ...part,
  };
}

/** Totals of a room where nothing happened. */
export function totalsWith(part: Partial<Totals> = {}): Totals {
  return { ...NOTHING, ...part };
}

/** What the page is given at first. */
export function snapshotWith(part: Partial<Snapshot> = {}): Snapshot {
  return { room: "main", settings: settingsWith(), totals: totalsWith(), series: [], events: [], now: 0, ...part };
}

/** An attack of the library. */
export function entryWith(part: Partial<Entry> = {}): Entry {
  return {
    id: "sqli/quote",
    title: "A quote that closes the string",
    category: "sqli",
    difficulty: 1,
    truth: "attack",
    expect: { action: "block" },
    summary: "Ends the string and adds a condition.",
    repeat: 1,
    refs: [],
    requests: [{ method: "GET", target: "/api/search?q=%27%20OR%201%3D1--", headers: [] }],
    ...part,
  };
}

/** A request that was thrown and came back. */
export function exchangeWith(
  { target = "/api/search?q=tea", ...part }: Partial<Exchange> & { target?: string },
): Exchange {
  const draft = { method: "GET", target, headers: [], body: "" };
  const browser = { host: "glass.test", origin: "http://glass.test", userAgent: "Browser/1", language: "en" };
  const wire = wireOf(draft, browser);
  return {
    number: 1,
    draft,
    wire,
    status: 200,
    statusText: "",
    headers: [],
    body: "",
    ms: 1,
    action: "allow",
    ...part,
  };
}
