import assert from "node:assert/strict";
import { exchangeWith, settingsWith } from "../testing.ts";
import { diffLines } from "./diff.ts";
import { accountsOf } from "./logins.ts";
import { paragraphsOf, piecesOf } from "./prose.ts";
import { barsOf, clockFrom, fromTheTurn, PLAYS } from "./rates.ts";
import { changeFor, differences, stageOf } from "./stage.ts";
import { lessonWith } from "./testing.ts";

Deno.test("diffLines() puts what both have beside itself, and what differs beside each other", () => {
  const rows = diffLines(
    "function f() {\n  glue();\n  return;\n}",
    "function f() {\n  bind();\n  check();\n  return;\n}",
  );
  assert.deepEqual(rows.map(({ left, right, same }) => [left, right, same]), [
    ["function f() {", "function f() {", true],
    ["  glue();", "  bind();", false],
    [undefined, "  check();", false],
    ["  return;", "  return;", true],
    ["}", "}", true],
  ]);
  assert.deepEqual(diffLines("abcd", "abcd"), [{ left: "abcd", right: "abcd", same: true }]);
});

Deno.test("piecesOf() knows code and emphasis, and leaves other marks alone", () => {
  const rows: [string, string][] = [
    ["a `b` c", "text:a |code:b|text: c"],
    ["*House* says", "em:House|text: says"],
    ["2 * 3 * 4", "text:2 * 3 * 4"],
    ["`*` is a star", "code:*|text: is a star"],
    ["a ` alone", "text:a ` alone"],
    ["``", "text:``"],
  ];
  for (const [text, pieces] of rows) {
    assert.equal(piecesOf(text).map(({ kind, text }) => `${kind}:${text}`).join("|"), pieces);
  }
  assert.equal(rows.length, 6);
  assert.deepEqual(paragraphsOf("a\nb\n\nc"), ["a b", "c"]);
});

Deno.test("stageOf() and differences() say what a step needs and what the guard lacks", () => {
  const limits = lessonWith({ goals: { attack: "limited", defend: "exact" }, setup: { algorithm: "fixed-window" } });
  const harmful = lessonWith();
  assert.deepEqual(stageOf(harmful, "attack", false), { mode: "observe" });
  assert.deepEqual(stageOf(harmful, "attack", true), {});
  assert.deepEqual(stageOf(harmful, "verify", false), { mode: "block" });
  assert.deepEqual(stageOf(harmful, "explain", false), {});
  const stage = stageOf(limits, "attack", false);
  const exclusions = [{ rule: "sqli.union", path: "*", reason: "x" }];
  const settings = settingsWith({ mode: "observe", exclusions });
  assert.deepEqual(differences(stage, settings), [
    "the mode is observe, this step needs block",
    "the algorithm is sliding-log, this step needs fixed-window",
    "an exclusion is left from before",
  ]);
  const change = changeFor(stage, settings);
  assert.deepEqual(differences(stage, { ...settings, ...change }), []);
  assert.equal(change.detectLevel, 2);
});

Deno.test("rates: plays are ascending, bars count by second, own requests start at the turn of a minute", () => {
  for (const { times } of Object.values(PLAYS)) {
    assert.ok(times.every((time, i) => i === 0 || time >= times[i - 1]!));
    assert.ok(times.length <= 600);
  }
  assert.equal(Object.keys(PLAYS).length, 3);
  assert.deepEqual(barsOf([0, 10, 999, 1_000], [true, false, true, true]), [
    { second: 0, passed: 2, refused: 1 },
    { second: 1, passed: 1, refused: 0 },
  ]);
  assert.deepEqual(fromTheTurn([120_500, 119_000], 10), [59_000, 60_500]);
  assert.deepEqual(fromTheTurn([], 10), []);
  assert.equal(clockFrom(61), "1:01");
});

Deno.test("accountsOf() sorts attempts by the account that they name", () => {
  const attempt = (username: string, status: number) => ({
    at: 0,
    exchange: {
      ...exchangeWith({ status }),
      draft: { method: "POST", target: "/api/login", headers: [], body: JSON.stringify({ username }) },
    },
  });
  const other = { at: 0, exchange: exchangeWith({}) };
  const broken = { at: 0, exchange: { ...exchangeWith({}), draft: { ...attempt("x", 1).exchange.draft, body: "{" } } };
  assert.deepEqual(accountsOf([attempt("bob", 401), attempt("bob", 429), attempt("alice", 200), other, broken]), [
    { account: "bob", attempts: ["wrong", "limited"] },
    { account: "alice", attempts: ["in"] },
  ]);
});
