import assert from "node:assert/strict";
import type { FireReport } from "./fire.ts";
import { fire, type Outside } from "./fire_worker.ts";
import type { Packed, Unpacked } from "../routes/glass/parcel.ts";
import { entryWith } from "./testing.ts";

const JOB = {
  scenario: "mixed",
  entries: [entryWith(), entryWith({ id: "innocent/tea", category: "innocent", truth: "benign" })],
  pace: { rate: 200, duration: 2, share: 0.5, seed: 1 },
  browser: { host: "glass.test", origin: "http://glass.test", userAgent: "Browser/1", language: "en" },
};

interface Thrown {
  readonly target: string;
  readonly headers: Headers;
  readonly at: number;
}

/** Opens a parcel. */
function shotsIn({ body }: RequestInit): readonly Packed[] {
  return JSON.parse(String(body));
}

const PASSED: Unpacked = { status: 200, type: "application/json", hasEvent: false };

/** A world whose clock moves only when the worker pauses. */
function outsideWith(part: Partial<Outside> & { readonly limit?: number; readonly answer?: Unpacked } = {}) {
  const { limit = Infinity, answer = PASSED, ...other } = part;
  const reports: FireReport[] = [];
  const thrown: Thrown[] = [];
  const parcels: string[] = [];
  let now = 0;
  const outside: Outside = {
    fetch: (url, init) => {
      parcels.push(url);
      const shots = shotsIn(init);
      for (const { target, headers } of shots) {
        thrown.push({
          target,
          headers: new Headers(headers.map(([name, value]): [string, string] => [name, value])),
          at: now,
        });
      }
      return Promise.resolve(Response.json(shots.map(() => answer)));
    },
    tell: (report) => reports.push(report),
    now: () => now,
    pause: (ms) => {
      now += ms;
      // One turn of the loop, in which an answer arrives.
      return new Promise((resolve) => setTimeout(resolve));
    },
    stopped: () => thrown.length >= limit,
    ...other,
  };
  return { outside, reports, thrown, parcels };
}

Deno.test("fire() keeps the pace in parcels, labels every shot and says how they ended", async () => {
  const { outside, reports, thrown, parcels } = outsideWith();
  await fire(JOB, outside);
  assert.equal(thrown.length, 400);
  assert.ok(Math.abs(thrown.filter(({ at }) => at < 1_000).length - 200) <= 10, "half of them in half the time");
  assert.ok(parcels.length >= 20 && parcels.length <= 60, `${parcels.length} parcels`);
  assert.ok(parcels.every((url) => url === "http://glass.test/glass/parcel"));
  const last = reports.at(-1)!;
  assert.deepEqual([last.state, last.done, last.failed, last.counts.allow], ["done", 400, 0, 400]);
  assert.equal(last.matrix.missed + last.matrix.rightlyAllowed, 400);
  assert.ok(reports.length >= 3 && reports.length <= 7, `${reports.length} reports in two seconds`);
  assert.ok(thrown.every(({ headers }) => headers.get("x-glass-truth") && headers.get("x-demo-ip")));
  assert.ok(thrown.every(({ headers }) => headers.get("user-agent") === "Browser/1"));
});

Deno.test("fire() leaves what has an event to the stream", async () => {
  const { outside, reports } = outsideWith({
    answer: { status: 403, type: "application/problem+json", hasEvent: true },
  });
  await fire(JOB, outside);
  const last = reports.at(-1)!;
  assert.equal(last.counts.block, 400);
  assert.deepEqual(last.matrix, { caught: 0, missed: 0, falseAlarm: 0, rightlyAllowed: 0 });
});

Deno.test("fire() counts what never came back, and stops when told", async () => {
  const lost: readonly Outside["fetch"][] = [
    () => Promise.reject(new TypeError("away")),
    () => Promise.resolve(new Response("Too many", { status: 429 })),
    () => Promise.resolve(Response.json({})),
    (_, init) => Promise.resolve(Response.json(shotsIn(init).map(() => ({ ...PASSED, status: 0 })))),
  ];
  for (const fetch of lost) {
    const away = outsideWith({ fetch });
    await fire(JOB, away.outside);
    assert.deepEqual([away.reports.at(-1)?.failed, away.reports.at(-1)?.state], [400, "done"]);
  }
  assert.equal(lost.length, 4);
  const short = outsideWith({ limit: 50 });
  await fire(JOB, short.outside);
  assert.equal(short.reports.at(-1)?.state, "stopped");
  assert.ok(short.thrown.length < 70);
});

Deno.test("fire() never has more than forty on the way", async () => {
  let flying = 0;
  let most = 0;
  const open: (() => void)[] = [];
  const { outside } = outsideWith({
    fetch: (_, init) => {
      const shots = shotsIn(init);
      most = Math.max(most, flying += shots.length);
      return new Promise((resolve) =>
        open.push(() => {
          flying -= shots.length;
          resolve(Response.json(shots.map(() => PASSED)));
        })
      );
    },
  });
  let at = 0;
  const slow = {
    ...outside,
    now: () => at,
    pause: (ms: number) => {
      at += ms;
      if (flying >= 40) open.shift()?.();
      return Promise.resolve();
    },
  };
  const ended = fire({ ...JOB, pace: { ...JOB.pace, rate: 100 } }, slow);
  const drain = setInterval(() => open.shift()?.());
  await ended;
  clearInterval(drain);
  assert.equal(most, 40);
});
