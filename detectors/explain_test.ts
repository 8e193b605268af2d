import assert from "node:assert/strict";
import { counterfactualsOf, sentenceOf, withoutEvidence } from "./explain.ts";
import { inspect } from "./request/mod.ts";
import { type Contribution, type ContributionState, DEFAULT_SETTINGS, type Score, scoreOf } from "./score.ts";
import type { Category, Finding, Level, RawRequest } from "./types.ts";

function contribution(category: Category, state: ContributionState = "deciding", reason?: string): Contribution {
  const finding: Finding = { rule: `${category}.a`, category, severity: "critical", level: 1, why: `the ${category}` };
  return reason === undefined ? { finding, points: 5, state } : { finding, points: 5, state, reason };
}

function score(contributions: Contribution[], rest: Partial<Score> = {}): Score {
  const sum = contributions.filter(({ state }) => state === "deciding").reduce((all, { points }) => all + points, 0);
  return { score: sum, threshold: 5, reached: sum >= 5, contributions, atLevel: [sum, sum, sum, sum], ...rest };
}

Deno.test("sentenceOf() says what was decided and why", () => {
  const sqli = contribution("sqli");
  const cases: readonly (readonly [sentence: string, said: string])[] = [
    ["Allowed: nothing in it looks like an attack.", sentenceOf(score([]))],
    ["Blocked because the sqli.", sentenceOf(score([sqli]))],
    ["Blocked because the sqli.", sentenceOf(score([sqli, sqli]))],
    ["Blocked because the sqli, and the xss.", sentenceOf(score([sqli, contribution("xss"), contribution("rce")]))],
    ["Would be blocked because the sqli; the guard only observes.", sentenceOf(score([sqli]), "would-block")],
    ["Flagged because the sqli: 2 of 5 points.", sentenceOf(score([sqli], { score: 2, reached: false }))],
    [
      "Flagged because the sqli: 2 of 5 points; level 3 would block it.",
      sentenceOf(score([sqli], { score: 2, reached: false, wouldBlockAtLevel: 3 })),
    ],
    [
      "Allowed, but level 2 would block it because the sqli.",
      sentenceOf(score([contribution("sqli", "above-level")], { wouldBlockAtLevel: 2 })),
    ],
    ["Allowed: nothing in it looks like an attack.", sentenceOf(score([contribution("sqli", "above-level")]))],
    ["Allowed by an exception for sqli.a: a name.", sentenceOf(score([contribution("sqli", "excluded", "a name")]))],
    ["Allowed, for sqli.a is on trial: the sqli.", sentenceOf(score([contribution("sqli", "dry-run")]))],
  ];
  for (const [sentence, said] of cases) assert.equal(said, sentence);
  assert.equal(cases.length, 11);
});

const RAW: RawRequest = {
  method: "POST",
  path: "/a/bad%27",
  query: "q=bad%2527&r=ok",
  headers: [["X-Note", "ok"], ["X-Note", "a bad one"], ["Cookie", "a=bad"]],
  body: '{"q":"é bad"}',
};

/** A finding on the first "bad" in each field that has one. */
function badFindings(level: Level = 1): Finding[] {
  return inspect(RAW).fields.flatMap(({ raw, within }, field) => {
    const start = raw.indexOf("bad");
    if (start < 0 || within !== undefined) return [];
    const evidence = { field, view: 0, start, end: start + 3, text: "bad" };
    return [{ rule: "sqli.a", category: "sqli", severity: "critical", level, why: "bad", evidence }];
  });
}

Deno.test("withoutEvidence() cuts the marked bytes out of the request", () => {
  const request = inspect(RAW);
  const cut = badFindings().map((finding) => withoutEvidence(RAW, request, finding)!);
  assert.deepEqual(cut.map(({ path, query, headers, body }) => [path, query, headers[1]![1], headers[2]![1], body]), [
    ["/a/%27", "q=bad%2527&r=ok", "a bad one", "a=bad", '{"q":"é bad"}'],
    ["/a/bad%27", "q=%2527&r=ok", "a bad one", "a=bad", '{"q":"é bad"}'],
    ["/a/bad%27", "q=bad%2527&r=ok", "a  one", "a=bad", '{"q":"é bad"}'],
    ["/a/bad%27", "q=bad%2527&r=ok", "a bad one", "a=", '{"q":"é bad"}'],
    ["/a/bad%27", "q=bad%2527&r=ok", "a bad one", "a=bad", '{"q":"é "}'],
  ]);
});

Deno.test("counterfactualsOf() gives the other levels, other thresholds, and each deciding rule taken away", () => {
  const request = inspect(RAW);
  const [first, second] = badFindings();
  const findings = [first!, { ...second!, rule: "xss.b", category: "xss" as const }, ...badFindings(2).slice(2, 3)];
  assert.equal(scoreOf(request, findings).score, 10);
  assert.deepEqual(
    counterfactualsOf(request, findings, { ...DEFAULT_SETTINGS, threshold: 11 }).map(({ change, score, reached }) => [
      Object.values(change)[1],
      score,
      reached,
    ]),
    [
      [2, 15, true],
      [3, 15, true],
      [4, 15, true],
      [3, 10, true],
      [5, 10, true],
      [8, 10, true],
      [10, 10, true],
      ["sqli.a", 5, false],
      ["xss.b", 5, false],
    ],
  );
});
