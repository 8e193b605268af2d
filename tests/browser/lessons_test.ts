import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { press, tabTo, typeInto } from "./by_keyboard.ts";
import { eventually } from "./eventually.ts";
import { browserTest } from "./harness.ts";

/** Waits for the step whose title has the focus. */
async function atStep(page: Page, title: string): Promise<void> {
  await page.locator("#step-title:focus", { hasText: title }).waitFor();
}

/** Waits until the bench says that the goal is reached, then goes on. */
async function goOn(page: Page, next: string): Promise<void> {
  await page.locator(".task.is-done").waitFor();
  await press(page, `Continue to ${next}`, "Shift+Tab");
  await atStep(page, `${next.charAt(0).toUpperCase()}${next.slice(1)}`);
}

/** Runs the check of the step "verify" and goes on to the end. */
async function verify(page: Page, sum: string): Promise<void> {
  await press(page, "Run the check");
  await page.locator(".confusion-sum", { hasText: sum }).waitFor();
  await press(page, "Continue to reflect");
  await atStep(page, "Reflect");
}

/** Points that the lesson shows. */
async function points(page: Page): Promise<number> {
  return parseInt(await page.locator(".lesson-points").innerText());
}

/** Opens the overview by its link, and reads the scoreboard. */
async function scoreboard(page: Page): Promise<{ readonly points: number; readonly done: number }> {
  await page.locator('html[data-awake] [data-score="points"]').waitFor();
  const number = async (name: string) => Number(await page.locator(`[data-score="${name}"]`).innerText());
  return { points: await number("points"), done: await number("done") };
}

browserTest("lessons: SQL injection at the login, from the overview to the end, by keyboard", async (visit) => {
  const { page, house, complaints } = visit;
  await page.goto(`${house.url}/learn`);
  await page.locator("html[data-awake]").waitFor({ state: "attached" });
  await eventually(async () => assert.deepEqual(await scoreboard(page), { points: 0, done: 0 }));
  await press(page, "Begin: Log in without a password");
  await page.locator("html[data-awake] .stream.is-live").waitFor();

  await press(page, "Whether the name is empty");
  await page.getByText("The quote ends the string").waitFor();
  await press(page, "Continue to attack");
  await atStep(page, "Attack");
  await eventually(async () => assert.equal(await points(page), 10));

  // An honest try is refused by the endpoint, and the bench says what is missing.
  await press(page, "Go to the bench");
  await press(page, "Send");
  await page.locator(".answer-status strong", { hasText: "401" }).waitFor();
  await page.getByText("Not yet:").waitFor();

  // With the guard on block the attack is refused; the lesson says how to go on.
  await press(page, "Show a hint", "Shift+Tab");
  await page.getByText("The name is put between two single quotes").waitFor();
  await typeInto(page, "body", `{"username": "' OR '1'='1", "password": "whatever"}`);
  await page.keyboard.press("Control+Enter");
  await page.getByText("Not yet: The guard refused it").waitFor();
  await press(page, "Switch to observe", "Shift+Tab");
  await page.locator(".stage").waitFor({ state: "detached" });
  await tabTo(page, "body");
  // On a busy machine the first one may still meet the guard on block.
  await eventually(async () => {
    await page.keyboard.press("Control+Enter");
    await page.locator(".effect-summary.is-harmful").waitFor({ timeout: 2_000 });
  });
  await goOn(page, "observe");
  await eventually(async () => assert.equal(await points(page), 40, "a hint costs 10 of the 40"));

  await press(page, "Continue to explain");
  await press(page, "Because OR can be written in lower case");
  await page.getByText("Not quite.").waitFor();
  await press(page, "Because a quote is enough");
  await press(page, "Continue to defend");
  await page.locator(".diff .is-right", { hasText: "params: [name]" }).waitFor();
  await press(page, "Put it on the bench");
  await page.keyboard.press("Control+Enter");
  await goOn(page, "verify");
  await press(page, "Switch to block");
  await page.locator(".stage").waitFor({ state: "detached" });
  await verify(page, "All 7 checks right");
  await page.getByText("Lesson done, 82 of 100 points").waitFor();

  await page.reload();
  await page.locator("html[data-awake] .finished").waitFor();
  await eventually(async () => assert.equal(await points(page), 82, "the progress survives a reload"));
  await press(page, "Lesson 1 of 16");
  await page.locator('[data-lesson="sql-login"][data-state="done"]').waitFor();
  await eventually(async () => assert.deepEqual(await scoreboard(page), { points: 82, done: 1 }));
  assert.deepEqual(complaints, []);
}, { path: "/learn/sql-login" });

