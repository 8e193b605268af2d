import assert from "node:assert/strict";
import type { RawRequest } from "../types.ts";
import { inspect } from "./inspect.ts";

/** Pieces that open something and never close it, or are rewritten at every step. */
const PIECES = [
  "'",
  "<a ",
  "&#0",
  "%",
  "%2527",
  "%ff",
  "%C0%A7",
  "%u0041",
  "\\u",
  "+A",
  "{",
  '{"a":',
  '"',
  "/*",
  "c''a",
  "$IFS",
  "\u0000",
  "\u200b",
  "s\u0455",
  "\uff07",
  "a=1&",
  "&a",
  "../",
  "QUJD",
  "--b\r\n",
  "<!DOCTYPE",
  "<![CDATA[",
  ";",
  "--",
];

const post = (type: string, body: string): RawRequest => ({
  method: "POST",
  path: "/",
  query: "",
  headers: [["Content-Type", type]],
  body,
});

const CARRIERS: readonly ((text: string) => RawRequest)[] = [
  (text) => ({
    method: "GET",
    path: `/${text}`,
    query: text,
    headers: [["Cookie", text], ["X-A", text], ["Content-Type", text]],
  }),
  (text) => post("application/json", `{"q":${text}`),
  (text) => post("application/json", JSON.stringify({ q: text })),
  (text) => post("application/xml", text),
  (text) => post("multipart/form-data; boundary=b", `--b\r\nContent-Disposition: form-data; name="${text}`),
];

function fastest(raw: RawRequest, runs: number): number {
  let best = Infinity;
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    inspect(raw);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** Linear is 8, quadratic 64; the constant is what a busy machine may add. */
function grows(short: RawRequest, long: RawRequest, runs: number): boolean {
  // One run of the long one is enough to see that it is fast.
  return fastest(long, runs) > 24 * fastest(short, Math.max(3, runs)) + 30;
}

Deno.test("inspect() takes time in proportion to a hostile request", () => {
  const [small, times] = [4_000, 8];
  const slow: string[] = [];
  let cases = 0;
  for (const piece of PIECES) {
    for (const [index, carrier] of CARRIERS.entries()) {
      const text = piece.repeat(small / piece.length);
      const [short, long] = [carrier(text), carrier(text.repeat(times))];
      if ([1, 3, 20].every((runs) => grows(short, long, runs))) {
        slow.push(`${JSON.stringify(piece)} in carrier ${index}`);
      }
      cases++;
    }
  }
  assert.deepEqual(slow, []);
  assert.equal(cases, 145);
});

Deno.test("inspect() ends on a megabyte of anything", () => {
  for (const piece of ["%25", "\u0455s", "[", "<", "&#39;"]) {
    const { fields } = inspect(post("text/plain", piece.repeat(1_000_000 / piece.length)));
    assert.ok(fields.length > 0);
  }
});
