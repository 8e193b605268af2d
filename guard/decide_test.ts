import { equal, ok } from "node:assert/strict";
import type { Score } from "../detectors/score.ts";
import type { Finding } from "../detectors/types.ts";
import { decide, type Evidence } from "./decide.ts";
import { GUARD_RULES } from "./rules.ts";

const finding: Finding = { rule: "sqli.x", category: "sqli", severity: "critical", level: 1, why: "it is a test" };
const scoreOf = (score: number, wouldBlockAtLevel?: 2): Score => ({
  score,
  threshold: 5,
  reached: score >= 5,
  contributions: score > 0 || wouldBlockAtLevel
    ? [{ finding, points: score || 5, state: score > 0 ? "deciding" : "above-level" }]
    : [],
  atLevel: [score, score, score, score],
  ...(wouldBlockAtLevel ? { wouldBlockAtLevel } : {}),
});
const limit = { kind: "limit", rule: GUARD_RULES.rateLimit, why: "it was too much", retryMs: 1_500 } as const;
const down = { ...limit, status: 503 } as const;
const refusal = { kind: "refusal", status: 400, rule: GUARD_RULES.jsonMalformed } as const;
const signals = [GUARD_RULES.enumeration];

/** Evidence, then in block mode and in observe mode: action, would-be action, status. */
const ROWS: readonly [evidence: Partial<Evidence>, block: string, observe: string][] = [
  [{ score: scoreOf(0) }, "allow allow -", "allow allow -"],
  [{ score: scoreOf(2) }, "flag flag -", "flag flag -"],
  [{ score: scoreOf(0, 2) }, "flag flag -", "flag flag -"],
  [{ score: scoreOf(5) }, "block block 403", "flag block -"],
  [{ score: scoreOf(0), signals }, "flag flag -", "flag flag -"],
  [{ score: scoreOf(5), signals }, "block block 403", "flag block -"],
  [{ limit }, "limit limit 429", "flag limit -"],
  [{ limit: down }, "limit limit 503", "flag limit -"],
  [{ limit, score: scoreOf(5) }, "limit limit 429", "flag limit -"],
  [{ refusal }, "block block 400", "block block 400"],
  [{ limit, refusal }, "limit limit 429", "block block 400"],
];

Deno.test("decide() follows its table", () => {
  for (const [i, [evidence, block, observe]] of ROWS.entries()) {
    for (const [mode, expected] of [["block", block], ["observe", observe]] as const) {
      const verdict = decide({ mode, level: 1, threshold: 5, ...evidence });
      const { action, wouldBe, status = "-" } = verdict;
      equal(`${action} ${wouldBe} ${status}`, expected, `row ${i} ${mode}: ${verdict.sentence}`);
      ok(verdict.sentence.length > 20 && verdict.sentence.endsWith("."), verdict.sentence);
      equal(verdict.retryAfter, action === "limit" ? 2 : undefined);
    }
  }
  equal(ROWS.length, 11);
});
