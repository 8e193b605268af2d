import assert from "node:assert/strict";
import { loadAttacks, loadLessons } from "../../attacks/mod.ts";
import type { Attack, Lesson } from "../../attacks/types.ts";
import { readWeights } from "../../detectors/anomaly/weights.ts";
import { DEFAULT_LOGIN } from "../../guard/login/types.ts";
import type { RoomSettings } from "../../guard/types.ts";
import type { Rehearsal } from "../../routes/glass/rehearsal.ts";
import { type TestApp, withApp } from "../../routes/testing.ts";
import { type Answer, sendAttack } from "./send.ts";

const attacks = new Map((await loadAttacks()).map((attack) => [attack.id, attack]));
const lessons = await loadLessons();

/** The model that ships: what a learner meets is the guard with its model. */
const model = await readWeights(
  await Deno.readFile(new URL("../../detectors/anomaly/weights.bin", import.meta.url)),
);

/** Settings that solve the lessons in which the learner changes the guard. */
const SOLUTIONS: Readonly<Record<string, Partial<RoomSettings>>> = {
  "brute-force": { login: DEFAULT_LOGIN },
  "rate-limits": { algorithm: "sliding-log" },
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

/** Settings that a lesson starts from. */
function startOf({ setup }: Lesson): Partial<RoomSettings> {
  const { algorithm, clientAccounts } = setup;
  return {
    ...(algorithm === undefined ? {} : { algorithm }),
    ...(clientAccounts === undefined
      ? {}
      : { login: { ...DEFAULT_LOGIN, clientAccounts, clientFailures: clientAccounts } }),
  };
}

/** What became of the lesson's verification under the settings of the app. */
async function rehearse(app: TestApp, lesson: Lesson): Promise<Rehearsal> {
  const response = await app.fetch(`/glass/rehearsal/${lesson.id}`, { method: "POST" });
  assert.equal(response.status, 200, lesson.id);
  return await response.json();
}

/** Ids of the lesson's verification that go wrong. */
function mistakes({ rows }: Rehearsal): string[] {
  return rows.filter(({ stopped, truth }) => stopped !== (truth === "attack")).map(({ id }) => id);
}

/** Sends a lesson's attack to a house of its own. */
async function fired(attack: Attack, settings: Partial<RoomSettings>, options: { twin?: boolean } = {}) {
  let answers: Answer[] = [];
  await withApp(async (app) => {
    answers = await sendAttack(app, attack, options);
  }, { settings, model });
  assert.equal(answers.length, attack.requests.length * attack.repeat, attack.id);
  return answers;
}

/**
 * What a lesson is about when nothing stops it: its own attack, or, where that is an innocent request that is refused,
 * those of the attacks beside it that do harm.
 */
function harmfulOf({ attack, catch: caught }: Lesson): readonly Attack[] {
  return attackOf(attack).truth === "attack"
    ? [attackOf(attack)]
    : caught.map(attackOf).filter(({ effect }) => effect === "harmful");
}

Deno.test("every lesson's attack works on the weak endpoint, is judged as its file says, and fails on the twin", async () => {
  let ran = 0;
  for (const lesson of lessons) {
    const { id, attack, proof } = lesson;
    const own = attackOf(attack);

    const harmful = harmfulOf(lesson);
    assert.ok(harmful.length > 0, id);
    for (const each of harmful) {
      const observed = await fired(each, OBSERVE);
      const wanted = each === own ? proof ?? "" : "";
      const won = observed.some(({ effect, text }) => effect?.harmful && text.includes(wanted));
      assert.ok(won, `${id}: ${each.id} does no harm`);
      assert.ok(observed.every(({ action }) => action === "allow"), id);
    }

    const actions = (await fired(own, {})).map(({ action }) => action);
    const gap = own.truth === "attack" ? "allow" : "block";
    const isRight = own.expect.action === "limit"
      ? actions.includes("limit")
      : actions.every((action) => action === (own.expect.action === "gap" ? gap : own.expect.action));
    assert.ok(isRight, `${id}: ${actions.join(" ")} instead of ${own.expect.action}`);

    for (const each of [own, ...harmful]) {
      for (const { action, effect, status, text } of await fired(each, OBSERVE, { twin: true })) {
        assert.ok(action === "allow" && status < 500, `${id}: ${each.id} ${status}`);
        assert.ok(effect === undefined || !effect.harmful, `${id}: ${each.id} ${effect?.summary}`);
        assert.ok(!text.includes("No such route"), `${id}: ${each.id} has no twin`);
      }
    }
    ran++;
  }
  assert.equal(ran, 16);
});

Deno.test("the innocent request of a lesson is served by the weak endpoint and by the twin", async () => {
  const innocent = lessons.filter(({ attack }) => attackOf(attack).truth === "benign");
  assert.deepEqual(innocent.map(({ id }) => id), ["false-alarm"]);
  for (const { attack } of innocent) {
    for (const twin of [false, true]) {
      for (const { status, effect } of await fired(attackOf(attack), OBSERVE, { twin })) {
        assert.deepEqual([status, effect?.harmful], [201, false]);
      }
    }
  }
});

Deno.test("every lesson's attack reaches its goal, from the settings that the lesson starts with", async () => {
  let ran = 0;
  for (const lesson of lessons) {
    const { id, attack, goals, proof, sent } = lesson;
    const { requests, truth } = attackOf(attack);
    const answers = await fired(attackOf(attack), {
      ...startOf(lesson),
      ...(goals.attack === "harmful" ? OBSERVE : {}),
    });
    const reached = {
      harmful: answers.some(({ effect, text }) => effect?.harmful && text.includes(proof ?? "")),
      limited: answers.some(({ action }) => action === "limit"),
      missed: answers.some(({ action, effect }) => action === "allow" && effect?.harmful),
      alarm: truth === "benign" && answers.some(({ action }) => action === "block"),
    }[goals.attack];
    assert.ok(reached, `${id}: ${goals.attack}`);
    if (sent) assert.ok(requests.some(({ target, body = "" }) => (target + body).includes(sent)), id);
    ran++;
  }
  assert.equal(ran, 16);
});

Deno.test("every lesson's first request is harmless and passes the guard", async () => {
  let ran = 0;
  for (const { id, start } of lessons) {
    if (start === undefined) continue;
    await withApp(async (app) => {
      const [answer] = await sendAttack(app, { ...attackOf("innocent/browse"), requests: [start], id });
      assert.ok(answer && answer.action === "allow" && !answer.effect?.harmful && answer.status < 500, id);
    }, { model });
    ran++;
  }
  assert.equal(ran, 12);
});

Deno.test("every lesson can be verified: what must be caught is caught, what must pass passes", async () => {
  let ran = 0;
  for (const lesson of lessons) {
    await withApp(async (app) => {
      const rehearsal = await rehearse(app, lesson);
      assert.deepEqual(mistakes(rehearsal), [], lesson.id);
      assert.equal(rehearsal.rows.length, lesson.catch.length + lesson.pass.length);
      assert.equal(rehearsal.twin?.harmful, false, lesson.id);
    }, { settings: { ...startOf(lesson), ...SOLUTIONS[lesson.id] }, attacks: [...attacks.values()], lessons, model });
    ran++;
  }
  assert.equal(ran, 16);
});

/** Lessons whose verification fails as long as the learner has changed nothing. The limit of a burst has its own. */
const UNSOLVED = ["brute-force", "tuning", "false-alarm"];

Deno.test("what the learner has to change must be changed, and not too far", async () => {
  const everywhere = { rule: "sqli.constant-condition", path: "*", reason: "too wide" };
  const rows: [lesson: string, settings: Partial<RoomSettings>, mistakes: readonly string[]][] = [
    ["brute-force", {}, ["spraying/one-password"]],
    ["tuning", {}, ["ssti/filter"]],
    ["tuning", { level: 3, detectLevel: 3 }, ["innocent/greeting"]],
    ["tuning", { level: 3, detectLevel: 3, threshold: 4 }, ["innocent/markdown", "innocent/greeting"]],
    ["false-alarm", {}, ["innocent/sql-forum"]],
    ["false-alarm", { exclusions: [everywhere] }, ["sqli/login-probe", "sqli/guestbook-name"]],
    ["false-alarm", { exclusions: [{ ...everywhere, path: "/api/data" }] }, ["sqli/guestbook-name"]],
    ["false-alarm", { mode: "observe" }, [
      "sqli/login-without-password",
      "sqli/login-probe",
      "sqli/guestbook-name",
      "sqli/union-users",
      "sqli/tautology-search",
      "sqli/blind-boolean",
    ]],
  ];
  for (const [id, change, wrong] of rows) {
    const lesson = lessons.find((lesson) => lesson.id === id) ?? assert.fail(id);
    await withApp(async (app) => assert.deepEqual(mistakes(await rehearse(app, lesson)), wrong, id), {
      settings: { ...startOf(lesson), ...change },
      attacks: [...attacks.values()],
      lessons,
      model,
    });
  }
  assert.deepEqual(new Set(rows.map(([id]) => id)), new Set(UNSOLVED));
});
