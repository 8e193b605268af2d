import assert from "node:assert/strict";
import type { Lesson } from "../../attacks/types.ts";
import type { Effect } from "../../routes/demo/effect.ts";
import type { Entry, Exchange } from "../draft.ts";
import { entryWith, exchangeWith, settingsWith } from "../testing.ts";
import { attackReached, type Circumstances, defendReached, endpointOf, mistakesOf, twinOf } from "./goals.ts";
import { lessonWith } from "./testing.ts";

const HARM: Effect = { kind: "access", steps: [], expected: "", summary: "It leaked.", harmful: true };
const NONE: Effect = { ...HARM, summary: "Nothing leaked.", harmful: false };
const ATTACK = entryWith({ requests: [{ method: "GET", target: "/api/search?q=%27%20OR%201", headers: [] }] });

interface Row {
  readonly lesson?: Partial<Lesson>;
  readonly last: Partial<Exchange> & { target?: string };
  readonly around?: Partial<Circumstances>;
}

function circumstances(part: Partial<Circumstances> = {}): Circumstances {
  return { settings: settingsWith(), attack: ATTACK, entries: [ATTACK], ...part };
}

/** The sentence that says what is missing; nothing where the goal is reached. */
function attack({ lesson, last, around }: Row): string {
  const reached = attackReached(lessonWith(lesson), exchangeWith(last), circumstances(around));
  return reached.kind === "missing" ? reached.why : "";
}

function defend({ lesson, last, around }: Row): string {
  const reached = defendReached(lessonWith(lesson), exchangeWith(last), circumstances(around));
  return reached.kind === "missing" ? reached.why : "";
}

Deno.test("endpointOf() is the same for an endpoint, its twin and its objects", () => {
  const rows: [string, string][] = [
    ["/api/search?q=1", "/api/search"],
    ["/api/safe/search?q=1", "/api/search"],
    ["/api/orders/1001?token=x", "/api/orders"],
    ["/api/safe/nosql/login", "/api/nosql/login"],
    ["/", "/"],
  ];
  for (const [target, endpoint] of rows) assert.equal(endpointOf(target), endpoint);
  assert.equal(rows.length, 5);
  assert.equal(
    twinOf({ method: "GET", target: "/api/files?path=a", headers: [], body: "" }).target,
    "/api/safe/files?path=a",
  );
});

Deno.test("attackReached() wants harm from the weak endpoint, with its proof, or says what is missing", () => {
  const target = "/api/search?q=x";
  const rows: [Row, RegExp][] = [
    [{ last: { target, effect: HARM } }, /^$/],
    [{ last: { target, effect: NONE } }, /Nothing leaked/],
    [{ last: { target, status: 404 } }, /answered 404/],
    [{ last: { target, action: "block", status: 403 } }, /guard refused/],
    [{ last: { target, action: "limit", status: 429 } }, /limit answered/],
    [{ last: { target: "/api/users", effect: HARM } }, /about \/api\/search/],
    [{ last: { target: "/api/safe/search?q=x", effect: NONE } }, /correct twin/],
    [{ last: { target, failure: "No answer." } }, /No answer/],
    [{ lesson: { proof: "secret" }, last: { target, effect: HARM, body: "{}" } }, /does not hold yet/],
    [{ lesson: { proof: "secret" }, last: { target, effect: HARM, body: "a secret" } }, /^$/],
    [{ lesson: { sent: "password" }, last: { target, effect: HARM } }, /does not mention "password"/],
    [{ lesson: { sent: "%ff" }, last: { target: "/api/search?q=%FF", effect: HARM } }, /^$/],
  ];
  for (const [row, says] of rows) assert.match(attack(row), says, JSON.stringify(row));
  assert.equal(rows.length, 12);
});