browserTest("lessons: rate limits, with visible buckets, by keyboard", async ({ page, complaints }) => {
  await press(page, "200");
  await press(page, "Continue to attack");
  await press(page, "Set the guard");
  await page.locator(".stage").waitFor({ state: "detached" });
  await press(page, "Go to the bench");
  await press(page, "Send all 120");
  await goOn(page, "observe");
  // The requests just thrown stand on the timeline, judged by all three.
  await page.locator('.lab-plays [aria-pressed="true"]', { hasText: "Yours" }).waitFor();
  await page.locator('[data-algorithm="sliding-log"]', { hasText: "≤ 100" }).waitFor();
  await press(page, "Around the turn of the minute");
  await page.locator('[data-algorithm="fixed-window"]', { hasText: "200 > 100" }).waitFor();
  const passed = (name: string) => page.locator(`[data-algorithm="${name}"] td`).first().innerText();
  await eventually(async () =>
    assert.deepEqual([await passed("fixed-window"), await passed("gcra"), await passed("sliding-log")], [
      "200",
      "103",
      "100",
    ])
  );
  // The cursor goes back through time, and the buckets with it.
  const left = (name: string) => page.locator(`[data-algorithm="${name}"] .bucket + .num`).innerText();
  await eventually(async () => assert.equal(await left("sliding-log"), "0"));
  await tabTo(page, "At");
  await page.keyboard.press("Home");
  await eventually(async () => assert.equal(await left("sliding-log"), "100"));

  await press(page, "Continue to explain");
  await press(page, "The sliding log.");
  await press(page, "Continue to defend");
  await press(page, "Sliding log");
  await page.locator(".task.is-done").waitFor();
  await press(page, "Continue to verify");
  await verify(page, "All 3 checks right");
  await page.getByText("Lesson done, 100 of 100 points").waitFor();
  assert.deepEqual(complaints, []);
}, { path: "/learn/rate-limits" });

browserTest("lessons: a false alarm is unblocked, too wide at first, by keyboard", async ({ page, complaints }) => {
  await press(page, "Every endpoint loses it");
  await press(page, "Continue to attack");
  await press(page, "Go to the bench");
  await press(page, "Send");
  await goOn(page, "observe");
  await press(page, "Continue to explain");
  await press(page, "This rule, on this path");
  await press(page, "Continue to defend");
  const cell = (name: string, text: string) => page.locator(`[data-truth="${name}"]`, { hasText: text }).waitFor();
  await cell("falseAlarm", "1");
  await cell("missed", "0");

  await typeInto(page, "Reason", "messages are bound as parameters");
  await press(page, "Exclude");
  await cell("missed", "2");
  await cell("falseAlarm", "0");
  await tabTo(page, "Path", "Shift+Tab");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await press(page, "Exclude");
  await cell("missed", "1");
  await tabTo(page, "Field");
  await page.keyboard.press("End");
  await press(page, "Exclude");
  await cell("missed", "0");
  await cell("falseAlarm", "0");
  await page.locator(".task.is-done").waitFor();
  await press(page, "Continue to verify");
  await verify(page, "All 10 checks right");
  await page.getByText("Lesson done, 100 of 100 points").waitFor();
  assert.deepEqual(complaints, []);
}, { path: "/learn/false-alarm" });
