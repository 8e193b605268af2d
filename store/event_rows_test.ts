import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import type { NewEvent } from "../guard/types.ts";
import { EventLog } from "./event_log.ts";
import { eventById, eventsAfter, eventsPage } from "./event_reader.ts";
import { eventRows } from "./event_rows.ts";
import { MAX_EVENT_CHARS, MAX_ROW_CHARS } from "./limits.ts";
import { eventFor, withKv } from "./testing.ts";
import { verifyRoom } from "./verify.ts";

const listener = { committed: () => {}, health: () => {}, tally: () => {}, dropped: () => {} };

/** An event whose JSON is about so many characters long, of one byte each or of two. */
function sized(chars: number, letter: string, status: number): NewEvent {
  const sentence = letter.repeat(Math.max(0, chars - JSON.stringify(eventFor()).length));
  return eventFor({ sentence, status });
}

Deno.test("events of any mix of sizes share rows, and read back in order, by id, by page and from any id on", async () => {
  const size = fc.oneof(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: MAX_EVENT_CHARS - 100 }));
  const letter = fc.constantFrom("a", "é", "中");
  const commits = fc.array(fc.array(fc.tuple(size, letter), { minLength: 1, maxLength: 40 }), {
    minLength: 1,
    maxLength: 4,
  });
  let [runs, shared] = [0, 0];
  await fc.assert(
    fc.asyncProperty(commits, fc.nat(), fc.integer({ min: 1, max: 50 }), async (commits, pick, limit) => {
      await withKv(async (kv) => {
        const log = new EventLog(kv, listener);
        const ids: string[] = [];
        for (const commit of commits) {
          const from = ids.length;
          ids.push(...await Promise.all(commit.map(([chars, each], i) => log.append(sized(chars, each, from + i)))));
        }
        for await (const { jsons } of eventRows(kv, "main")) {
          const chars = jsons.reduce((sum, { length }) => sum + length, 0);
          ok(jsons.length === 1 || chars <= MAX_ROW_CHARS);
          if (jsons.length > 1) shared++;
        }
        const at = pick % ids.length;
        const idOf = (json: string): string => JSON.parse(json).id;
        deepEqual((await eventsAfter(kv, "main", "", 500)).map(({ json }) => idOf(json)), ids);
        deepEqual(
          (await eventsAfter(kv, "main", ids[at]!, limit)).map(({ id }) => id),
          ids.slice(at + 1, at + 1 + limit),
        );
        const before = await eventsPage(kv, "main", { limit, before: ids[at]! });
        deepEqual(before.map(idOf), ids.slice(0, at).reverse().slice(0, limit));
        equal(JSON.parse(await eventById(kv, "main", ids[at]!) ?? "null")?.status, at);
        equal((await verifyRoom(kv, "main")).kind, "whole");
        runs++;
      });
    }),
    { numRuns: 25 },
  );
  equal(runs, 25);
  ok(shared > 25, `${shared}`);
});

Deno.test("rows and commits at their bounds fit into KV, of short events and of the longest, whatever their letters", async () => {
  await withKv(async (kv) => {
    const log = new EventLog(kv, listener);
    const short = Array.from(
      { length: 201 },
      (_, i) => log.append(eventFor({ status: i, sentence: "中" })),
    );
    await Promise.all(short);
    await log.append(sized(MAX_EVENT_CHARS - 30, "中", 500));
    const lengths = await Array.fromAsync(eventRows(kv, "main"), ({ jsons }) => jsons.length);
    equal(lengths.reduce((sum, length) => sum + length, 0), 202);
    equal(lengths.at(-1), 1);
    ok(lengths.length > 2);
    // A commit at its bounds, too: of as many of the longest as it takes.
    await Promise.all(Array.from({ length: 40 }, (_, i) => log.append(sized(MAX_EVENT_CHARS - 30, "中", 600 + i))));
    deepEqual(await verifyRoom(kv, "main"), { kind: "whole", room: "main", events: 242, forgotten: 0 });
  });
});

Deno.test("an id that no event has is found nowhere, and what follows it is found", async () => {
  await withKv(async (kv) => {
    const log = new EventLog(kv, listener);
    const ids = await Promise.all(Array.from({ length: 10 }, (_, i) => log.append(eventFor({ status: i }))));
    const between = `${ids[4]!}!`;
    equal(await eventById(kv, "main", between), undefined);
    deepEqual((await eventsAfter(kv, "main", between, 500)).map(({ id }) => id), ids.slice(5));
    equal(await eventById(kv, "main", "0"), undefined);
    deepEqual((await eventsAfter(kv, "main", "0", 500)).map(({ id }) => id), ids);
    deepEqual(await eventsAfter(kv, "main", "Z", 500), []);
    equal((await eventsPage(kv, "main", { limit: 50, before: "Z" })).length, 10);
  });
});
