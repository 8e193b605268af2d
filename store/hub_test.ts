import { deepEqual, equal, ok } from "node:assert/strict";
import { eventIdOf } from "./ids.ts";
import type { LoggedEvent } from "./event_reader.ts";
import { Hub } from "./hub.ts";
import { MAX_CLIENT_STREAMS, MAX_RESUME_EVENTS, RING_EVENTS } from "./limits.ts";

const event = (seq: number): LoggedEvent => {
  const id = eventIdOf({ at: 1_800_000_000_000, seq });
  return { id, json: JSON.stringify({ id }) };
};
const events = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => event(from + i));

/** A log that knows everything published, and a hub before it. */
function setup() {
  const log: LoggedEvent[] = [];
  const hub = new Hub((_room, after, limit) => Promise.resolve(log.filter(({ id }) => id > after).slice(0, limit)));
  const publish = (list: LoggedEvent[]) => {
    log.push(...list);
    hub.publish("main", list);
  };
  return { hub, publish };
}

/** Reads a stream until `count` events came; returns their ids, and what was left out before each. */
async function read(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  count: number,
  gaps: [before: string, missed: number][] = [],
): Promise<string[]> {
  const ids: string[] = [];
  let missed = 0;
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (ids.length < count) {
    const { value, done } = await reader.read();
    if (done) break;
    text += value;
    const frames = text.split("\n\n");
    text = frames.pop() ?? "";
    for (const frame of frames) {
      const data = frame.split("\n").find((line) => line.startsWith("data: "))?.slice(6);
      if (!data) continue;
      const parsed = JSON.parse(data);
      if (parsed.type === "gap") missed = parsed.missed;
      if (parsed.type !== "events") continue;
      if (missed > 0) gaps.push([parsed.events[0].id, missed]);
      missed = 0;
      ids.push(...parsed.events.map(({ id }: { id: string }) => id));
    }
  }
  await reader.cancel();
  return ids;
}

function opened(hub: Hub, after?: string): ReadableStream<Uint8Array<ArrayBuffer>> {
  const result = hub.open("main", "127.0.0.1", after, []);
  ok(result.kind === "open");
  return result.stream;
}

const idsOf = (list: readonly LoggedEvent[]) => list.map(({ id }) => id);

Deno.test("Hub() gives a stream what comes after it was opened", async () => {
  const { hub, publish } = setup();
  publish(events(1, 3));
  const stream = opened(hub);
  await Promise.resolve();
  publish(events(4, 6));
  deepEqual(await read(stream, 3), idsOf(events(4, 6)));
  hub.close();
});

Deno.test("Hub() resumes from memory and from the log without gap or twin", async () => {
  const { hub, publish } = setup();
  publish(events(1, 10));
  publish(events(11, RING_EVENTS + 200));
  for (const from of [0, 5, 150, 199, 200, 201, RING_EVENTS + 150]) {
    const stream = opened(hub, from === 0 ? "" : event(from).id);
    const last = RING_EVENTS + 200;
    deepEqual(await read(stream, last - from), idsOf(events(from + 1, last)), `from ${from}`);
  }
  hub.close();
});

Deno.test("Hub() pages up to its bound, then says how many events it leaves out", async () => {
  const { hub, publish } = setup();
  const last = MAX_RESUME_EVENTS + RING_EVENTS + 1_234;
  publish(events(1, last));
  const gaps: [string, number][] = [];
  const ids = await read(opened(hub, event(1).id), MAX_RESUME_EVENTS + RING_EVENTS, gaps);
  const from = last - RING_EVENTS + 1;
  deepEqual(ids, [...idsOf(events(2, MAX_RESUME_EVENTS + 1)), ...idsOf(events(from, last))]);
  deepEqual(gaps, [[event(from).id, from - MAX_RESUME_EVENTS - 2]]);
  hub.close();
});

Deno.test("Hub() says how many events were forgotten since a stream was away", async () => {
  const kept = events(301, 400);
  const hub = new Hub((_room, after, limit) => Promise.resolve(kept.filter(({ id }) => id > after).slice(0, limit)));
  hub.publish("main", events(401, 401));
  const gaps: [string, number][] = [];
  equal((await read(opened(hub, event(100).id), 101, gaps)).length, 101);
  deepEqual(gaps, [[event(301).id, 200]]);
  const fresh: [string, number][] = [];
  await read(opened(hub, ""), 101, fresh);
  deepEqual(fresh, []);
  hub.close();
});

Deno.test("Hub() tells that a room begins anew, and gives nothing of before", async () => {
  const { hub, publish } = setup();
  publish(events(1, 3));
  const stream = opened(hub, "");
  equal((await read(opened(hub, ""), 3)).length, 3);
  hub.restart("main");
  publish(events(4, 4));
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes(event(4).id)) text += (await reader.read()).value ?? "";
  ok(text.includes('data: {"type":"reset"}'));
  await reader.cancel();
  hub.close();
});

Deno.test("Hub() loses nothing that is published while a stream catches up", async () => {
  const { hub, publish } = setup();
  publish(events(1, RING_EVENTS * 2));
  const stream = opened(hub, event(1).id);
  const reading = read(stream, RING_EVENTS * 2 + 99);
  for (let n = RING_EVENTS * 2 + 1; n <= RING_EVENTS * 2 + 100; n++) {
    publish([event(n)]);
    if (n % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 0));
  }
  deepEqual(await reading, idsOf(events(2, RING_EVENTS * 2 + 100)));
  hub.close();
});

Deno.test("Hub() closes a client that does not read, and counts clients", async () => {
  const { hub, publish } = setup();
  const streams = Array.from({ length: MAX_CLIENT_STREAMS }, () => opened(hub));
  equal(hub.open("main", "127.0.0.1", undefined, []).kind, "full");
  equal(hub.open("main", "other", undefined, []).kind, "open");
  equal(hub.clients, MAX_CLIENT_STREAMS + 1);
  await Promise.all(streams.slice(1).map((stream) => stream.cancel()));
  equal(hub.clients, 2);
  await new Promise((resolve) => setTimeout(resolve, 0));
  for (let n = 1; n <= 80; n++) {
    publish([event(n)]);
    hub.flush("main");
  }
  equal(hub.clients, 0);
  hub.close();
});
