import { equal, ok } from "node:assert/strict";
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

const SIZE = 50_000;
const MAX_RATIO = 3;

/** Times below this are noise, milliseconds. */
const NOISE = 2;

function requestOf(piece: string, length: number): RawRequest {
  const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
  const body = new TextEncoder().encode(JSON.stringify({ q: text }));
  return { method: "POST", path: "/api/x", query: "", headers: [["Content-Type", "application/json"]], body };
}

/** The least of a few runs, in milliseconds. */
function least(run: () => void, rounds: number): number {
  let best = Infinity;
  for (let i = 0; i < rounds; i++) {
    const begin = performance.now();
    run();
    best = Math.min(best, performance.now() - begin);
  }
  return best;
}

/** Time at 2n over time at n; measured again with more rounds when it looks bad, since the machine is not ours alone. */
function ratioOf(small: () => void, large: () => void): number {
  let ratio = Infinity;
  let once = 0;
  let twice = 0;
  for (const rounds of [2, 4, 8]) {
    once = Math.min(once || Infinity, least(small, rounds));
    twice = Math.min(twice || Infinity, least(large, rounds));
    if (twice < NOISE) return 1;
    ratio = twice / once;
    if (ratio <= MAX_RATIO) return ratio;
  }
  return ratio;
}

Deno.test("the engine's time grows no faster than a hostile value", () => {
  const wrong: string[] = [];
  let ran = 0;
  for (const [kind, piece] of Object.entries(HOSTILE)) {
    const small = requestOf(piece, SIZE);
    const large = requestOf(piece, 2 * SIZE);
    const ratio = ratioOf(() => examine(small), () => examine(large));
    if (ratio > MAX_RATIO) wrong.push(`${kind}: ${ratio.toFixed(1)} times as long for twice the text`);
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
    const large = inspect(requestOf(piece, 2 * SIZE));
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
