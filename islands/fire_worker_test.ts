import assert from "node:assert/strict";
import type { FireReport } from "./fire.ts";
import { fire, type Outside } from "./fire_worker.ts";
import { entryWith } from "./testing.ts";

const JOB = {
  scenario: "mixed",
  entries: [entryWith(), entryWith({ id: "innocent/tea", category: "innocent", truth: "benign" })],
  pace: { rate: 200, duration: 2, share: 0.5, seed: 1 },
  browser: { host: "glass.test", origin: "http://glass.test", userAgent: "Browser/1", language: "en" },
};

/** A world whose clock moves only when the worker pauses. */
function outsideWith(part: Partial<Outside> & { readonly limit?: number } = {}) {
  const reports: FireReport[] = [];
  const thrown: { target: string; headers: Headers; at: number }[] = [];
  let now = 0;
  const outside: Outside = {
    fetch: (target, { headers }) => {
      thrown.push({ target, headers: new Headers(headers), at: now });
      return Promise.resolve(new Response("{}"));
    },
    tell: (report) => reports.push(report),
    now: () => now,
    pause: (ms) => {
      now += ms;
      return Promise.resolve();
    },
    stopped: () => thrown.length >= (part.limit ?? Infinity),
    ...part,
  };
  return { outside, reports, thrown };
}

Deno.test("fire() keeps the pace, labels every shot and says how they ended", async () => {
  const { outside, reports, thrown } = outsideWith();
  await fire(JOB, outside);
  assert.equal(thrown.length, 400);
  assert.ok(Math.abs(thrown.filter(({ at }) => at < 1_000).length - 200) <= 5, "half of them in half the time");
  const last = reports.at(-1)!;
  assert.deepEqual([last.state, last.done, last.failed, last.counts.allow], ["done", 400, 0, 400]);
  assert.equal(last.matrix.missed + last.matrix.rightlyAllowed, 400);
  assert.ok(reports.length >= 4 && reports.length <= 7, `${reports.length} reports in two seconds`);
  assert.ok(thrown.every(({ headers }) => headers.get("x-glass-truth") && headers.get("x-demo-ip")));
});

Deno.test("fire() leaves what has an event to the stream", async () => {
  const headers = { "content-type": "application/problem+json", "x-event-id": "1" };
  const { outside, reports } = outsideWith({
    fetch: () => Promise.resolve(new Response("{}", { status: 403, headers })),
  });
  await fire(JOB, outside);
  const last = reports.at(-1)!;
  assert.equal(last.counts.block, 400);
  assert.deepEqual(last.matrix, { caught: 0, missed: 0, falseAlarm: 0, rightlyAllowed: 0 });
});

Deno.test("fire() counts what never came back, and stops when told", async () => {
  const away = outsideWith({ fetch: () => Promise.reject(new TypeError("away")) });
  await fire(JOB, away.outside);
  assert.deepEqual([away.reports.at(-1)?.failed, away.reports.at(-1)?.state], [400, "done"]);
  const short = outsideWith({ limit: 50 });
  await fire(JOB, short.outside);
  assert.equal(short.reports.at(-1)?.state, "stopped");
  assert.ok(short.thrown.length < 60);
});

Deno.test("fire() never has more than forty on the way", async () => {
  let flying = 0;
  let most = 0;
  const open: (() => void)[] = [];
  const { outside } = outsideWith({
    fetch: () => {
      most = Math.max(most, ++flying);
      return new Promise((resolve) =>
        open.push(() => {
          flying--;
          resolve(new Response("{}"));
        })
      );
    },
  });
  const slow = {
    ...outside,
    pause: (ms: number) => outside.pause(ms).then(() => flying >= 40 ? open.shift()?.() : undefined),
  };
  const ended = fire({ ...JOB, pace: { ...JOB.pace, rate: 100 } }, slow);
  const drain = setInterval(() => open.shift()?.());
  await ended;
  clearInterval(drain);
  assert.equal(most, 40);
});
