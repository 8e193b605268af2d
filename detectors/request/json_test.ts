import assert from "node:assert/strict";
import fc from "fast-check";
import { charsOf } from "../chars.ts";
import { type JsonScan, scanJson, skipJsonSpace } from "./json.ts";

interface Seen {
  readonly keys: string[];
  readonly leaves: string[];
  readonly duplicates: string[];
  readonly scan: JsonScan;
}

function scan(text: string): Seen {
  const seen = { keys: [] as string[], leaves: [] as string[], duplicates: [] as string[] };
  const result = scanJson(text, 0, {
    key(pointer, _start, _end, duplicate) {
      seen.keys.push(pointer);
      if (duplicate) seen.duplicates.push(pointer);
    },
    leaf: (pointer, start, end) => void seen.leaves.push(`${pointer}=${text.slice(start, end)}`),
  });
  return { ...seen, scan: result };
}

function isAccepted(text: string): boolean {
  const { scan: { end, problem } } = scan(text);
  return !problem && skipJsonSpace(text, end) === text.length;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

Deno.test("scanJson() names leaves by JSON pointer and gives their raw text", () => {
  const { leaves, keys } = scan(String.raw`{"a":{"b/c":["x\u0027",1.5e3,true,null]},"d":""}`);
  assert.deepEqual(leaves, [
    String.raw`/a/b~1c/0=x\u0027`,
    "/a/b~1c/1=1.5e3",
    "/a/b~1c/2=true",
    "/a/b~1c/3=null",
    "/d=",
  ]);
  assert.deepEqual(keys, ["/a", "/a/b~1c", "/d"]);
});

Deno.test("scanJson() reads a key's escapes before it compares keys", () => {
  assert.deepEqual(scan(String.raw`{"a":1,"\u0061":2,"b":{"a":3}}`).duplicates, ["/a"]);
});

Deno.test("scanJson() stops at 33 levels and survives 20,000", () => {
  assert.equal(scan("[".repeat(32) + "]".repeat(32)).scan.problem, undefined);
  assert.equal(scan("[".repeat(33) + "]".repeat(33)).scan.problem, "too-deep");
  assert.equal(scan("[".repeat(20_000)).scan.problem, "too-deep");
  assert.equal(scan('{"a":'.repeat(20_000)).scan.problem, "too-deep");
});

Deno.test("scanJson() accepts what JSON.parse accepts, and nothing else", () => {
  const rows = [
    "{}",
    "[]",
    "[1,]",
    "{,}",
    '{"a"}',
    '{"a":}',
    "01",
    "-",
    "1.",
    ".5",
    "1e",
    "-0",
    "tru",
    "nul",
    '"\n"',
    '"\\x"',
    '"\\u12"',
    '"abc',
    "[1 2]",
    '{"a":1,}',
    "{a:1}",
    "'a'",
    "[[]",
    "[]]",
    "/**/1",
    '{"q":1}x',
    "",
    " ",
    "NaN",
    "+1",
    '"\\u00e9"',
    "[],",
  ];
  let cases = 0;
  for (const row of rows) {
    assert.equal(isAccepted(row), isJson(row), row);
    cases++;
  }
  assert.equal(cases, 32);
});

Deno.test("scanJson() agrees with JSON.parse on any JSON and on any damaged JSON", () => {
  fc.assert(
    fc.property(
      fc.json({ maxDepth: 5 }),
      fc.nat(),
      fc.constantFrom("", '"', "}", "\\", ",", "]", "0", " "),
      (json, seed, put) => {
        const at = seed % (json.length + 1);
        const text = put === "" ? json : json.slice(0, at) + put + json.slice(at + 1);
        assert.equal(isAccepted(text), isJson(text), text);
      },
    ),
    { numRuns: 2_000 },
  );
});

/** Any character but half ones; `unit: character` of fast-check takes seconds to set up. */
const character = fc.oneof(
  fc.integer({ min: 0, max: 0x7f }),
  fc.integer({ min: 0x80, max: 0xd7ff }),
  fc.integer({ min: 0xe000, max: 0x10ffff }),
).map((code) => String.fromCodePoint(code));

Deno.test("scanJson() counts the character classes of strings", () => {
  fc.assert(
    fc.property(fc.string({ unit: character, maxLength: 30 }), (value) => {
      const text = JSON.stringify([value]);
      scanJson(text, 0, {
        key: () => {},
        leaf: (_pointer, start, end, _quoted, chars) => assert.equal(chars, charsOf(text.slice(start, end)), text),
      });
    }),
    { numRuns: 1_000 },
  );
});
