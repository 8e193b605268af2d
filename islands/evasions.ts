/**
 * The evasion checklist as entries of the library: one a row, in the lane that its row needs. Pure.
 * @module
 */
import type { EvasionRow } from "../attacks/evasion.ts";
import type { HttpRequest } from "../attacks/types.ts";
import type { Entry } from "./draft.ts";
import { isForbiddenHeader } from "./request.ts";

/** A row as an entry. */
export function entryOf(row: EvasionRow): Entry {
  const { id, technique, expect, gap } = row;
  const requests = row.scenario ? SCENARIOS[id] ?? [] : [requestOf(row)];
  return {
    id: `evasion/${id}`,
    title: `${id} ${technique}`,
    category: "evasion",
    difficulty: row.lane === "F" ? 2 : 3,
    truth: "attack",
    expect: { action: gap ? "gap" : expect.caught ? (expect.by === "limiter" ? "limit" : "block") : "allow" },
    summary: gap ?? (expect.by ? `Seen by ${expect.by.replace(/\.$/, "")}.` : "Refused, or harmless."),
    repeat: 1,
    refs: [],
    requests,
    lane: needsRaw(row) ? "raw" : "page",
  };
}

/** What a page cannot send as it is written: by the row's word, or for a header that the browser keeps to itself. */
function needsRaw({ lane, headers }: EvasionRow): boolean {
  return lane === "R" || headers.some(([name]) => isForbiddenHeader(name));
}

function requestOf(row: EvasionRow): HttpRequest {
  const { method, target, body, latin1 } = row;
  const text = latin1 ? Array.from(body, (byte) => String.fromCharCode(byte)).join("") : new TextDecoder().decode(body);
  // A smuggler writes the length himself.
  const length = row.lane === "R" && body.length > 0 ? [["Content-Length", String(body.length)] as const] : [];
  return {
    method,
    target,
    headers: [...row.headers, ...length],
    ...(text === "" ? {} : { body: keepsBom(body) + text }),
    ...(latin1 ? { latin1 } : {}),
  };
}

/** The decoder drops a mark at the beginning, and the row may be about that mark. */
function keepsBom(body: Uint8Array): string {
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? "\ufeff" : "";
}

const get = (q: string, headers: HttpRequest["headers"] = []): HttpRequest => ({
  method: "GET",
  target: `/api/search?q=${encodeURIComponent(q)}`,
  headers,
});

function login(username: string, password: string, address: string): HttpRequest {
  return {
    method: "POST",
    target: "/api/login",
    headers: [["content-type", "application/json"], ["x-demo-ip", address]],
    body: JSON.stringify({ username, password }),
  };
}

const many = (count: number, make: (index: number) => HttpRequest) => Array.from({ length: count }, (_, i) => make(i));

/** Spellings of one account's name. */
const SPELLINGS = ["erin", "Erin", "ERIN", "erin ", " erin", "\uff45rin", "eRiN", "erin\t", "\uff25rin", "Erin "];

const PROSE = "The kettle stood by the window and the rain went on all afternoon while nobody spoke of the garden. ";

/** Changes that keep the meaning, as a climber on the shown score would try them. */
const CLIMB = ["' OR 2>1-- ", "'/**/oR/**/7 LIKE 7#", "'||3=3-- -", "' oR\t0x1=1-- q", "'\nOR\n1<2#"];

/** Rows of several requests, by number: counted by played clients of their own, so that nobody else's quota goes. */
const SCENARIOS: Readonly<Record<number, readonly HttpRequest[]>> = {
  95: many(120, (i) => get("tea", [["x-forwarded-for", `203.0.113.${i + 1}`], ["x-demo-ip", "198.51.100.95"]])),
  96: many(120, () => get("tea", [["x-demo-ip", "198.51.100.96"]])),
  97: many(50, (i) => login("dave", `guess ${i}`, "198.51.100.97")),
  98: SPELLINGS.map((name, i) => login(name, `guess ${i}`, `198.51.100.${i + 10}`)),
  99: many(60, (i) => login(`user${i}`, "Winter2026!", "198.51.100.99")),
  100: [get(`' UNION SELECT name, password FROM users -- ${PROSE.repeat(20)}`)],
  101: CLIMB.map((text) => get(text)),
};
