import assert from "node:assert/strict";
import fc from "fast-check";
import { inspect } from "../request/mod.ts";
import { percentText } from "./percent.ts";
import type { DecoderName, InspectedField, RawRequest } from "../types.ts";

function query(raw: string): InspectedField {
  const request: RawRequest = { method: "GET", path: "/q", query: `q=${raw}`, headers: [] };
  return inspect(request).fields[1]!;
}

function texts(raw: string): string[] {
  return query(raw).views.map(({ text }) => text);
}

/** A value as JavaScript reads it, percent-encoded on the way. */
function textsOf(value: string): string[] {
  return texts(encodeURIComponent(value));
}

Deno.test("viewsOf() gives a plain value one view, as sent", () => {
  for (const plain of ["hello world", "7", "a.b-c_d", "Mozilla/5.0 (X11; Linux x86_64)", "internationalisation"]) {
    assert.equal(textsOf(plain).length, 1, plain);
  }
});

Deno.test("viewsOf() reads encodings layer by layer", () => {
  const cases: readonly (readonly [raw: string, text: string, decoder: DecoderName])[] = [
    ["%27%20OR", "' OR", "form"],
    ["a+OR", "a OR", "form"],
    ["%2527%2520OR", "' OR", "percent"],
    ["%252527", "'", "percent"],
    ["1%27)%2Bwaitfor%2Bdelay", "1') waitfor delay", "form"],
    ["%ff%27%20OR+1", "%ff%27%20OR 1", "form"],
    ["%ff%27%20OR+1", "\ufffd' OR 1", "percent-lenient"],
    ["%bf%27%20OR", "\ufffd' OR", "percent-lenient"],
    ["%u0027%u0020OR", "' OR", "percent-u"],
    ["%C0%A7%20OR", "' OR", "overlong"],
    ["%E0%80%A7%20OR", "' OR", "overlong"],
    ["%F0%80%80%A7OR", "'OR", "overlong"],
    ["%FC%80%80%80%80%A7%20OR", "' OR", "overlong"],
    ["%C0%2E%C0%2E%C0%2Fetc", "../etc", "overlong"],
    ["UNION%A0SELECT", "UNION\u00a0SELECT", "overlong"],
    ["%S%E%L%E%C%T", "SELECT", "percent-stray"],
    ["%26%2339%3B%26%2332%3BOR", "' OR", "html-entity"],
    ["%26%23x6A%26%23x61%26%230000118", "jav", "html-entity"],
    ["jav%26Tab%3Bascript%26colon%3Balert%26lpar%3B1%26rpar%3B", "jav\tascript:alert(1)", "html-entity"],
    ["%26ltscript%26gt", "<script>", "html-entity"],
    ["%5Cu0061lert", "alert", "js-escape"],
    ["%5Cx61lert%5Cu%7B28%7D", "alert(", "js-escape"],
    ["%5C141lert", "alert", "js-escape"],
    ["%5C65xpression(", "expression(", "css-escape"],
    ["MScgQU5EIFNMRUVQKDUpIw==", "1' AND SLEEP(5)#", "base64"],
    ["JTI3JTIwT1IlMjAxJTNEMQ==", "' OR 1=1", "percent"],
    ["+ADw-script+AD4-", "<script>", "utf7"],
    ["%EF%BC%87%20OR", "' OR", "unicode"],
    ["%3C%C5%BFcript", "<script", "unicode"],
    ["%D1%95cript", "script", "unicode"],
    ["se%E2%80%8Blect", "select", "zero-width"],
    ["javascript:%EF%BB%BFalert(1)", "javascript:alert(1)", "zero-width"],
    ["se%00lect", "select", "nul"],
    ["UN/**/ION%20/*!50000SELECT*/", "UNION  SELECT ", "sql-comment"],
    ["c%27%27at%20/etc/pa%22ss%22wd", "cat /etc/passwd", "shell"],
    ["c%5Cat$IFS/etc%24%7BIFS%7Dx", "cat /etc x", "shell"],
    ["%7Bcat,/etc/passwd%7D", "cat /etc/passwd", "shell"],
    ["w%5Eh%5Eo%5Eami%20cat$u", "whoami cat", "shell"],
  ];
  for (const [raw, text, decoder] of cases) {
    const { views } = query(raw);
    const view = views.find((candidate) => candidate.text === text);
    assert.ok(view, `${raw}: ${JSON.stringify(views.map((candidate) => candidate.text))}`);
    assert.equal(view.steps.at(-1)?.decoder, decoder, raw);
  }
  assert.equal(cases.length, 38);
});

Deno.test("viewsOf() leaves other scripts, emoji, paths and prose as they are", () => {
  const cases = [
    "\u5f01\u8b77\u58eb\u306e\u691c\u7d22\u3001\u6771\u4eac",
    "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}",
    "\u0928\u0940\u200d\u0928",
    "na\u00efve caf\u00e9",
    "\u041f\u0440\u0438\u0432\u0435\u0442",
    "don't do that",
    "it costs $5!",
    "a*b",
    "me+tag@example.org",
    "1 + 1 = 2",
    "src/*.ts",
    "Tom & Jerry",
    "AT&T",
    "\\d+\\s*",
    "50% off",
    "%foo%zoo%",
    "x^2",
    "said \u201chello\u201d",
    "1/2\u00a0kg",
  ];
  for (const value of cases) assert.equal(textsOf(value).length, 1, JSON.stringify(textsOf(value)));
  assert.equal(cases.length, 19);
});

