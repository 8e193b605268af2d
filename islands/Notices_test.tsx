import assert from "node:assert/strict";
import { announcement } from "./Notices.tsx";
import { eventWith } from "./testing.ts";

Deno.test("announcement() summarises a burst in one sentence", () => {
  const events = [eventWith(), eventWith(), eventWith({ action: "flag" })];
  assert.equal(announcement(events), "3 new events: 1 flagged, 2 blocked.");
  assert.equal(announcement([eventWith()]), "1 new event: 1 blocked.");
});
