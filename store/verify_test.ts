import { deepEqual, equal } from "node:assert/strict";
import { EventLog } from "./event_log.ts";
import { eventKey, headKey } from "./keys.ts";
import { trimEvents } from "./retention.ts";
import { eventFor, withKv } from "./testing.ts";
import { auditedRooms, verifyRoom } from "./verify.ts";

const listener = { committed: () => {}, health: () => {}, tally: () => {}, dropped: () => {} };

/** A log of 20 events in which `tamper` did something; what the check says. */
async function after(tamper: (kv: Deno.Kv, ids: string[]) => Promise<unknown>) {
  let said = "";
  await withKv(async (kv) => {
    const log = new EventLog(kv, listener);
    const ids: string[] = [];
    for (let i = 0; i < 20; i++) ids.push(await log.append(eventFor({ status: i })));
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
      const { value } = await kv.get<{ json: string; hash: string }>(eventKey("main", ids[7]!));
      await kv.set(eventKey("main", ids[7]!), { ...value, json: value?.json.replace('"status":7', '"status":200') });
    }),
    "7: its content, or its place in the chain, was changed",
  );
  equal(
    (await after((kv, ids) => kv.delete(eventKey("main", ids[3]!)))).replace(/follow .*/, ""),
    "4: event number 5, where 4 should ",
  );
  equal(
    await after((kv, ids) => kv.delete(eventKey("main", ids[19]!))),
    "19: the log ends at number 19, the head says 20",
  );
  equal(await after((kv) => kv.delete(headKey("main"))), "19: the head of the log is missing");
});

Deno.test("trimEvents() forgets the oldest and leaves a chain that still verifies", async () => {
  await withKv(async (kv) => {
    const log = new EventLog(kv, listener);
    await Promise.all(Array.from({ length: 1_200 }, () => log.append(eventFor({ at: Date.now() }))));
    const options = { now: Date.now(), lastSeq: 1_200, maxEvents: 100 };
    equal(await trimEvents(kv, "main", options), 1_100);
    deepEqual(await verifyRoom(kv, "main"), { kind: "whole", room: "main", events: 100, forgotten: 1_100 });
    await log.append(eventFor({ at: Date.now() }));
    equal(await trimEvents(kv, "main", { now: Date.now() + 60_000, lastSeq: 1_201, maxAgeMs: 1_000 }), 101);
    deepEqual(await verifyRoom(kv, "main"), { kind: "whole", room: "main", events: 0, forgotten: 1_201 });
    await log.append(eventFor({ room: "b" }));
    deepEqual(await auditedRooms(kv), ["main", "b"]);
  });
});
