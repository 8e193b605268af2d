import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { loadLessons } from "../../attacks/mod.ts";
import type { LoadedLesson } from "../../attacks/load.ts";
import { browserTest, pressByScript as press } from "./harness.ts";

/** A lesson that was solved without a hint. */
const DONE = {
  done: ["predict", "attack", "observe", "explain", "defend", "verify", "reflect"],
  tries: 0,
  hints: 0,
  guessed: true,
};

/** What the learner changes in the lessons that are not solved at a twin. */
const DEFENCES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  "brute-force": async (page) => {
    await page.getByLabel("Accounts one client may fail at").fill("5");
    await press(page.getByRole("button", { name: "Set", exact: true }));
    await press(page.getByRole("button", { name: "One password for everybody" }));
    await press(page.getByRole("button", { name: "Send all 12" }));
  },
  "rate-limits": async (page) => {
    await press(page.getByRole("button", { name: "Around the turn of the minute" }));
    await page.locator('[data-algorithm="fixed-window"]', { hasText: "200 > 100" }).waitFor();
    await press(page.locator(".lab-choice").getByRole("button", { name: "Sliding log" }));
  },
  "tuning": (page) => press(page.locator(".lab-choice").getByRole("button", { name: "2", exact: true }).first()),
  "false-alarm": async (page) => {
    const form = page.locator(".exclude");
    await form.getByLabel("Path").selectOption("here");
    await form.getByLabel("Field").selectOption("/message");
    await form.getByLabel("Reason").fill("messages are bound as parameters");
    await press(form.getByRole("button", { name: "Exclude" }));
  },
};

async function show(page: Page, step: string): Promise<void> {
  await press(page.locator(`.steps a[href="#${step}"]`));
  await page.locator('.steps [aria-current="step"]', { hasText: new RegExp(step, "i") }).waitFor();
  // What the step asks for is drawn with the next frame.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  // Sets the guard where the step needs it otherwise.
  const button = page.locator(".stage .button");
  if (await button.count() > 0) await press(button);
  await page.locator(".stage").waitFor({ state: "detached" });
}

/** Walks one lesson with the solution of its last hint; resolves with its points. */
async function solve(page: Page, lesson: LoadedLesson): Promise<string> {
  await press(page.locator(".choice").nth(lesson.predict.choices.findIndex(({ right }) => right)));
  await show(page, "attack");
  for (let hint = 0; hint < 3; hint++) await press(page.locator(".hints .button"));
  await press(page.getByRole("button", { name: "Put the solution on the bench" }));
  const all = page.locator(".editor").getByRole("button", { name: /^Send all/ });
  await press(await all.count() > 0 ? all : page.locator(".editor .is-primary"));
  await page.locator(".task.is-done").waitFor();
  await show(page, "explain");
  await press(page.locator(".choice").nth(lesson.explain.choices.findIndex(({ right }) => right)));
  await show(page, "defend");
  if (lesson.goals.defend === "twin") {
    await press(page.getByRole("button", { name: /^Put it on the bench for/ }));
    await press(page.locator(".editor .is-primary"));
  } else await DEFENCES[lesson.id]?.(page);
  await page.locator(".task.is-done").waitFor();
  await show(page, "verify");
  await press(page.getByRole("button", { name: "Run the check" }));
  await page.locator(".confusion-sum", { hasText: /^All \d+ checks right/ }).waitFor();
  await show(page, "reflect");
  await page.locator(".finished").waitFor();
  return await page.locator(".lesson-points").innerText();
}

/** One lesson of each kind of defence; `deno task course` walks all sixteen, which takes a minute. */
const WALKED: ReadonlySet<string> = new Set(["stored-xss", ...Object.keys(DEFENCES)]);

browserTest(
  "course: lessons can be solved on the page, each kind of defence, until the course is done",
  async (visit) => {
    const { page, house, complaints } = visit;
    const lessons = await loadLessons();
    const walked = lessons.filter(({ id }) => Deno.env.get("GLASSHOUSE_COURSE") === "all" || WALKED.has(id));
    assert.ok(walked.length >= WALKED.size);
    const others = lessons.filter((lesson) => !walked.includes(lesson)).map(({ id }) => [id, DONE] as const);
    const course = { format: "glasshouse-course", version: 1, lessons: Object.fromEntries(others) };
    await page.evaluate((course) => localStorage.setItem("glasshouse.course", course), JSON.stringify(course));
    for (const lesson of walked) {
      await page.goto(`${house.url}/learn/${lesson.id}`);
      await page.locator("html[data-awake] .stream.is-live").waitFor({ state: "attached" });
      await page.locator(".verdict").waitFor({ state: "attached" });
      try {
        assert.equal(await solve(page, lesson), "70 of 100 points", lesson.id);
      } catch (error) {
        throw new Error(`Cannot solve ${lesson.id}: ${await page.locator(".lesson").innerText()}`, { cause: error });
      }
    }
    await page.goto(`${house.url}/learn`);
    for (const { id } of lessons) await page.locator(`[data-lesson="${id}"][data-state="done"]`).waitFor();
    assert.equal(await page.locator('[data-score="done"]').innerText(), "16");
    assert.equal(
      await page.locator('[data-score="points"]').innerText(),
      `${70 * walked.length + 100 * others.length}`,
    );
    assert.deepEqual(complaints, []);
  },
  // `lessons_test.ts` walks three lessons by real keys; this one all sixteen, by script.
  { path: "/learn/sql-login", light: "off", pane: "#lesson, #throw" },
);
