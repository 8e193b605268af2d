import { deepEqual, equal, match } from "node:assert/strict";
import { reportOf, textOf } from "./report.ts";
import { Tally } from "./tally.ts";

function tallied(): Tally {
  const tally = new Tally();
  const add = (label: "attack" | "benign", name: string, blocked: boolean) =>
    tally.add({ label, class: name, source: "ours", carrier: "query" }, blocked, { least: 10, first: 20 });
  for (let i = 0; i < 9; i++) add("attack", "sqli", true);
  add("attack", "sqli", false);
  for (let i = 0; i < 199; i++) add("benign", "text", false);
  add("benign", "text", true);
  return tally;
}

Deno.test("reportOf() has the keys of the contract, rates in percent", () => {
  const report = reportOf(tallied());
  deepEqual(Object.keys(report), [
    "requests",
    "attacks",
    "benign",
    "tpr",
    "fpr",
    "balancedAccuracy",
    "precision",
    "byClass",
    "bySource",
    "byCarrier",
    "medianUs",
    "p99Us",
    "firstMedianUs",
    "firstP99Us",
  ]);
  deepEqual([report.requests, report.attacks, report.benign], [210, 10, 200]);
  deepEqual([report.tpr, report.fpr, report.balancedAccuracy, report.precision], [90, 0.5, 94.75, 90]);
  deepEqual(report.byClass, {
    text: { attacks: 0, caught: 0, tpr: null, benign: 200, falseAlarms: 1, fpr: 0.5 },
    sqli: { attacks: 10, caught: 9, tpr: 90, benign: 0, falseAlarms: 0, fpr: null },
  });
});

Deno.test("reportOf() says null where there is nothing to count", () => {
  const { requests, tpr, fpr, balancedAccuracy, precision, medianUs } = reportOf(new Tally());
  deepEqual([requests, tpr, fpr, balancedAccuracy, precision, medianUs], [0, null, null, null, null, 0]);
});

Deno.test("textOf() prints figures with intervals and the three tables", () => {
  const text = textOf(tallied());
  match(text, /^TPR +90\.00 % {2}\(59\.58–98\.21\) +9 of 10 attacks blocked$/m);
  match(text, /^FPR +0\.50 % {2}\(0\.09–2\.78\) +1 of 200 benign requests blocked$/m);
  match(text, /^Time per request {3}median 10\.0 µs, p99 10\.0 µs, least of three runs in a row$/m);
  match(text, /^First run {10}median 20\.\d µs, p99 20\.\d µs, /m);
  equal(text.match(/^By (class|source|carrier)/gm)?.length, 3);
});
