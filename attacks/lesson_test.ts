import assert from "node:assert/strict";
import { parseLesson } from "./lesson.ts";
import { loadAttacks, loadLessons } from "./load.ts";
import { functionText, functionTexts } from "./source.ts";

const HEAD = ["title: T", "order: 3", "minutes: 8", "attack: sqli/x", "attack-goal: harmful", "defend-goal: twin"]
  .concat("fix: Input_Validation");
const FENCE = "```http\nGET /api/x?q=1\n```\n";
const QUESTION = "Q?\n- [ ] a :: because\n- [x] b :: since";

function lesson(head: readonly string[] = HEAD, sections: Readonly<Record<string, string>> = {}): string {
  const names = ["Story", "Predict", "Attack", "Observe", "Explain", "Defend", "Verify", "Reflect"];
  const text = (name: string) =>
    ["Predict", "Explain"].includes(name) ? QUESTION : name === "Attack" ? "Do.\nHint: h" : "Text.";
  return ["---", ...head, "---", ...names.map((name) => `## ${name}\n\n${sections[name] ?? text(name)}\n`)].join("\n");
}

Deno.test("parseLesson() reads every section", () => {
  const parsed = parseLesson("lessons/x.md", lesson([...HEAD, "catch: a/b, c/d", "pass: e/f", "refs: CWE-89"]));
  assert.deepEqual([parsed.id, parsed.order, parsed.goals], ["x", 3, { attack: "harmful", defend: "twin" }]);
  assert.deepEqual(parsed.predict, {
    text: "Q?",
    choices: [{ text: "a", right: false, why: "because" }, { text: "b", right: true, why: "since" }],
  });
  assert.deepEqual([parsed.task, parsed.hints], ["Do.", ["h"]]);
  assert.deepEqual([parsed.catch, parsed.pass, parsed.story, parsed.reflect], [
    ["a/b", "c/d"],
    ["e/f"],
    "Text.",
    "Text.",
  ]);
});

Deno.test("parseLesson() reads what the lesson starts from and what proves it", () => {
  const head = [...HEAD, "setup: algorithm=gcra, clientAccounts=50", "proof: root:x", "sent: %ff"];
  const { setup, proof, sent, start, task, fix } = parseLesson(
    "lessons/x.md",
    lesson(head, { Attack: `Do.\n${FENCE}Hint: h` }),
  );
  assert.deepEqual(setup, { algorithm: "gcra", clientAccounts: 50 });
  assert.deepEqual([proof, sent, task, fix], ["root:x", "%ff", "Do.", "Input_Validation"]);
  assert.deepEqual(start, { method: "GET", target: "/api/x?q=1", headers: [] });
});

Deno.test("parseLesson() names file and field of what it does not know", () => {
  const wrong: readonly [source: string, says: string][] = [
    [lesson([...HEAD, "colour: red"]), "unknown key 'colour'"],
    [lesson(HEAD.slice(1)), "key 'title' is missing"],
    [lesson([...HEAD.slice(0, 4), "attack-goal: win", ...HEAD.slice(5)]), "unknown attack-goal 'win'"],
    [lesson(HEAD.slice(0, -1)), "key 'fix' is missing"],
    [lesson([...HEAD.slice(0, -1), "fix: ../x"]), "unknown fix '../x'"],
    [lesson([...HEAD, "setup: level=9"]), "unknown setup 'level=9'"],
    [lesson([...HEAD, "setup: algorithm=none"]), "unknown algorithm 'none'"],
    [lesson(HEAD, { Attack: `${FENCE}\n${FENCE}Do.\nHint: h` }), "the section 'Attack' starts from one request"],
    [lesson([...HEAD.slice(0, 1), "order: first", ...HEAD.slice(2)]), "unknown order 'first'"],
    [lesson([...HEAD, "source: ../main.ts"]), "unknown source '../main.ts'"],
    [lesson([...HEAD, "source: routes/demo/login.ts"]), "key 'weak' is missing"],
    [lesson(HEAD, { Attack: "Do." }), "the section 'Attack' has no hint"],
    [lesson(HEAD, { Story: "" }), "the section 'Story' is missing or empty"],
    [lesson(HEAD, { Story: "x\n## Extra" }), "section 'Extra' where 'Predict' belongs"],
    [lesson(HEAD, { Predict: "Q?\n- [x] only :: one" }), "'Predict' needs two to five options"],
    [lesson(HEAD, { Predict: "Q?\n- [x] a :: b\n- [x] c :: d" }), "'Predict' needs one right option"],
    [lesson(HEAD, { Explain: "Q?\n- [x] a\n- [ ] c :: d" }), "'- [x] a' is not '- [x] option :: why'"],
  ];
  for (const [source, says] of wrong) {
    assert.throws(() => parseLesson("lessons/x.md", source), (error) => {
      return error instanceof Error && error.message.startsWith("Cannot parse attack lessons/x.md: ") &&
        error.message.includes(says);
    }, says);
  }
  assert.equal(wrong.length, 17);
  assert.throws(() => parseLesson("x.md", lesson()), /the path is not lessons/);
});

Deno.test("loadLessons() reads the course: 16 lessons in order, every id known, every source found", async () => {
  const lessons = await loadLessons();
  const attacks = new Map((await loadAttacks()).map((attack) => [attack.id, attack]));
  assert.deepEqual(lessons.map(({ order }) => order), Array.from({ length: 16 }, (_, index) => index + 1));
  for (const { id, attack, catch: caught, pass, hints, predict, explain } of lessons) {
    for (const known of [attack, ...caught, ...pass]) assert.ok(attacks.has(known), `${id} names ${known}`);
    for (const innocent of pass) assert.equal(attacks.get(innocent)?.truth, "benign", `${id}: ${innocent}`);
    for (const guilty of caught) assert.equal(attacks.get(guilty)?.truth, "attack", `${id}: ${guilty}`);
    assert.equal(hints.length, 3, id);
    assert.ok(predict.choices.length >= 3 && explain.choices.length >= 3, id);
  }
  const withSource = lessons.filter(({ source }) => source !== undefined);
  for (const { id, weakSource, correctSource } of withSource) {
    assert.match(weakSource ?? "", /function weak/, id);
    assert.match(correctSource ?? "", /function /, id);
  }
  assert.equal(withSource.length, 16);
});

Deno.test("functionText() cuts a function with its comment", () => {
  const source = "const a = 1;\n\n/**\n * Says b.\n */\nexport function b(): void {\n  a;\n}\n\nfunction c() {\n}\n";
  assert.equal(functionText(source, "b"), "/**\n * Says b.\n */\nexport function b(): void {\n  a;\n}");
  assert.equal(functionText(source, "d"), undefined);
  assert.equal(functionTexts(source, ["c", "c"]), "function c() {\n}\n\nfunction c() {\n}");
  assert.equal(functionTexts(source, ["c", "d"]), undefined);
});
