import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { chainHash } from "./chain.ts";
import { EventLog, type LogListener } from "./event_log.ts";
import { idOf } from "./event_json.ts";
import { eventsAfter, eventsPage } from "./event_reader.ts";
import { eventRows } from "./event_rows.ts";
import { parseEventId } from "./ids.ts";
import { MAX_QUEUE } from "./limits.ts";
import { eventFor, faultyKv, withKv } from "./testing.ts";

/** A listener that writes down what it heard. */
function recorder() {
  const ids: string[] = [];
  const health: string[] = [];
  let dropped = 0;
  const listener: LogListener = {
    committed: (_room, events) => ids.push(...events.map(({ id }) => id)),
    health: (state) => health.push(state),
    tally: () => {},
    dropped: () => dropped++,
  };
  return { listener, ids, health, dropped: () => dropped };
}

/** Every event of the room, after a look at the chain and at the numbers. */
async function stored(kv: Deno.Kv, room = "main"): Promise<{ id: string; json: string }[]> {
  const all: { id: string; json: string }[] = [];
  let hash = "0".repeat(64);
  for await (const row of eventRows(kv, room)) {
    equal(row.key[3], idOf(row.jsons[0]!));
    equal(row.hash, hash = chainHash(hash, row.jsons));
    for (const json of row.jsons) all.push({ id: JSON.parse(json).id, json });
  }
  for (const [i, { id, json }] of all.entries()) {
    equal(parseEventId(id)?.seq, i + 1);
    equal(idOf(json), id);
  }
  return all;
}

Deno.test("append() stores events in order, numbered without gap and chained", async () => {
  await withKv(async (kv) => {
    const { listener, ids } = recorder();
    const log = new EventLog(kv, listener);
    const appended = await Promise.all(Array.from({ length: 1_000 }, (_, i) => log.append(eventFor({ status: i }))));
    const events = await stored(kv);
    deepEqual(events.map(({ id }) => id), appended);
    deepEqual(ids, appended);
    equal((await eventsPage(kv, "main", { limit: 50 })).length, 50);
    equal((await eventsAfter(kv, "main", appended[899]!, 500)).length, 100);
  });
});

Deno.test("append() lets events of one turn of the event loop share a commit, also those that come a little later", async () => {
  await withKv(async (kv) => {
    const batches: number[] = [];
    const log = new EventLog(kv, { ...recorder().listener, timed: (_ms, events) => batches.push(events) });
    await log.head("main");
    const appended: Promise<string>[] = [];
    for (let i = 0; i < 20; i++) {
      appended.push(log.append(eventFor({ status: i })));
      // As handlers do that wait for something that is already there.
      for (let wait = 0; wait < 5; wait++) await Promise.resolve();
    }
    equal(new Set(await Promise.all(appended)).size, 20);
    deepEqual(batches, [20]);
  });
});

Deno.test("append() keeps rooms apart, and the order when the clock jumps back", async () => {
  await withKv(async (kv) => {
    const log = new EventLog(kv, recorder().listener);
    const ids = [
      await log.append(eventFor({ at: 2_000_000 })),
      await log.append(eventFor({ at: 1_000_000 })),
      await log.append(eventFor({ room: "b", at: 1_000_000 })),
    ];
    ok(ids[0]! < ids[1]!);
    equal(parseEventId(ids[2]!)?.seq, 1);
    equal((await stored(kv)).length, 2);
    equal((await stored(kv, "b")).length, 1);
  });
});

Deno.test("two logs on one database make one chain, and each hears of the other's events", async () => {
  await withKv(async (kv) => {
    const [a, b] = [recorder(), recorder()];
    const [first, second] = [new EventLog(kv, a.listener), new EventLog(kv, b.listener)];
    await Promise.all([first.head("main"), second.head("main")]);
    const appended = await Promise.all(
      Array.from({ length: 400 }, async (_, i) => {
        await new Promise((resolve) => setTimeout(resolve, i % 20));
        return await (i % 2 ? first : second).append(eventFor({ status: i }));
      }),
    );
    await first.follow("main");
    await second.follow("main");
    const events = await stored(kv);
    const all = events.map(({ id }) => id);
    deepEqual([...appended].sort(), all);
    deepEqual(a.ids, all);
    deepEqual(b.ids, all);
  });
});

Deno.test("append() loses nothing while every second commit fails, and says how it is", async () => {
  await withKv(async (kv) => {
    let calls = 0;
    const { listener, health } = recorder();
    const log = new EventLog(faultyKv(kv, (call) => call === "commit" && calls++ % 2 === 0), listener);
    const appended: string[] = [];
    for (let i = 0; i < 6; i++) appended.push(await log.append(eventFor({ status: i })));
    deepEqual((await stored(kv)).map(({ id }) => id), appended);
    ok(health.includes("degraded"));
    equal(health.at(-1), "ok");
  });
});

Deno.test("append() does not store twice what was committed although the answer got lost", async () => {
  await withKv(async (kv) => {
    let lose = true;
    const lossy = new Proxy(kv, {
      get(target, name) {
        if (name !== "atomic") return Reflect.get(target, name, target).bind(target);
        return () => {
          const operation = target.atomic();
          const commit = operation.commit.bind(operation);
          operation.commit = async () => {
            const result = await commit();
            if (!lose) return result;
            lose = false;
            throw new Error("connection reset");
          };
          return operation;
        };
      },
    });
    const { listener, ids } = recorder();
    const log = new EventLog(lossy, listener);
    const id = await log.append(eventFor());
    const next = await log.append(eventFor());
    deepEqual((await stored(kv)).map(({ id }) => id), [id, next]);
    deepEqual(ids, [id, next]);
  });
});

Deno.test("append() refuses and counts what does not fit into the queue", async () => {
  await withKv(async (kv) => {
    let down = true;
    const { listener, dropped } = recorder();
    const log = new EventLog(faultyKv(kv, () => down), listener);
    const waiting = Array.from({ length: MAX_QUEUE }, () => log.append(eventFor()));
    await rejects(Promise.all([log.append(eventFor()), ...Array.from({ length: 400 }, () => log.append(eventFor()))]));
    ok(dropped() > 0);
    down = false;
    await Promise.all(waiting);
    equal((await stored(kv)).length, MAX_QUEUE);
  });
});
