import { ok } from "node:assert/strict";
import { simulate } from "./profiles/poisoning.ts";

Deno.test("profiles lose at most 3 points of TPR at 1 % FPR when one client poisons 2 % of what they learn", async () => {
  const size = { seed: 1, learned: 18_000, judged: 3_000, clients: 40 };
  const [clean, poisoned] = await simulate(size, [0, 0.02]);
  ok(clean && poisoned);
  const said = JSON.stringify([clean, poisoned]);
  ok(poisoned.poisoned > 0.009 * size.learned && clean.attacks > 1_000 && clean.innocent > 120, said);
  ok(clean.tpr >= 0.5, said);
  ok(clean.noticedInnocent <= 0.01 && poisoned.noticedInnocent <= 0.01, said);
  ok(clean.tpr - poisoned.tpr <= 0.03, said);
});
