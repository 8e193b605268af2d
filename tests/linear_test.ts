import { equal, ok } from "node:assert/strict";
import { cpuUsage } from "node:process";
import { detect, examine } from "../detectors/engine.ts";
import { DETECTORS } from "../detectors/mod.ts";
import { inspect } from "../detectors/request/mod.ts";
import type { RawRequest } from "../detectors/types.ts";

/** What backtracking and quadratic scans stumble over; each is repeated until the text is long enough. */
const HOSTILE: Readonly<Record<string, string>> = {
  "single quotes": "'",
  "double quotes": '"',
  "open parentheses": "(",
  "open tags": "<",
  "half tags": "<a href=",
  "nested percent": "%25",
  "dot segments": "../",
  "open templates": "{{",
  "open comments": "/*",
  "substitutions": "$(",
  "backslashes": "\\",
  "base64": "PHNjcmlwdD4",
  "numeric entities": "&#",
  "named entities": "&lt;",
  "open expressions": "${",
  "full-width letters": "\uff53\uff45",
  "combining marks": "a\u0301",
  "zero-width": "\u200b",
  "words": "select union or and ",
  "spaces": " ",
  "new lines": "\r\n",
  "operators": "||",
  "equals": "a=",
  "array keys": "a[b]",
  "pipes and semicolons": ";|",
  "URLs": "http://1.",
  "LDAP": ")(",
  "dashes": "-- ",
  "JSON": '{"a":[',
  "UTF-7": "+ADw-",
};

/**
 * Four times the text: linear work takes 4 times as long, quadratic work 16 times. The bound stands in the middle, so
 * that a busy machine does not fail the test and a quadratic rule always does.
 */
const SIZE = 25_000;
const FACTOR = 4;
const MAX_RATIO = 8;

/** Times below this are noise, milliseconds. */
const NOISE = 4;

function requestOf(piece: string, length: number): RawRequest {
  const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
  const body = new TextEncoder().encode(JSON.stringify({ q: text }));
  return { method: "POST", path: "/api/x", query: "", headers: [["Content-Type", "application/json"]], body };
}

/** Processor time in milliseconds: on a busy machine the clock on the wall says little. */
function took(run: () => void): number {
  const begin = cpuUsage();
  run();
  const { user, system } = cpuUsage(begin);
  return (user + system) / 1000;
}

/** Least time of the large over least time of the small, taken in turns; more rounds as long as it looks bad. */
function ratioOf(small: () => void, large: () => void): number {
  let once = Infinity;
  let more = Infinity;
  for (let round = 1; round <= 60; round++) {
    once = Math.min(once, took(small));
    more = Math.min(more, took(large));
    if (round >= 2 && (more < NOISE || more / once <= MAX_RATIO)) break;
  }
  return more < NOISE ? 1 : more / once;
}

Deno.test("the engine's time grows no faster than a hostile value", () => {
  const wrong: string[] = [];
  let ran = 0;
  for (const [kind, piece] of Object.entries(HOSTILE)) {
    const small = requestOf(piece, SIZE);
    const large = requestOf(piece, FACTOR * SIZE);
    const ratio = ratioOf(() => examine(small), () => examine(large));
    if (ratio > MAX_RATIO) wrong.push(`${kind}: ${ratio.toFixed(1)} times as long for four times the text`);
    ran++;
  }
  equal(wrong.join("\n"), "");
  equal(ran, 30);
});

Deno.test("each detector's time grows no faster than a hostile value", () => {
  const wrong: string[] = [];
  let ran = 0;
  for (const [kind, piece] of Object.entries(HOSTILE)) {
    const small = inspect(requestOf(piece, SIZE));
    const large = inspect(requestOf(piece, FACTOR * SIZE));
    for (const detector of DETECTORS) {
      const ratio = ratioOf(() => detector.detect(small), () => detector.detect(large));
      if (ratio > MAX_RATIO) wrong.push(`${detector.name} on ${kind}: ${ratio.toFixed(1)} times as long`);
      ran++;
    }
  }
  equal(wrong.join("\n"), "");
  equal(ran, 30 * DETECTORS.length);
});

Deno.test("a hostile megabyte is judged within seconds and by every detector", () => {
  let ran = 0;
  for (const kind of ["half tags", "nested percent", "words", "backslashes", "base64", "single quotes"]) {
    const begin = performance.now();
    const { failed } = detect(inspect(requestOf(HOSTILE[kind] ?? "", 1_000_000)));
    const took = performance.now() - begin;
    equal(failed.join(), "", kind);
    ok(took < 10_000, `${kind}: ${Math.round(took)} ms`);
    ran++;
  }
  equal(ran, 6);
});
