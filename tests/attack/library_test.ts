import assert from "node:assert/strict";
import { loadAttacks } from "../../attacks/mod.ts";
import type { Attack } from "../../attacks/types.ts";
import { withApp } from "../../routes/testing.ts";
import { type Answer, sendAttack } from "./send.ts";

const attacks = await loadAttacks();

/** Every attack comes from an address of its own. */
function addressOf(attack: Attack): string {
  const index = attacks.indexOf(attack);
  return `203.0.${index >> 8}.${index & 255}`;
}

/** What is wrong with the answers, or nothing. */
function complaint(attack: Attack, answers: readonly Answer[]): string | undefined {
  const actions = answers.map(({ action }) => action);
  const { action: expected, rule } = attack.expect;
  const isRight = expected === "limit"
    ? actions.includes("limit")
    : actions.every((action) => action === (expected === "gap" ? mistakeOf(attack) : expected));
  if (!isRight) return `${attack.id}: ${actions.slice(0, 3).join(" ")} instead of ${expected}`;
  const rules = answers.flatMap((answer) => answer.rules);
  if (rule !== undefined && !rules.includes(rule)) return `${attack.id}: ${rules.join(" ")} without ${rule}`;
  return undefined;
}

/** What the guard does wrongly where a gap is known. */
function mistakeOf(attack: Attack): Answer["action"] {
  return attack.truth === "attack" ? "allow" : "block";
}

Deno.test("every attack is judged in block mode as its file says", async () => {
  const wrong: (string | undefined)[] = [];
  await withApp(async (app) => {
    for (const attack of attacks) {
      wrong.push(complaint(attack, await sendAttack(app, attack, { address: addressOf(attack) })));
    }
  });
  assert.deepEqual(wrong.filter((each) => each !== undefined), []);
  assert.equal(wrong.length, attacks.length);
  assert.ok(attacks.length >= 50, `${attacks.length} attacks`);
});

Deno.test("every attack does to the weak API in observe mode what its file says", async () => {
  const wrong: string[] = [];
  let ran = 0;
  await withApp(async (app) => {
    for (const attack of attacks) {
      if (attack.effect === undefined) continue;
      await app.fetch("/glass/reset", { method: "POST", headers: { "sec-fetch-site": "same-origin" } });
      const answers = await sendAttack(app, attack, { address: addressOf(attack) });
      const harmful = answers.find(({ effect }) => effect?.harmful);
      const isRight = (harmful !== undefined) === (attack.effect === "harmful");
      if (!isRight) wrong.push(`${attack.id}: ${harmful?.effect?.summary ?? "no harm"} instead of ${attack.effect}`);
      ran++;
    }
  }, { settings: { mode: "observe" } });
  assert.deepEqual(wrong, []);
  assert.ok(ran >= 45, `${ran} attacks`);
});
