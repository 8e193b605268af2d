import assert from "node:assert/strict";
import { loadAttacks } from "../../attacks/mod.ts";
import { checkCounts, parseTotals } from "./check.ts";
import { outcomeOf } from "./fire.ts";
import { isLoopback, parseOptions } from "./options.ts";
import { KINDS, planOf, type Shot } from "./plan.ts";
import { Tally, toBar, toTable } from "./report.ts";

const attacks = await loadAttacks();

Deno.test("parseOptions() has the documented defaults", () => {
  const options = parseOptions([]);
  assert.ok(options !== "help");
  assert.equal(options.target.href, "http://127.0.0.1:8000/");
  assert.deepEqual([options.seconds, options.seed, options.rate, options.source, options.format], [
    20,
    1,
    20,
    { kind: "library", only: "mixed" },
    "table",
  ]);
  assert.equal(parseOptions(["--duration", "5", "--help"]), "help");
});

Deno.test("parseOptions() refuses what it does not know, in one line", () => {
  const wrong: readonly [args: string[], says: string][] = [
    [["--duration", "0"], "--duration 0: expected a whole number from 1 to 3600"],
    [["--duration"], "--duration needs a value"],
    [["--duration", "1e3"], "--duration 1e3: expected"],
    [["--seed", "-1"], "--seed -1: expected"],
    [["--rate", "501"], "--rate 501: expected"],
    [["--kind", "ddos"], "--kind ddos: expected legitimate"],
    [["--scenario", "ddos"], "--scenario ddos: expected mixed, brute-force"],
    [["--matrix", "--kind", "sqli"], "--kind and --matrix: one of them is enough"],
    [["--fast"], "unknown option --fast; see --help"],
    [["ftp://127.0.0.1"], "ftp://127.0.0.1: expected an address"],
    [["127.0.0.1:8000"], "127.0.0.1:8000: expected an address"],
    [["http://127.0.0.1", "http://127.0.0.2"], "one URL is enough"],
    [["http://example.test"], "example.test is not on this machine; add --yes-i-own-it"],
    [["http://127.0.0.1.example.test"], "is not on this machine"],
    [["http://192.168.0.1:8000"], "is not on this machine"],
  ];
  for (const [args, says] of wrong) {
    assert.throws(() => parseOptions(args), (error) => error instanceof Error && error.message.includes(says), says);
  }
  assert.equal(wrong.length, 15);
  assert.ok(parseOptions(["http://example.test", "--yes-i-own-it"]) !== "help");
});

Deno.test("isLoopback() knows the names of this machine", () => {
  for (const name of ["localhost", "127.0.0.1", "127.8.9.10", "[::1]"]) assert.ok(isLoopback(name), name);
  for (const name of ["0.0.0.0", "localhost.example.test", "128.0.0.1"]) assert.ok(!isLoopback(name), name);
});

Deno.test("planOf() repeats itself for the same seed, and only then", () => {
  const ids = (seed: number) => planOf(attacks, 300, seed, "mixed").map(({ attack, address }) => attack.id + address);
  assert.deepEqual(ids(7), ids(7));
  assert.notDeepEqual(ids(7), ids(8));
});

Deno.test("planOf() draws every kind in a long run, and one kind when asked", () => {
  const kinds = new Set(planOf(attacks, 5_000, 1, "mixed").map(({ kind }) => kind));
  assert.deepEqual([...kinds].sort(), [...KINDS].sort());
  for (const kind of KINDS) {
    const shots = planOf(attacks, 50, 1, kind);
    assert.ok(shots.length === 50 && shots.every((shot) => shot.kind === kind), kind);
  }
});

Deno.test("outcomeOf() tells a refusal of the guard from one of the API", () => {
  const problem = (status: number) =>
    new Response(null, { status, headers: { "content-type": "application/problem+json" } });
  assert.equal(outcomeOf(new Response("{}"), "{}"), "passed");
  assert.equal(outcomeOf(problem(403), '{"requestId": "x"}'), "blocked");
  assert.equal(outcomeOf(problem(401), '{"title": "Not logged in"}'), "passed");
  assert.equal(outcomeOf(problem(429), '{"requestId":"1"}'), "limited");
  assert.equal(outcomeOf(new Response(null, { status: 500 }), ""), "error");
});

Deno.test("Tally counts by kind and by truth", () => {
  const shots = planOf(attacks, 200, 1, "mixed");
  const first = (wanted: (shot: Shot) => boolean) => shots.find(wanted) ?? assert.fail("no such shot");
  const sqli = first(({ kind }) => kind === "sqli");
  const legitimate = first(({ kind }) => kind === "legitimate");
  const tally = new Tally();
  tally.add(sqli, { outcome: "blocked", ms: 1 });
  tally.add(sqli, { outcome: "passed", ms: 2 });
  tally.add(legitimate, { outcome: "passed", ms: 3 });
  tally.add(legitimate, { outcome: "blocked", ms: 4 });
  tally.add(legitimate, { outcome: "limited", ms: 5 });
  assert.deepEqual(tally.counts("sqli"), { sent: 2, blocked: 1, limited: 0, passed: 1, errors: 0 });
  assert.deepEqual(tally.counts(), { sent: 5, blocked: 2, limited: 1, passed: 2, errors: 0 });
  assert.deepEqual(tally.truth(), { caught: 1, missed: 1, falseAlarm: 1, rightlyAllowed: 1 });
  assert.equal(tally.quantile(0.5), 3);
  assert.match(toTable(tally), /^kind {13}sent {2}blocked.*\nlegitimate {10}3 .*\nsqli {16}2 .*\ntotal {15}5/);
  assert.equal(toBar(0.5, tally.counts()), `[${"#".repeat(15)}${"-".repeat(15)}] 5 sent, 2 blocked, 1 limited`);
});

Deno.test("checkCounts() allows for its own first reading", () => {
  const ours = { sent: 5, blocked: 2, limited: 1, passed: 2, errors: 0 };
  const before = { total: 10, passed: 8, blocked: 1, limited: 1 };
  const after = { total: 16, passed: 11, blocked: 3, limited: 2 };
  assert.equal(checkCounts(ours, before, after).equal, true);
  assert.equal(checkCounts({ ...ours, sent: 6, passed: 3 }, before, after).equal, false);
  assert.equal(checkCounts({ ...ours, errors: 1 }, before, after).equal, "unknown");
  assert.equal(checkCounts(ours, undefined, after).equal, "unknown");
});

Deno.test("parseTotals() reads an answer, and only such an answer", () => {
  const body = { total: 4, allowed: 1, flagged: 1, blocked: 1, limited: 1, byCategory: {} };
  assert.deepEqual(parseTotals(body), { total: 4, passed: 2, blocked: 1, limited: 1 });
  for (const wrong of [null, 7, "x", {}, { ...body, total: "4" }]) assert.equal(parseTotals(wrong), undefined);
});
