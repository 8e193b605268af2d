import { deepEqual, equal } from "node:assert/strict";
import type { NewEvent } from "../guard/types.ts";
import { eventIn, unnumbered } from "./event_json.ts";
import { Floods } from "./floods.ts";
import { eventFor } from "./testing.ts";

const like = { key: "client sqli", free: 3, windowMs: 1_000 };

function setup() {
  const stored: NewEvent[] = [];
  const clock = { now: 1_000_000 };
  const floods = new Floods((event) => Promise.resolve(String(stored.push(eventIn(event)))), () => clock.now);
  const send = () =>
    floods.repeat("main", like, clock.now) ??
      floods.append(unnumbered(eventFor({ at: clock.now, sentence: "Blocked." })), like);
  return { stored, clock, floods, send };
}

Deno.test("Floods() stores the first few of a window and counts the rest into one", async () => {
  const { stored, clock, floods, send } = setup();
  const ids: string[] = [];
  for (let i = 0; i < 50; i++) ids.push(await send());
  deepEqual(ids.slice(0, 5), ["1", "2", "3", "3", "3"]);
  equal(stored.length, 3);
  clock.now += 1_000;
  equal(await send(), "4");
  equal(stored[3]?.count, 47);
  equal(stored[3]?.sentence, "47 more like it: Blocked.");
  floods.settle();
  deepEqual(stored.map(({ count }) => count ?? 1).reduce((sum, count) => sum + count, 0), 51);
});

Deno.test("Floods() lets a story begin anew after a quiet window", async () => {
  const { stored, clock, floods, send } = setup();
  for (let i = 0; i < 3; i++) await send();
  clock.now += 5_000;
  await send();
  equal(stored.length, 4);
  floods.settle();
  equal(stored.length, 4);
});
