import assert from "node:assert/strict";
import { assertLooks, LOOKS, LOOKS_OF_SAME } from "./axe.ts";
import { eventually } from "./eventually.ts";
import { browserTest } from "./harness.ts";
import { transferOf } from "./transfer.ts";

/** A finished lesson, a lesson under way. */
const COURSE = JSON.stringify({
  format: "glasshouse-course",
  version: 1,
  lessons: {
    "sql-login": {
      done: ["predict", "attack", "observe", "explain", "defend", "verify", "reflect"],
      tries: 0,
      hints: 0,
      guessed: true,
    },
    "ssrf": { done: ["predict"], tries: 0, hints: 1, guessed: false },
  },
});

const STEPS = ["predict", "attack", "observe", "explain", "defend", "verify", "reflect"];

browserTest("lessons: axe finds nothing in every step and on the overview, in every look", async ({ page, house }) => {
  for (
    const [path, some] of [["sql-login", STEPS], ["rate-limits", ["observe"]], ["false-alarm", ["defend"]]] as const
  ) {
    // The first of them is open.
    if (path !== "sql-login") await page.goto(`${house.url}/learn/${path}`);
    await page.locator("html[data-awake]").waitFor({ state: "attached" });
    for (const step of some) {
      await page.locator(`.steps a[href="#${step}"]`).click();
      await page.locator('.steps [aria-current="step"]', { hasText: new RegExp(step, "i") }).waitFor();
      if (step === "verify") await page.getByRole("button", { name: "Run the check" }).click();
      if (step === "verify") await page.locator(".checked").waitFor();
      if (path === "rate-limits") await page.locator(".lab-rows").waitFor();
      // The bench and the glass beside the lesson stay as they were in the first step.
      if (step === STEPS[0]) await assertLooks(page, LOOKS, `${path} ${step}`);
      else await assertLooks(page, LOOKS_OF_SAME, `${path} ${step}`, { within: ".lesson" });
    }
  }
  await page.evaluate((course) => localStorage.setItem("glasshouse.course", course), COURSE);
  await page.goto(`${house.url}/learn`);
  await page.locator('[data-lesson="sql-login"][data-state="done"]').waitFor();
  await assertLooks(page, LOOKS_OF_SAME, "overview", { same: true });
}, { path: "/learn/sql-login", light: "full" });

browserTest("lessons: progress is exported, forgotten, imported; a wrong file is refused", async ({ page, house }) => {
  await page.evaluate((course) => localStorage.setItem("glasshouse.course", course), COURSE);
  await page.goto(`${house.url}/learn`);
  const points = page.locator('html[data-awake] [data-score="points"]');
  await page.locator('[data-lesson="ssrf"][data-state="going"]').waitFor();
  await eventually(async () => assert.equal(await points.innerText(), "105"));
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export" }).click(),
  ]);
  const file = await Deno.makeTempFile({ suffix: ".json" });
  await download.saveAs(file);

  await page.getByRole("button", { name: "Reset", exact: true }).last().click();
  await page.getByRole("button", { name: "Forget everything" }).click();
  await page.getByText("All progress is gone.").waitFor();
  await eventually(async () => assert.equal(await points.innerText(), "0"));

  await page.getByLabel("File to import").setInputFiles(file);
  await page.getByText("Imported 2 lessons").waitFor();
  await eventually(async () => assert.equal(await points.innerText(), "105"));

  await Deno.writeTextFile(file, '{"format":"something else"}');
  await page.getByLabel("File to import").setInputFiles(file);
  await page.getByText('Not imported: the field "format" is not').waitFor();
  await eventually(async () => assert.equal(await points.innerText(), "105"));
  await Deno.remove(file);
}, { path: "/learn/sql-login" });

browserTest("lessons: a link leads to a step, and a lesson wakes with under 120 KB", async ({ page, complaints }) => {
  await page.locator('.steps [aria-current="step"]', { hasText: "Defend" }).waitFor();
  await eventually(async () => assert.ok(await page.locator(".diff tr").count() > 10));
  // The engine and its model come once the page is awake.
  const { untilAwake: first } = await transferOf(page);
  assert.ok(first > 10_000 && first < 120_000, `${first} bytes until awake`);
  assert.deepEqual(complaints, []);
}, { path: "/learn/traversal#defend", compressed: true });

browserTest("lessons: on a phone one pane is open, and its tab says which", async ({ page }) => {
  const shown = () =>
    page.locator(".pane").evaluateAll((panes) => panes.filter((pane) => pane.checkVisibility()).map(({ id }) => id));
  assert.deepEqual(await shown(), ["lesson"]);
  const tabs = [["Bench", "throw"], ["Glass", "glass"], ["Lesson", "lesson"]] as const;
  for (const [name, id] of tabs) {
    await page.locator(".tabs").getByRole("button", { name }).click();
    assert.deepEqual(await shown(), [id]);
  }
}, { path: "/learn/ssrf", width: 360, height: 780 });
