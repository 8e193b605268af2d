import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { assertLooks, LOOKS, type Scope } from "./axe.ts";
import { browserTest } from "./harness.ts";
import { openHouse } from "./house.ts";
import { transferOf } from "./transfer.ts";

/** Panes stand beside each other, or one at a time behind tabs. */
const WAYS = [
  { name: "beside each other", looks: LOOKS.filter(({ width }) => width >= 700) },
  { name: "behind tabs", looks: LOOKS.filter(({ width }) => width < 700) },
];

for (const { name, looks } of WAYS) {
  const areTabs = name === "behind tabs";
  browserTest(`look: axe finds nothing before, after and in a trace, with the panes ${name}`, async ({ page }) => {
    const pane = (name: string | RegExp) => areTabs && page.locator(".tabs").getByRole("button", { name }).click();
    const look = (at: string, scope?: Scope) => assertLooks(page, looks, at, scope);
    await look("before");
    await throwFirst(page);
    await page.locator(".cases summary").click();
    await page.locator(".evasions summary").click();
    await page.waitForFunction(() => document.querySelectorAll(".evasions .item").length === 101);
    await page.locator("[data-event]").first().waitFor({ state: "attached" });
    if (areTabs) {
      await look("thrown, with the lists", { within: "#throw" });
      await pane("Glass");
      await look("judged", { within: "#glass" });
    }
    await pane(/^House/);
    await page.locator(".event-filter summary").click();
    await page.locator(".filter-fields").waitFor();
    await page.locator(".judge-again summary").click();
    await page.getByText(/would end otherwise/).waitFor();
    await look("after, with the lists and the filter", areTabs ? { within: "#house" } : {});
    await page.locator("[data-event]").first().click();
    await page.getByText(/^event of/).waitFor({ state: "attached" });
    await pane("Glass");
    await page.locator('[data-action="false-alarm"]').click();
    await page.locator(".readers").waitFor();
    await page.locator(".outlook").waitFor({ state: "attached" });
    // By night both are looked at on the phone, and no width changes what they show.
    const once = (at: string, scope: Scope) => assertLooks(page, looks.slice(0, 1), at, scope);
    await once("an event that is a false alarm", { within: "#glass" });
    await page.keyboard.press("Escape");
    await page.locator(".false-alarm").waitFor({ state: "detached" });
    await page.keyboard.press("?");
    await page.getByRole("heading", { name: "Keys" }).waitFor();
    await once("the keys", { within: "dialog[open]" });
  }, { ...looks[0], light: "full" });
}

/** Throws what stands in the editor and waits for the answer. */
async function throwFirst(page: Page): Promise<void> {
  await page.locator(".editor .is-primary").click();
  await page.locator(".answer-status strong").waitFor();
}

browserTest(
  "look: the page wakes with under 120 KB, loads under 300 KB in all, and shifts by less than 0.1",
  async ({ page }) => {
    const shift = await page.evaluate(() =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            const moved = "value" in entry && typeof entry.value === "number" ? entry.value : 0;
            if (!("hadRecentInput" in entry && entry.hadRecentInput)) sum += moved;
          }
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(sum), 1_000);
      })
    );
    assert.ok(shift < 0.1, `layout shift ${shift}`);
    // The chart, the engine and its model come once the page is awake.
    const { untilAwake: first, all } = await transferOf(page);
    assert.ok(first > 10_000 && first < 120_000, `${first} bytes until awake`);
    assert.ok(all < 300_000, `${all} bytes in all`);
  },
  { compressed: true },
);

browserTest("look: a shared link shows the same numbers with the server gone", async ({ page, browser }) => {
  await page.locator("#search").fill("double");
  await page.locator(".item").first().click();
  const sums = () => page.locator(".sum p").innerText();
  const [sum, sentence] = [await sums(), await page.locator(".sentence").innerText()];
  await page.getByRole("button", { name: "link", exact: true }).click();
  const hash = await page.evaluate(() => location.hash);
  assert.match(hash, /^#r=[\w-]+$/);

  // A private window, cut off in the moment in which the browser calls the page loaded.
  const other = await openHouse();
  const window = await browser.newContext();
  const guest = await window.newPage();
  await guest.goto(`${other.url}/${hash}`, { waitUntil: "load" });
  await Promise.all([window.setOffline(true), other.close()]);
  await guest.locator("html[data-awake]").waitFor({ state: "attached" });
  assert.equal(await guest.locator(".sum p").innerText(), sum);
  assert.equal(await guest.locator(".sentence").innerText(), sentence);
});
