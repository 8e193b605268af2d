/**
 * Scenarios: traffic over time, with its ground truth. Pure: chance comes from a seed, time from outside.
 * @module
 */
import type { Entry } from "./draft.ts";
import { type Draft, draftOf, isForbiddenHeader } from "./request.ts";

/** One request of a scenario. */
export interface Shot {
  readonly draft: Draft;
  readonly id: string;
  readonly truth: "attack" | "benign";
}

/** What a scenario draws from. */
export interface Supply {
  readonly entries: readonly Entry[];
  /** Share of attacks in mixed traffic, 0 to 1. */
  readonly share: number;
  readonly random: () => number;
}

/** A kind of traffic. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** Requests a second that suit it. */
  readonly rate: number;
  readonly shot: (index: number, supply: Supply) => Shot;
  /** How many requests are due after some seconds; left out: as many every second. */
  readonly due?: (seconds: number, rate: number) => number;
}

/** Header by which a launcher on this machine plays many clients. */
const CLIENT = "x-demo-ip";

const NAMES = ["alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "ivan", "judy"];

/** Every scenario. */
export const SCENARIOS: readonly Scenario[] = [
  {
    id: "mixed",
    title: "Mixed traffic",
    summary: "Attacks of the library among innocent requests, from fifty clients.",
    rate: 20,
    shot: (index, supply) =>
      from(client(index, 50), pick(supply, supply.random() < supply.share ? isAttack : isInnocent)),
  },
  {
    id: "brute-force",
    title: "Brute force",
    summary: "One client tries password after password on one account.",
    rate: 5,
    shot: (index) => from("198.51.100.7", login("bob", `password${index}`)),
  },
  {
    id: "spraying",
    title: "Password spraying",
    summary: "One password on account after account, from ten clients.",
    rate: 5,
    shot: (index) => from(client(index, 10), login(NAMES[index % NAMES.length] ?? "", "Winter2026!")),
  },
  {
    id: "scanner",
    title: "Scanner wave",
    summary: "One client asks for everything that is often left lying about.",
    rate: 10,
    shot: (index, supply) => from("198.51.100.23", scan(index, supply)),
  },
  {
    id: "burst",
    title: "Burst",
    summary: "One client, innocent requests, far above its quota.",
    rate: 60,
    shot: () => from("198.51.100.42", { ...plain(), truth: "attack" }),
  },
  {
    id: "slow-burst",
    title: "Slow burst",
    summary: "One client, twenty requests at once, a pause of ten seconds, again: never fast, always too much.",
    rate: 2,
    shot: () => from("198.51.100.43", { ...plain(), truth: "attack" }),
    due: (seconds, rate) => Math.floor(seconds / 10 + 1) * 10 * rate,
  },
  {
    id: "crowd",
    title: "Innocent crowd",
    summary: "Nothing but innocent requests, from a hundred clients: every refusal is a false alarm.",
    rate: 20,
    shot: (index, supply) => from(client(index, 100), pick(supply, isInnocent)),
  },
];

/** Requests due after `seconds`, out of `duration`. */
export function dueAfter(scenario: Scenario, seconds: number, options: { rate: number; duration: number }): number {
  const { rate, duration } = options;
  const due = scenario.due?.(seconds, rate) ?? Math.floor(seconds * rate) + 1;
  return Math.max(0, Math.min(due, Math.round(rate * duration)));
}

/** A sequence of numbers from 0 to 1 that a seed determines (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Address of a client that is played, out of so many. */
export function client(index: number, many: number): string {
  return `203.0.113.${index % many + 1}`;
}

/** The shot, as if the client had sent it. */
function from(address: string, shot: Shot): Shot {
  return { ...shot, draft: { ...shot.draft, headers: [...shot.draft.headers, [CLIENT, address]] } };
}

function isAttack({ truth, repeat, requests }: Entry): boolean {
  const sendable = requests.every(({ headers }) => !headers.some(([name]) => isForbiddenHeader(name)));
  return truth === "attack" && repeat === 1 && requests.length === 1 && sendable;
}

function isInnocent({ truth }: Entry): boolean {
  return truth === "benign";
}

function pick({ entries, random }: Supply, wanted: (entry: Entry) => boolean): Shot {
  const fitting = entries.filter(wanted);
  const entry = fitting[Math.floor(random() * fitting.length)];
  const request = entry?.requests[Math.floor(random() * entry.requests.length)];
  return entry && request ? { draft: draftOf(request), id: entry.id, truth: entry.truth } : plain();
}

function scan(index: number, { entries }: Supply): Shot {
  const probes = entries.filter(({ category }) => category === "scanner").flatMap(({ id, requests }) =>
    requests.map((request) => ({ draft: draftOf(request), id, truth: "attack" as const }))
  );
  return probes[index % probes.length] ?? plain();
}

function login(username: string, password: string): Shot {
  return {
    draft: {
      method: "POST",
      target: "/api/login",
      headers: [["content-type", "application/json"]],
      body: JSON.stringify({ username, password }),
    },
    id: "scenario/login",
    truth: "attack",
  };
}

function plain(): Shot {
  return {
    draft: { method: "GET", target: "/api/search?q=tea", headers: [], body: "" },
    id: "scenario/plain",
    truth: "benign",
  };
}