Deno.test("attackReached() knows refusals, limits, misses and false alarms", () => {
  const target = "/api/search?q=' OR 1";
  const goal = (attack: Lesson["goals"]["attack"]) => ({ goals: { attack, defend: "twin" } }) as const;
  const observing = { settings: settingsWith({ mode: "observe" }) };
  const rows: [Row, RegExp][] = [
    [{ lesson: goal("limited"), last: { target, action: "limit", status: 429 } }, /^$/],
    [{ lesson: goal("limited"), last: { target } }, /no limit/],
    [{ lesson: goal("missed"), last: { target, effect: HARM } }, /^$/],
    [{ lesson: goal("missed"), last: { target, effect: HARM }, around: observing }, /only observes/],
    [{ lesson: goal("alarm"), last: { target, action: "block", status: 403 } }, /^$/],
    [{ lesson: goal("alarm"), last: { target: `${target}2`, action: "block", status: 403 } }, /edited/],
    [{ lesson: goal("alarm"), last: { target } }, /let it pass/],
  ];
  for (const [row, says] of rows) assert.match(attack(row), says, JSON.stringify(row));
  assert.equal(rows.length, 7);
});

Deno.test("defendReached() wants the very request, at the twin, let through, without harm", () => {
  const twin = "/api/safe/search?q=%27%20OR%201";
  const winner = { method: "GET", target: "/api/search?q=mine", headers: [], body: "" };
  const rows: [Row, RegExp][] = [
    [{ last: { target: twin, effect: NONE } }, /^$/],
    [{ last: { target: "/api/safe/search?q=' OR 1", status: 404 } }, /^$/],
    [{ last: { target: "/api/safe/search?q=mine", effect: NONE }, around: { winner } }, /^$/],
    [{ last: { target: "/api/safe/search?q=tea", effect: NONE } }, /very request/],
    [{ last: { target: "/api/search?q=' OR 1", effect: HARM } }, /correct twin/],
    [{ last: { target: twin, action: "block", status: 403 } }, /guard refused/],
    [{ last: { target: twin, effect: HARM } }, /twin failed/],
    [{ last: { target: twin, status: 500 } }, /twin failed/],
  ];
  for (const [row, says] of rows) assert.match(defend(row), says, JSON.stringify(row));
  assert.equal(rows.length, 8);
});

Deno.test("defendReached() knows a second counter, and what is solved by settings", () => {
  const goal = (defend: Lesson["goals"]["defend"]) => ({ goals: { attack: "limited", defend } }) as const;
  const target = "/api/search?q=' OR 1";
  const other: Entry = entryWith({
    id: "spraying/x",
    title: "Sideways",
    requests: [{ method: "GET", target: "/api/x", headers: [] }],
  });
  const limited = { ...goal("limited"), setup: { clientAccounts: 50 }, catch: [ATTACK.id, other.id] };
  const login = (clientAccounts: number) => settingsWith({ login: { ...LOGIN, clientAccounts } });
  const around = { entries: [ATTACK, other], settings: login(5) };
  const rows: [Row, RegExp][] = [
    [{ lesson: limited, last: { target: "/api/x", action: "limit", status: 429 }, around }, /^$/],
    [{ lesson: limited, last: { target: "/api/x", status: 401 }, around }, /no limit/],
    [{ lesson: limited, last: { target, action: "limit" }, around }, /Fire Sideways/],
    [
      { lesson: limited, last: { target: "/api/x", action: "limit" }, around: { ...around, settings: login(50) } },
      /generous/,
    ],
    [{ lesson: goal("tuned"), last: { target } }, /Change the guard/],
  ];
  for (const [row, says] of rows) assert.match(defend(row), says, JSON.stringify(row));
  assert.equal(rows.length, 5);
});

const LOGIN = {
  accountFailures: 5,
  accountWindowMs: 1,
  delayMs: 1,
  maxDelayMs: 1,
  accountPerHour: 100,
  clientFailures: 10,
  clientAccounts: 5,
  clientWindowMs: 1,
  banMs: 1,
  maxBanMs: 1,
  accountClients: 10,
  surgeFailures: 30,
  surgePercent: 50,
};

Deno.test("mistakesOf() counts attacks let through, innocents refused and a twin that does harm", () => {
  const row = { id: "a", title: "A", requests: 1, blocked: 0, limited: 0, rules: [] };
  const rows = [
    { ...row, truth: "attack", stopped: true },
    { ...row, truth: "attack", stopped: false },
    { ...row, truth: "benign", stopped: true },
    { ...row, truth: "benign", stopped: false },
  ] as const;
  assert.equal(mistakesOf({ rows }), 2);
  assert.equal(mistakesOf({ rows, twin: { harmful: true, statuses: [200] } }), 3);
  assert.equal(mistakesOf({ rows: [], twin: { harmful: false, statuses: [404] } }), 0);
});
