import assert from "node:assert/strict";
import type { SeriesPoint } from "../guard/types.ts";
import {
  applyFrames,
  applySnapshot,
  MAX_EVENTS,
  MAX_SECONDS,
  mergeEvents,
  mergeSeries,
  parseFrame,
  SILENCE,
} from "./feed_state.ts";
import { eventWith, settingsWith, snapshotWith, totalsWith } from "./testing.ts";

Deno.test("applyFrames() takes each kind of frame", () => {
  const totals = totalsWith({ total: 2, blocked: 1 });
  const state = applyFrames(SILENCE, [
    { type: "events", events: [eventWith({ id: "02" }), eventWith({ id: "01" })] },
    { type: "stats", totals, series: [[7, 1, 0, 1, 0]] },
    { type: "settings", settings: settingsWith({ mode: "observe" }) },
    { type: "health", state: "degraded", reason: "disk full" },
  ]);
  assert.deepEqual(state.events.map(({ id }) => id), ["02", "01"]);
  assert.equal(state.totals, totals);
  assert.deepEqual(state.series, [[7, 1, 0, 1, 0]]);
  assert.equal(state.settings?.mode, "observe");
  assert.deepEqual(state.health, { state: "degraded", reason: "disk full" });
});

Deno.test("applySnapshot() after a lost stream adds what was missed and doubles nothing", () => {
  const before = applyFrames(SILENCE, [{ type: "events", events: [eventWith({ id: "01" }), eventWith({ id: "02" })] }]);
  const after = applySnapshot(before, snapshotWith({ events: [eventWith({ id: "03" }), eventWith({ id: "02" })] }));
  assert.deepEqual(after.events.map(({ id }) => id), ["03", "02", "01"]);
});

Deno.test("mergeEvents() keeps each id once, the later copy", () => {
  const merged = mergeEvents([eventWith({ id: "01", count: 2 })], [eventWith({ id: "01", count: 9 })]);
  assert.deepEqual(merged.map(({ count }) => count), [9]);
});

Deno.test("mergeEvents() and mergeSeries() are bounded", () => {
  const many = Array.from({ length: MAX_EVENTS + 50 }, (_, i) => eventWith({ id: String(i).padStart(6, "0") }));
  const events = mergeEvents([], many);
  assert.equal(events.length, MAX_EVENTS);
  assert.equal(events[0]!.id, String(MAX_EVENTS + 49).padStart(6, "0"));
  const seconds = Array.from({ length: MAX_SECONDS + 50 }, (_, i): SeriesPoint => [i, 1, 0, 0, 0]);
  assert.equal(mergeSeries([], seconds).length, MAX_SECONDS);
});

Deno.test("mergeSeries() replaces the running second", () => {
  assert.deepEqual(mergeSeries([[1, 1, 0, 0, 0], [2, 1, 0, 0, 0]], [[2, 5, 0, 0, 0]]), [
    [1, 1, 0, 0, 0],
    [2, 5, 0, 0, 0],
  ]);
});

Deno.test("applyFrames() adds up what the stream left out, and begins anew on a reset", () => {
  const before = applyFrames(SILENCE, [
    { type: "settings", settings: settingsWith({ mode: "observe" }) },
    { type: "events", events: [eventWith({ id: "01" })] },
    { type: "gap", missed: 1_200 },
    { type: "gap", missed: 34 },
  ]);
  assert.equal(before.missed, 1_234);
  const after = applyFrames(before, [{ type: "reset" }]);
  assert.deepEqual([after.events.length, after.missed, after.totals?.total], [0, 0, 0]);
  assert.equal(after.settings?.mode, "observe");
});

Deno.test("parseFrame() takes frames and nothing else", () => {
  assert.equal(parseFrame('{"type":"events","events":[]}')?.type, "events");
  assert.equal(parseFrame('{"type":"gap","missed":3}')?.type, "gap");
  for (
    const data of [
      '{"type":"gap"}',
      "",
      "null",
      "[]",
      '{"type":"other"}',
      '{"type":"events"}',
      '{"type":"stats","totals":{}}',
    ]
  ) {
    assert.equal(parseFrame(data), undefined, data);
  }
});
