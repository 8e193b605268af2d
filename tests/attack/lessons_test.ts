import assert from "node:assert/strict";
import { loadAttacks, loadLessons } from "../../attacks/mod.ts";
import type { Attack, Lesson } from "../../attacks/types.ts";
import type { RoomSettings } from "../../guard/types.ts";
import { type TestApp, withApp } from "../../routes/testing.ts";
import { isStopped, sendAttack } from "./send.ts";

const attacks = new Map((await loadAttacks()).map((attack) => [attack.id, attack]));
const lessons = await loadLessons();

/** Settings that solve the lessons in which the learner tunes the guard. */
const SOLUTIONS: Readonly<Record<string, Partial<RoomSettings>>> = {
  tuning: { level: 2, detectLevel: 2 },
  "false-alarm": {
    exclusions: [{
      rule: "sqli.constant-condition",
      path: "/api/data",
      parameter: "/message",
      reason: "messages are bound as parameters",
    }],
  },
};

const OBSERVE: Partial<RoomSettings> = { mode: "observe", rateLimit: "off" };

function attackOf(id: string): Attack {
  return attacks.get(id) ?? assert.fail(`no attack ${id}`);
}

/** Ids of the lesson's verification that go wrong. */
async function mistakes(app: TestApp, lesson: Lesson): Promise<string[]> {
  const wrong: string[] = [];
  for (const [index, id] of [...lesson.catch, ...lesson.pass].entries()) {
    const answers = await sendAttack(app, attackOf(id), { address: `203.0.${lesson.order}.${index}` });
    if (isStopped(answers) !== lesson.catch.includes(id)) wrong.push(id);
  }
  return wrong;
}

Deno.test("every lesson's attack reaches its goal", async () => {
  let ran = 0;
  for (const { id, attack, goals } of lessons) {
    const settings = goals.attack === "harmful" ? OBSERVE : {};
    await withApp(async (app) => {
      const answers = await sendAttack(app, attackOf(attack));
      const reached = {
        harmful: answers.some(({ effect }) => effect?.harmful),
        blocked: answers.every(({ action }) => action === "block"),
        limited: answers.some(({ action }) => action === "limit"),
        missed: answers.some(({ action, effect }) => action === "allow" && effect?.harmful),
        alarm: attackOf(attack).truth === "benign" && answers.some(({ action }) => action === "block"),
      }[goals.attack];
      assert.ok(reached, `${id}: ${goals.attack}`);
      ran++;
    }, { settings });
  }
  assert.equal(ran, 16);
});

Deno.test("every lesson's attack fails on the correct twin with the guard off", async () => {
  let ran = 0;
  await withApp(async (app) => {
    for (const { id, attack, goals } of lessons) {
      if (goals.defend !== "twin") continue;
      const answers = await sendAttack(app, attackOf(attack), { twin: true });
      for (const { effect, status } of answers) {
        assert.ok(!effect?.harmful && status < 500, `${id}: ${status} ${effect?.summary}`);
      }
      ran++;
    }
  }, { settings: OBSERVE });
  assert.equal(ran, 11);
});

Deno.test("every lesson can be verified: what must be caught is caught, what must pass passes", async () => {
  let ran = 0;
  for (const lesson of lessons) {
    await withApp(async (app) => assert.deepEqual(await mistakes(app, lesson), [], lesson.id), {
      settings: SOLUTIONS[lesson.id] ?? {},
    });
    ran++;
  }
  assert.equal(ran, 16);
});

Deno.test("a lesson in tuning cannot be verified without tuning", async () => {
  const tuned = lessons.filter(({ goals }) => goals.defend === "tuned");
  for (const lesson of tuned) {
    await withApp(async (app) => assert.notDeepEqual(await mistakes(app, lesson), [], lesson.id));
  }
  assert.deepEqual(tuned.map(({ id }) => id), Object.keys(SOLUTIONS));
});
