import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { eventually } from "./eventually.ts";
import { browserTest } from "./harness.ts";

/** What has the focus, in one word or two. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.id || activeElement?.className || activeElement?.tagName || "";
  });
}

browserTest("keyboard: search, choose, throw, walk, open, close, pause, help, and the chart", async ({ page }) => {
  await page.keyboard.press("/");
  await eventually(async () => assert.equal(await focused(page), "search"));
  await page.keyboard.type("admin comment");
  await page.keyboard.press("ArrowDown");
  await eventually(async () => assert.match(await focused(page), /\bitem\b/));
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Enter");
  await page.locator(".answer-status strong", { hasText: "403" }).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.waitForFunction(() => document.querySelectorAll("[data-event]").length === 2);

  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const second = await page.locator("[data-event]").nth(1).getAttribute("data-event");
  const isOnSecond = async () => {
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-event")), second);
  };
  assert.ok(second);
  await eventually(isOnSecond);
  await page.keyboard.press("k");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByText(/^event of/).waitFor();
  await page.keyboard.press("Escape");
  await eventually(async () => assert.equal(await page.getByText(/^event of/).count(), 0));
  await eventually(isOnSecond);

  await page.keyboard.press("p");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: "paused, 1 new" }).waitFor();
  assert.equal(await page.locator("[data-event]").count(), 2);
  await page.keyboard.press("p");
  await page.waitForFunction(() => document.querySelectorAll("[data-event]").length === 3);

  await page.keyboard.press("?");
  await page.getByRole("heading", { name: "Keys" }).waitFor();
  await page.keyboard.press("Escape");
  await eventually(async () => assert.equal(await page.locator("dialog[open]").count(), 0));

  // The cursor of the chart moves by arrow keys and says what it is on.
  await page.locator(".chart canvas").waitFor();
  await page.locator(".chart").focus();
  await page.keyboard.press("ArrowLeft");
  await page.getByText(/\d allowed, \d flagged, \d blocked, \d limited$/).waitFor();
});
