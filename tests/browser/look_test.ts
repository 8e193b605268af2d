import assert from "node:assert/strict";
import { violations } from "./axe.ts";
import { browserTest, openHouse, visit, type VisitOptions } from "./harness.ts";
import { transferOf } from "./transfer.ts";

const LOOKS: readonly VisitOptions[] = [
  { scheme: "light" },
  { scheme: "dark" },
  { scheme: "light", width: 900, height: 800 },
  { scheme: "dark", width: 360, height: 780 },
];

for (const look of LOOKS) {
  const { scheme, width = 1440 } = look;
  browserTest(`look: axe finds nothing at ${width} px, ${scheme}, before, after and in a trace`, async ({ page }) => {
    assert.deepEqual(await violations(page), []);
    await page.locator(".editor .is-primary").click();
    await page.locator(".answer-status strong").waitFor();
    await page.locator("[data-event]").first().waitFor({ state: "attached" });
    assert.deepEqual(await violations(page), []);
    if (width < 700) await page.getByRole("button", { name: /^House/ }).click();
    await page.locator("[data-event]").first().click();
    assert.deepEqual(await violations(page), []);
    if (width < 700) await page.locator(".tabs").getByRole("button", { name: "Glass" }).click();
    assert.deepEqual(await violations(page), []);
    await page.locator('[data-action="false-alarm"]').click();
    await page.locator(".readers").waitFor();
    assert.deepEqual(await violations(page), []);
    if (width < 700) await page.locator(".tabs").getByRole("button", { name: "Throw" }).click();
    await page.locator(".cases summary").click();
    await page.locator(".evasions summary").click();
    await page.waitForFunction(() => document.querySelectorAll(".evasions .item").length === 101);
    assert.deepEqual(await violations(page), []);
    if (width < 700) await page.getByRole("button", { name: /^House/ }).click();
    await page.locator(".event-filter summary").click();
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press("?");
    assert.deepEqual(await violations(page), []);
  }, look);
}

browserTest("look: nothing scrolls sideways at 360 px", async ({ page }) => {
  await page.locator(".editor .is-primary").click();
  await page.locator(".answer-status strong").waitFor();
  for (const name of ["Throw", "Glass", "House"]) {
    await page.locator(".tabs").getByRole("button", { name }).click();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(over, 0, name);
  }
}, { width: 360, height: 780 });

browserTest(
  "look: the page wakes with under 120 KB, loads under 300 KB in all, and shifts by less than 0.1",
  async ({ page, house, browser }) => {
    const other = await visit(house, browser);
    const shift = await other.page.evaluate(() =>
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
);

browserTest("look: a shared link shows the same numbers with the server gone", async ({ page, browser }) => {
  await page.locator("#search").fill("double");
  await page.locator(".item").first().click();
  const sums = () => page.locator(".sum p").innerText();
  const [sum, sentence] = [await sums(), await page.locator(".sentence").innerText()];
  await page.getByRole("button", { name: "link", exact: true }).click();
  const hash = await page.evaluate(() => location.hash);
  assert.match(hash, /^#r=[\w-]+$/);

  const other = await openHouse();
  const guest = await visit(other, browser, { path: `/${hash}` });
  await other.close();
  assert.equal(await guest.page.locator(".sum p").innerText(), sum);
  assert.equal(await guest.page.locator(".sentence").innerText(), sentence);
});
