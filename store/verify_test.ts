import { deepEqual, equal, ok } from "node:assert/strict";
import { EventLog } from "./event_log.ts";
import { chainHash } from "./chain.ts";
import { eventById, eventsAfter, eventsPage } from "./event_reader.ts";
import { eventRows } from "./event_rows.ts";
import { eventIdOf } from "./ids.ts";
import { eventsKey, headKey, type StoredEvents } from "./keys.ts";
import { trimEvents } from "./retention.ts";
import { eventFor, withKv } from "./testing.ts";
import { auditedRooms, verifyRoom } from "./verify.ts";

const listener = { committed: () => {}, health: () => {}, tally: () => {}, dropped: () => {} };

/** A log of 20 events, in commits of so many, in which `tamper` did something; what the check says. */
async function after(tamper: (kv: Deno.Kv, ids: string[]) => Promise<unknown>, together = 1) {
  let said = "";
  await withKv(async (kv) => {
    const log = new EventLog(kv, listener);
    const ids: string[] = [];
    for (let i = 0; i < 20; i += together) {
      const commit = Array.from({ length: together }, (_, j) => log.append(eventFor({ status: i + j })));
      ids.push(...await Promise.all(commit));
    }
    await tamper(kv, ids);
    const audit = await verifyRoom(kv, "main");
    said = audit.kind === "whole" ? `whole ${audit.events}` : `${ids.indexOf(audit.id)}: ${audit.reason}`;
  });
  return said;
}

Deno.test("verifyRoom() finds what was edited, removed, moved or cut off", async () => {
  equal(await after(() => Promise.resolve()), "whole 20");
  equal(
    await after(async (kv, ids) => {
      await rewrite(kv, ids[7]!, (jsons) => jsons.map((json) => json.replace('"status":7', '"status":200')));
    }),
    "7: its content, or its place in the chain, was changed",
  );
  equal(
    (await after((kv, ids) => kv.delete(eventsKey("main", ids[3]!)))).replace(/follow .*/, ""),
    "4: event number 5, where 4 should ",
  );
  equal(
    await after((kv, ids) => kv.delete(eventsKey("main", ids[19]!))),
    "19: the log ends at number 19, the head says 20",
  );
  equal(await after((kv) => kv.delete(headKey("main"))), "19: the head of the log is missing");
});

/** Puts other events into the row that begins with `id`. */
async function rewrite(kv: Deno.Kv, id: string, change: (jsons: readonly string[]) => readonly string[]) {
  const { value } = await kv.get<StoredEvents>(eventsKey("main", id));
  await kv.set(eventsKey("main", id), { ...value, jsons: change(value?.jsons ?? []) });
}

Deno.test("verifyRoom() finds it inside a row of events that were committed together, too", async () => {
  const changed = (change: (jsons: readonly string[]) => readonly string[]) =>
    after((kv, ids) => rewrite(kv, ids[10]!, change), 10);
  const anyOf = "events that were stored with it, or its place in the chain, was changed";
  equal(await changed((jsons) => jsons), "whole 20");
  const edited = await changed((jsons) => jsons.map((json) => json.replace('"status":17', '"status":200')));
  equal(edited, `10: one of the 10 ${anyOf}`);
  const isOutOfTurn = (said: string) => said.replace(/follow .*/, "");
  // One is missing, two changed places, one was told twice.
  equal(isOutOfTurn(await changed((jsons) => jsons.toSpliced(4, 1))), "15: event number 16, where 15 should ");
  equal(
    isOutOfTurn(await changed(([a, b, c, ...rest]) => [a!, c!, b!, ...rest])),
    "12: event number 13, where 12 should ",
  );
  equal(isOutOfTurn(await changed(([a, ...rest]) => [a!, a!, ...rest])), "10: event number 11, where 12 should ");
  equal(await changed((jsons) => jsons.slice(0, 9)), `10: one of the 9 ${anyOf}`);
  equal(await changed(() => []), `10: one of the 0 ${anyOf}`);
  equal(await changed(([, ...rest]) => ["null", ...rest]), `10: one of the 10 ${anyOf}`);
  // A whole row is missing, or stands where another stood.
  equal(
    isOutOfTurn(await after((kv, ids) => kv.delete(eventsKey("main", ids[0]!)), 10)),
    "10: event number 11, where 1 should ",
  );
  const swapped = await after(async (kv, ids) => {
    const { value } = await kv.get(eventsKey("main", ids[0]!));
    await kv.set(eventsKey("main", ids[10]!), value);
  }, 10);
  equal(isOutOfTurn(swapped), "1: event number 2, where 12 should ");
});

Deno.test("trimEvents() forgets the oldest and leaves a chain that still verifies", async () => {
  await withKv(async (kv) => {
    const log = new EventLog(kv, listener);
    await Promise.all(Array.from({ length: 1_200 }, () => log.append(eventFor({ at: Date.now() }))));
    const options = { now: Date.now(), lastSeq: 1_200, maxEvents: 100 };
    // A row goes when its last event is to go.
    const gone = await trimEvents(kv, "main", options);
    ok(gone <= 1_100 && gone > 1_000, `${gone}`);
    deepEqual(await verifyRoom(kv, "main"), { kind: "whole", room: "main", events: 1_200 - gone, forgotten: gone });
    equal(await trimEvents(kv, "main", options), 0);
    await log.append(eventFor({ at: Date.now() }));
    equal(await trimEvents(kv, "main", { now: Date.now() + 60_000, lastSeq: 1_201, maxAgeMs: 1_000 }), 1_201 - gone);
    deepEqual(await verifyRoom(kv, "main"), { kind: "whole", room: "main", events: 0, forgotten: 1_201 });
    await log.append(eventFor({ room: "b" }));
    deepEqual(await auditedRooms(kv), ["main", "b"]);
  });
});

Deno.test("a log of the time when each event had a row of its own is read, checked, trimmed and continued", async () => {
  await withKv(async (kv) => {
    const ids: string[] = [];
    let hash = "0".repeat(64);
    for (let seq = 1; seq <= 5; seq++) {
      const id = eventIdOf({ at: 1_799_999_999_000 + seq, seq });
      const json = JSON.stringify({ id, ...eventFor({ status: seq }) });
      hash = chainHash(hash, [json]);
      await kv.set(eventsKey("main", id), { json, hash });
      ids.push(id);
    }
    await kv.set(headKey("main"), { id: ids[4], seq: 5, hash });
    const log = new EventLog(kv, listener);
    ids.push(...await Promise.all([6, 7].map((status) => log.append(eventFor({ status })))));
    deepEqual(await verifyRoom(kv, "main"), { kind: "whole", room: "main", events: 7, forgotten: 0 });
    const statusOf = (json: string | undefined): unknown => JSON.parse(json ?? "null")?.status;
    deepEqual((await eventsPage(kv, "main", { limit: 3 })).map(statusOf), [7, 6, 5]);
    deepEqual((await eventsAfter(kv, "main", ids[3]!, 10)).map(({ id }) => id), ids.slice(4));
    equal(statusOf(await eventById(kv, "main", ids[1]!)), 2);
    equal(await trimEvents(kv, "main", { now: 1_800_000_000_000, lastSeq: 7, maxEvents: 3 }), 4);
    deepEqual(await verifyRoom(kv, "main"), { kind: "whole", room: "main", events: 3, forgotten: 4 });
    equal((await Array.fromAsync(eventRows(kv, "main"))).length, 2);
  });
});
