import assert from "node:assert/strict";
import { inspect } from "./request/mod.ts";
import { type ContributionState, DEFAULT_SETTINGS, type Exclusion, scoreOf, type ScoreSettings } from "./score.ts";
import type { Category, Finding, InspectedRequest, Level, Severity } from "./types.ts";

// Fields: 0 the path, 1 its segment "x'y" (within 0), 2 q, 3 r.
const REQUEST: InspectedRequest = inspect({
  method: "GET",
  path: "/api/x'y",
  query: "q=1&r=2",
  headers: [],
});

/** `sqli.a critical 1 @2`: rule, severity, level and field (left out: the request as a whole). */
function finding(row: string): Finding {
  const [rule, severity, level, field] = row.split(" ") as [string, Severity, string, string?];
  const category = rule.split(".")[0] as Category;
  const base = { rule, category, severity, level: Number(level) as Level, why: `of ${rule}` };
  if (!field) return base;
  return { ...base, evidence: { field: Number(field.slice(1)), view: 0, start: 0, end: 1, text: "x" } };
}

function score(rows: readonly string[], settings: Partial<ScoreSettings> = {}, now = 0) {
  return scoreOf(REQUEST, rows.map(finding), { ...DEFAULT_SETTINGS, ...settings }, now);
}

Deno.test("scoreOf() adds up points", () => {
  const cases: readonly (readonly [score: number, ...rows: string[]])[] = [
    [0],
    [2, "sqli.a notice 1 @2"],
    [3, "sqli.a warning 1 @2"],
    [4, "sqli.a error 1 @2"],
    [5, "sqli.a critical 1 @2"],
    // The highest per category and field counts.
    [5, "sqli.a critical 1 @2", "sqli.b critical 1 @2", "sqli.c warning 1 @2"],
    [10, "sqli.a critical 1 @2", "sqli.a critical 1 @3"],
    [10, "sqli.a critical 1 @2", "xss.a critical 1 @2"],
    // A segment is a part of the path.
    [5, "sqli.a critical 1 @0", "sqli.a critical 1 @1"],
    // The request as a whole is a place too.
    [6, "protocol.a warning 1", "protocol.b warning 1 @2"],
    [3, "protocol.a warning 1", "protocol.b warning 1"],
    // A notice counts once a request, a warning in every field.
    [2, "evasion.a notice 1 @2", "evasion.a notice 1 @3"],
    [4, "evasion.a notice 1 @2", "evasion.b notice 1 @3"],
    [4, "evasion.a notice 1 @2", "evasion.a notice 1 @3", "evasion.b notice 1 @3"],
    [6, "evasion.a warning 1 @2", "evasion.a warning 1 @3"],
    // Above the level: reported, not counted.
    [0, "sqli.a critical 2 @2"],
    [2, "sqli.a critical 2 @2", "sqli.b notice 1 @2"],
  ];
  for (const [expected, ...rows] of cases) assert.equal(score(rows).score, expected, rows.join(", "));
  assert.equal(cases.length, 17);
});

Deno.test("scoreOf() reaches the threshold exactly at it", () => {
  assert.equal(score(["sqli.a error 1 @2"]).reached, false);
  assert.equal(score(["sqli.a critical 1 @2"]).reached, true);
  assert.equal(score(["sqli.a critical 1 @2"], { threshold: 6 }).reached, false);
});

Deno.test("scoreOf() says for each level what the sum would be, as far as detectLevel looks", () => {
  const rows = ["sqli.a notice 1 @2", "sqli.b critical 2 @2", "xss.a critical 3 @3"];
  assert.deepEqual(score(rows).atLevel, [2, 5, 5, 5]);
  assert.deepEqual(score(rows, { detectLevel: 4 }).atLevel, [2, 5, 10, 10]);
  assert.equal(score(rows).wouldBlockAtLevel, 2);
  assert.equal(score(rows, { level: 2 }).wouldBlockAtLevel, undefined);
  assert.equal(score(rows, { level: 3, detectLevel: 1 }).score, 10);
});

Deno.test("scoreOf() names the state of every finding", () => {
  const states = (rows: string[], settings: Partial<ScoreSettings> = {}) =>
    score(rows, settings).contributions.map(({ finding, state }) => `${finding.rule} ${state}`);
  const expected: ContributionState[] = ["deciding", "also-matched", "above-level", "dry-run"];
  assert.deepEqual(
    states(["sqli.a critical 1 @2", "sqli.b error 1 @2", "sqli.c warning 2 @2", "sqli.d notice 1 @2"], {
      rules: { "sqli.d": "dry-run" },
    }),
    expected.map((state, i) => `sqli.${"abcd"[i]} ${state}`),
  );
  assert.deepEqual(states(["sqli.a critical 1 @2"], { rules: { "sqli.a": "off" } }), []);
  assert.deepEqual(states(["sqli.a critical 3 @2"]), []);
});

Deno.test("scoreOf() takes exclusions by rule, path, parameter and time", () => {
  const rule: Exclusion = { rule: "sqli.a", path: "/api/x'y", reason: "a name" };
  const cases: readonly (readonly [excluded: boolean, exclusion: Exclusion, now?: number])[] = [
    [true, rule],
    [true, { ...rule, path: "/api/*" }],
    [true, { ...rule, path: "*" }],
    [true, { ...rule, parameter: "q" }],
    [true, { ...rule, expires: 1_000 }, 999],
    [false, { ...rule, expires: 1_000 }, 1_000],
    [false, { ...rule, parameter: "r" }],
    [false, { ...rule, path: "/api" }],
    [false, { ...rule, path: "/other/*" }],
    [false, { ...rule, rule: "sqli.b" }],
  ];
  for (const [excluded, exclusion, now] of cases) {
    const { score: sum, contributions: [only] } = score(["sqli.a critical 1 @2"], { exclusions: [exclusion] }, now);
    assert.equal(sum, excluded ? 0 : 5, JSON.stringify(exclusion));
    assert.equal(only?.reason, excluded ? "a name" : undefined);
  }
  assert.equal(cases.length, 10);
});

Deno.test("scoreOf() withdraws the model's opinion of a value where a rule's word on it was declined", () => {
  const exclusions: Exclusion[] = [{ rule: "sqli.a", path: "*", parameter: "q", reason: "a quote" }];
  const rows = ["sqli.a critical 1 @2", "anomaly.model-certain critical 1 @2"];
  assert.equal(score(rows, { exclusions }).score, 0);
  assert.equal(score([rows[0]!, "anomaly.model-certain critical 1 @3"], { exclusions }).score, 5);
  assert.equal(score([rows[1]!], { exclusions }).score, 5);
  assert.equal(score([...rows, "sqli.b critical 1 @2"], { exclusions }).score, 5);
});

Deno.test("scoreOf() lets a lower finding decide where the highest is excluded", () => {
  const exclusions = [{ rule: "sqli.a", path: "*", reason: "known" }];
  assert.equal(score(["sqli.a critical 1 @2", "sqli.b warning 1 @2"], { exclusions }).score, 3);
});
