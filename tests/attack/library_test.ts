import assert from "node:assert/strict";
import { loadAttacks } from "../../attacks/mod.ts";
import type { Attack, HttpRequest } from "../../attacks/types.ts";
import { type TestApp, withApp } from "../../routes/testing.ts";

const attacks = await loadAttacks();

/** What became of one request. */
interface Answer {
  readonly action: "allow" | "block" | "limit";
  readonly rules: readonly string[];
  readonly effect?: { readonly harmful: boolean; readonly summary: string };
}

async function send({ fetch }: TestApp, attack: Attack, request: HttpRequest): Promise<Answer> {
  const headers = new Headers(request.headers.map(([name, value]): [string, string] => [name, value]));
  headers.set("x-glass-attack", attack.id);
  headers.set("x-glass-truth", attack.truth);
  headers.set("x-demo-ip", addressOf(attack));
  const body = request.body === undefined ? {} : { body: request.body };
  const response = await fetch(request.target, { method: request.method, headers, ...body });
  const text = await response.text();
  const answer = text.startsWith("{") ? JSON.parse(text) : {};
  if (response.status === 429) return { action: "limit", rules: [] };
  const refused = response.status >= 400 && answer.requestId !== undefined;
  return {
    action: refused ? "block" : "allow",
    rules: (answer.rules ?? []).map(({ rule }: { rule: string }) => rule),
    effect: answer.effect,
  };
}

/** Every attack comes from an address of its own, so that no limit of one meets another. */
function addressOf(attack: Attack): string {
  const index = attacks.indexOf(attack);
  return `203.0.${index >> 8}.${index & 255}`;
}

async function sendAll(app: TestApp, attack: Attack): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let round = 0; round < attack.repeat; round++) {
    for (const request of attack.requests) answers.push(await send(app, attack, request));
  }
  return answers;
}

Deno.test("every attack is judged in block mode as its file says", async () => {
  const wrong: string[] = [];
  await withApp(async (app) => {
    for (const attack of attacks) {
      const { action: expected, rule } = attack.expect;
      const answers = await sendAll(app, attack);
      const actions = answers.map(({ action }) => action);
      const isRight = expected === "limit"
        ? actions.includes("limit")
        : expected === "block"
        ? actions.every((action) => action === "block")
        : actions.every((action) => action === "allow");
      const rules = answers.flatMap((answer) => answer.rules);
      if (!isRight) wrong.push(`${attack.id}: ${actions.slice(0, 3).join(" ")} instead of ${expected}`);
      else if (rule !== undefined && !rules.includes(rule)) {
        wrong.push(`${attack.id}: ${rules.join(" ")} without ${rule}`);
      } else if (Deno.env.get("SHOW")) console.log(attack.id, rules.join(" "));
    }
  });
  assert.deepEqual(wrong, []);
  assert.ok(attacks.length >= 50, `${attacks.length} attacks`);
});

Deno.test("every attack does to the weak API in observe mode what its file says", async () => {
  const wrong: string[] = [];
  let ran = 0;
  await withApp(async (app) => {
    for (const attack of attacks) {
      if (attack.effect === undefined) continue;
      await app.fetch("/glass/reset", { method: "POST", headers: { "sec-fetch-site": "same-origin" } });
      const answers = await sendAll(app, { ...attack, repeat: 1 });
      const harmful = answers.find(({ effect }) => effect?.harmful);
      const isRight = (harmful !== undefined) === (attack.effect === "harmful");
      if (!isRight) wrong.push(`${attack.id}: ${harmful?.effect?.summary ?? "no harm"} instead of ${attack.effect}`);
      ran++;
    }
  }, { settings: { mode: "observe" } });
  assert.deepEqual(wrong, []);
  assert.ok(ran >= 40, `${ran} attacks`);
});
