import { deepEqual, equal, ok } from "node:assert/strict";
import { DEFAULT_LOGIN } from "../guard/mod.ts";
import { type TestApp, withApp } from "./testing.ts";

const TRIES = 200;

/** Nobody is slowed down by the guard. */
const PATIENT = { ...DEFAULT_LOGIN, accountFailures: 10_000, accountPerHour: 10_000, accountClients: 10_000 };

/** An answer without what differs from one request to the next, and the time that it took. */
interface Told {
  readonly text: string;
  readonly ms: number;
}

let sent = 0;

/** Each try comes from another address: what is compared is the account. */
async function tryLogin({ fetch }: TestApp, username: string, password: string): Promise<Told> {
  const address = `10.${++sent >> 16 & 255}.${sent >> 8 & 255}.${sent & 255}`;
  const started = performance.now();
  const response = await fetch("/api/safe/login", {
    method: "POST",
    body: JSON.stringify({ username, password }),
    headers: { "content-type": "application/json", "x-demo-ip": address },
  });
  const body = await response.json();
  const ms = performance.now() - started;
  const headers = [...response.headers].filter(([name]) => !VARYING.has(name));
  return { text: JSON.stringify([response.status, headers, { ...body, requestId: "", eventId: "" }]), ms };
}

/** The endpoint counts failures too, and by itself: it forgets them in the hour that passes before the next try. */
function tryLater(app: TestApp, username: string, password: string): Promise<Told> {
  app.clock.now += 3_600_000;
  return tryLogin(app, username, password);
}

const VARYING = new Set(["x-request-id", "x-event-id", "server-timing", "ratelimit-policy"]);

/** What a machine does besides may lengthen one kind of try for a while; a difference of the code is there each time. */
const ROUNDS = 3;

/** The least ratio of several rounds, which end with the first that nobody could tell apart. */
async function compare(one: () => Promise<Told>, other: () => Promise<Told>) {
  let least = await round(one, other);
  for (let n = 1; n < ROUNDS && least.ratio > 1.2; n++) {
    const next = await round(one, other);
    deepEqual(next.texts, least.texts);
    if (next.ratio < least.ratio) least = next;
  }
  return least;
}

/** The answers of two kinds of tries in turn, and the ratio of their median times, the greater by the smaller. */
async function round(one: () => Promise<Told>, other: () => Promise<Told>) {
  const told: [Told[], Told[]] = [[], []];
  // The first tries warm up.
  for (let i = 0; i < 10; i++) await (i % 2 ? one() : other());
  for (let i = 0; i < TRIES; i++) {
    // Neither is always the first.
    const order = i % 2 ? [0, 1] as const : [1, 0] as const;
    for (const which of order) told[which].push(await (which === 0 ? one() : other()));
  }
  const texts = told.map((list) => [...new Set(list.map(({ text }) => text))]);
  const [a = 0, b = 0] = told.map((list) => list.map(({ ms }) => ms).toSorted((x, y) => x - y)[TRIES / 2] ?? 0);
  return { texts, ratio: Math.max(a, b) / Math.min(a, b) };
}

Deno.test("an unknown user and a wrong password cannot be told apart by body, status or time", async () => {
  await withApp(async (app) => {
    const { texts, ratio } = await compare(
      () => tryLater(app, "alice", `wrong-${sent}`),
      () => tryLater(app, "nobod", `wrong-${sent}`),
    );
    deepEqual(texts[0], texts[1]);
    equal(texts[0]?.length, 1);
    ok(texts[0]?.[0]?.startsWith("[401,"), texts[0]?.[0]);
    ok(ratio <= 1.2, `ratio of medians ${ratio}`);
    console.log(`unknown user and wrong password, ${TRIES} tries each: ratio of medians ${ratio.toFixed(3)}`);
  }, { settings: { rateLimit: "off", teaching: false, login: PATIENT } });
});

Deno.test("a throttled account tells neither whether it exists nor whether the password was right", async () => {
  const slow = { ...DEFAULT_LOGIN, delayMs: 3_600_000, accountClients: 10_000 };
  await withApp(async (app) => {
    for (const name of ["alice", "nobod"]) {
      for (let i = 0; i < 5; i++) ok((await tryLogin(app, name, `wrong-${i}`)).text.startsWith("[401,"));
    }
    const rows: readonly [one: [string, string], other: [string, string]][] = [
      [["alice", "wrong-x"], ["nobod", "wrong-x"]],
      // Of one shape: what the detectors take for a text depends on the text.
      [["alice", "correct-horse-fake"], ["alice", "correct-house-fake"]],
    ];
    for (const [one, other] of rows) {
      const { texts, ratio } = await compare(() => tryLogin(app, ...one), () => tryLogin(app, ...other));
      deepEqual(texts[0], texts[1]);
      equal(texts[0]?.length, 1);
      ok(texts[0]?.[0]?.startsWith("[429,"), texts[0]?.[0]);
      ok(ratio <= 1.2, `ratio of medians ${ratio}`);
      console.log(`throttled ${one} and ${other}: ratio of medians ${ratio.toFixed(3)}`);
    }
    equal(rows.length, 2);
  }, { settings: { rateLimit: "off", teaching: false, login: slow } });
});
