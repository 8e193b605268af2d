import assert from "node:assert/strict";
import { inspect } from "../request/mod.ts";
import type { Finding } from "../types.ts";
import { evasion } from "./detect.ts";

function findings(query: string): Finding[] {
  return evasion.detect(inspect({ method: "GET", path: "/q", query: `q=${query}`, headers: [] }));
}

/** Rules up to level 1, without `evasion.`. */
function rules(query: string): string {
  return findings(query).filter(({ level }) => level === 1).map(({ rule }) => rule.slice(8)).join(" ");
}

Deno.test("evasion detects abused encodings", () => {
  const cases: readonly (readonly [rule: string, query: string])[] = [
    ["double-encoding", "%2527%2520OR"],
    ["double-encoding", "%253Cscript%253E"],
    ["split-reading", "%ff%27%20OR"],
    ["split-reading", "%bf%27%20OR"],
    ["split-reading", "%3Cscript%ff%3E"],
    ["overlong-utf8", "%C0%A7%20OR"],
    ["overlong-utf8", "..%c0%af..%c0%afetc"],
    ["overlong-utf8", "%E0%80%AE%E0%80%AE/"],
    ["overlong-utf8", "%F0%80%80%AF"],
    ["overlong-utf8", "%C0%2E%C0%2E/"],
    ["overlong-utf8", "%F8%80%80%80%AE"],
    ["percent-u", "%u0027%u0020OR"],
    ["percent-u", "%uFF07"],
    ["encoded-letters", "%73%65%6c%65%63%74"],
    ["encoded-letters", "s%65l%65ct%20%66rom"],
    ["escaped-letters", "%5Cu0061%5Cu006cert"],
    ["escaped-letters", "%5Cx61%5Cx6cert"],
    ["escaped-letters", "%26%23106%3B%26%23x61%3Bvascript"],
    ["letters-twice", "%2577eb%2575i"],
    ["utf7", "+ADw-script+AD4-"],
    ["nul", "file.php%00.jpg"],
    ["full-width", "%EF%BC%87%20OR%201=1"],
    ["full-width", "x%EF%BC%9Cscript%EF%BC%9E"],
    ["homoglyph", "%D1%95elect"],
    ["zero-width", "se%E2%80%8Blect"],
  ];
  for (const [rule, query] of cases) assert.ok(rules(query).split(" ").includes(rule), `${query}: ${rules(query)}`);
  assert.equal(cases.length, 25);
});

Deno.test("evasion passes honest encodings", () => {
  const values = [
    "hello world",
    "50% off & more",
    "5%70 is a typing error",
    "a+b=c",
    'it\'s "quoted" <b>',
    "C:\\users\\x",
    "\\d+\\u00e9",
    "na\u00efve \u2014 caf\u00e9",
    "\u65e5\u672c\uff08\u6771\u4eac\uff09\uff1f\uff01",
    "\uff21\uff22\uff23\u682a\u5f0f\u4f1a\u793e\u300c\uff27\uff4f\uff4f\uff47\uff4c\uff45\u300d",
    "\u041f\u0440\u0438\u0432\u0435\u0442, world",
    "web-\u0441\u0430\u0439\u0442 Google",
    "\u0395\u03bb\u03bb\u03ac\u03b4\u03b1 2024",
    "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "co\u00adoperate",
    "&amp; &lt;b&gt; &#39;",
    "https://a.example/?next=%2Fhome%3Fa%3D1",
    "line\nline\ttab",
    "\u212b ngstr\u00f6m \u00b5m",
    "O\u2019Brien",
    "\u039cm",
    "\u0421\u041e\u2082",
    "\u0410\u0411\u0412-12",
    "x\u00b2 + y\u00b2",
    "\ufeffBOM first",
  ];
  for (const value of values) assert.equal(rules(encodeURIComponent(value)), "", value);
  assert.equal(values.length, 26);
});

Deno.test("evasion passes encodings as clients really write them", () => {
  const queries = [
    "Sant%EDn",
    "caf%e9+cr%e8me",
    "%A4%A2%A4%A4",
    "%u00e9t%u00e9",
    "%40user",
    "%5B%5D",
    "100%",
    "a%2Cb",
    "%E3%81%82",
    "%25",
    "100%25+sure",
    "%2525",
    "https%253A%252F%252Fa.example%252Fb%253Fc%253Dd",
  ];
  for (const query of queries) assert.equal(rules(query), "", query);
  assert.equal(queries.length, 13);
});

Deno.test("evasion reports a value with more encodings than are read", () => {
  let nested = "'";
  for (let i = 0; i < 9; i++) nested = encodeURIComponent(nested).replaceAll("'", "%27");
  assert.ok(rules(nested).includes("decode-budget"));
});

Deno.test("evasion marks the abused bytes", () => {
  const marked = (query: string) => findings(query).map(({ evidence }) => query.slice(evidence!.start, evidence!.end));
  assert.deepEqual(marked("a%2527"), ["%2527"]);
  assert.deepEqual(marked("a%ff%27b"), ["%ff%27"]);
  assert.deepEqual(marked("..%c0%af"), ["%c0%af"]);
  assert.deepEqual(marked("a%00b"), ["%00"]);
  assert.deepEqual(marked("x%73%65%6cect"), ["%73%65%6c"]);
  assert.deepEqual(marked("se%E2%80%8Blect"), ["e%E2%80%8Bl"]);
});

Deno.test("evasion tells percent signs that split words from the layout of dates and numbers", () => {
  const rows: readonly (readonly [text: string, isStray: boolean])[] = [
    ["%S%E%L%E%C%T", true],
    ["un%ion se%lect fr%om t", true],
    ["%Y-%m-%d %H:%M:%S", false],
    ["%s: %d of %d rows (%s)", false],
  ];
  for (const [text, isStray] of rows) {
    const found = findings(encodeURIComponent(text)).some(({ rule }) => rule === "evasion.stray-percent");
    assert.equal(found, isStray, text);
  }
  assert.equal(rows.length, 4);
});
