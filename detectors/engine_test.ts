import assert from "node:assert/strict";
import { detect, examine } from "./engine.ts";
import { findingOf } from "./report.ts";
import { DEFAULT_SETTINGS } from "./score.ts";
import { getWith, requestWith } from "./testing.ts";
import type { Detector, Rule } from "./types.ts";

const RULE: Rule = { id: "sqli.x", category: "sqli", severity: "critical", level: 1, title: "x", why: "it is x" };
const FINDS: Detector = { name: "finds", title: "Finds", rules: [RULE], detect: () => [findingOf(RULE)] };
const THROWS: Detector = {
  name: "throws",
  title: "Throws",
  rules: [],
  detect: () => {
    throw new Error("broken");
  },
};

Deno.test("detect() judges without a detector that throws, and names it", () => {
  const { findings, failed } = detect(requestWith("x"), { detectors: [THROWS, FINDS] });
  assert.deepEqual(failed, ["throws"]);
  assert.deepEqual(findings.map(({ rule }) => rule), ["sqli.x"]);
});

Deno.test("examine() goes from the raw request to the sum", () => {
  const attack = examine(getWith("' UNION SELECT name, password FROM users--"));
  assert.equal(attack.score.reached, true);
  assert.equal(attack.request.fields[1]!.views[0]!.text, "' UNION SELECT name, password FROM users--");
  assert.deepEqual(attack.failed, []);
  assert.equal(examine(getWith("hello world")).score.score, 0);
});

Deno.test("examine() gives the same answer twice", () => {
  const raw = getWith("<img src=x onerror=alert(1)> %2527 \uff07");
  assert.deepEqual(examine(raw).score, examine(raw).score);
});

Deno.test("examine() follows the settings", () => {
  const raw = getWith("' OR '1'='1");
  assert.equal(examine(raw, { ...DEFAULT_SETTINGS, threshold: 100 }).score.reached, false);
  const reason = "a lesson";
  const rules = examine(raw).score.contributions.map(({ finding }) => finding.rule);
  const exclusions = rules.map((rule) => ({ rule, path: "/api/*", reason }));
  assert.equal(examine(raw, { ...DEFAULT_SETTINGS, exclusions }).score.score, 0);
});