Deno.test("decodePercent() reads as Hono does", () => {
  const piece = fc.constantFrom(
    "%27",
    "%ff",
    "%c3%a9",
    "%c3",
    "%E2%82%AC",
    "%ed%a0%80",
    "%f4%90%80%80",
    "%0",
    "%",
    "a",
    "+",
    "%25",
    "é",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const raw = `x${pieces.join("")}`;
      assert.equal(texts(raw)[0], percentText(raw, true));
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("decodePercentLenient() reads as the URL API does", () => {
  const piece = fc.constantFrom(
    "%27",
    "%ff",
    "%c3%a9",
    "%c3",
    "%E2%82%AC",
    "%e2%82",
    "%ed%a0%80",
    "%f0%9f",
    "%0",
    "a",
    "+",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
      const raw = `x${pieces.join("")}`;
      // A sequence that breaks off is one U+FFFD to the URL API and one for each byte here: no detector can tell.
      const single = (text: string) => text.replaceAll(/\ufffd+/g, "\ufffd");
      const read = single(new URLSearchParams(`q=${raw}`).get("q")!);
      const views = texts(raw).map(single);
      assert.ok(views.includes(read), `${raw}: ${JSON.stringify(views)} lack ${JSON.stringify(read)}`);
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("views map every span back to the bytes that it was decoded from", () => {
  const piece = fc.constantFrom(
    "%27",
    "%2527",
    "%u0041",
    "%26lt;",
    "%26%2339;",
    "abc",
    "%5Cu0061",
    "+",
    "%C0%A7",
    "%EF%BC%87",
    "c%27%27at",
    "%00",
    "/**/",
    "%5C65 ",
    "%E2%80%8B",
    "$IFS",
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
      const field = query(pieces.join(""));
      for (const { text, origin } of field.views) {
        assert.equal(origin.start(0) >= 0 && origin.end(text.length) <= field.raw.length, true);
        for (let i = 0; i < text.length; i++) {
          const start = origin.start(i);
          const end = origin.end(i + 1);
          assert.ok(start < end && end <= field.raw.length, `${text} at ${i}: ${start}-${end}`);
          if (i > 0) assert.ok(start >= origin.start(i - 1), "starts rise");
          // What stands literally in the raw text must be found where the map says.
          if (end - start === 1 && field.raw[start] !== "+") assert.equal(field.raw[start], text[i]);
        }
      }
    }),
    { numRuns: 1_000 },
  );
});

/** Any character but half ones; `unit: character` of fast-check takes seconds to set up. */
const character = fc.oneof(
  fc.integer({ min: 0, max: 0x7f }),
  fc.integer({ min: 0x80, max: 0xd7ff }),
  fc.integer({ min: 0xe000, max: 0x10ffff }),
).map((code) => String.fromCodePoint(code));

Deno.test("a span of a view, decoded again, is the text of the span", () => {
  fc.assert(
    fc.property(fc.string({ unit: character, minLength: 1, maxLength: 20 }), fc.nat(), fc.nat(), (value, a, b) => {
      const clean = new TextDecoder().decode(new TextEncoder().encode(value));
      const { raw, views: [view] } = query(encodeURIComponent(clean));
      const units = Array.from(view!.text);
      const from = units.slice(0, a % units.length).join("").length;
      const to = from + units.slice(a % units.length, (a % units.length) + 1 + b % units.length).join("").length;
      const span = raw.slice(view!.origin.start(from), view!.origin.end(to));
      assert.equal(decodeURIComponent(span), view!.text.slice(from, to));
    }),
    { numRuns: 1_000 },
  );
});

Deno.test("inspect() makes fields of JSON inside a value, with their place", () => {
  const raw = encodeURIComponent('{"name":{"$ne":"x\\u0027y"},"n":1}');
  const { fields } = inspect({ method: "GET", path: "/q", query: `filter=${raw}`, headers: [] });
  assert.equal(fields[1]!.role, "document");
  assert.deepEqual(fields.slice(2).map(({ name, role, within, views }) => [name, role, within, views[0]!.text]), [[
    "filter/name/$ne",
    "name",
    1,
    "$ne",
  ], ["filter/name/$ne", "value", 1, "x'y"]]);
  for (const { raw: text, at } of fields.slice(2)) assert.equal(`filter=${raw}`.slice(at, at + text.length), text);
});

Deno.test("inspect() notes when a value has more readings than are looked at", () => {
  let nested = "'";
  for (let i = 0; i < 9; i++) nested = encodeURIComponent(nested).replaceAll("'", "%27");
  const { notes } = inspect({ method: "GET", path: "/q", query: `q=${nested}`, headers: [] });
  assert.deepEqual(notes.map(({ code }) => code), ["decode.budget"]);
});
