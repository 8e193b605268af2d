import assert from "node:assert/strict";
import { eventually } from "./eventually.ts";
import { browserTest, counter } from "./harness.ts";

browserTest(
  "play: the first stone is blocked, explained, listed and counted; its event adds up; observed, it leaks the users",
  async ({ page, complaints }) => {
    await page.evaluate(() => document.body.dataset["kept"] = "yes");
    await page.getByText("Nothing thrown yet. Press Enter to throw the first stone.").waitFor();
    assert.equal(await counter(page, "total"), 0);
    await page.keyboard.press("Enter");

    await page.locator(".answer-status strong", { hasText: "403" }).waitFor();
    await eventually(async () => assert.match(await page.locator(".sentence").innerText(), /^Blocked because \S/));
    await eventually(async () => {
      const marked = await page.locator(".original mark").allInnerTexts();
      assert.ok(marked.some((text) => text.includes("UNION%20SELECT")), marked.join());
    });
    await page.locator("[data-event]").first().waitFor();
    assert.equal(await page.locator("[data-event]").count(), 1);
    await eventually(async () =>
      assert.match(
        await page.locator(".shadow").innerText(),
        /Without the guard it would have worked[\s\S]*rows? came back/,
      )
    );
    await eventually(async () =>
      assert.match(await page.locator("[data-event]").innerText(), /blocked[\s\S]*SQL injection[\s\S]*critical/)
    );
    await page.waitForFunction(() => document.querySelector('[data-counter="blocked"]')?.textContent === "1");
    await eventually(async () => assert.equal(await counter(page, "total"), 1));
    await eventually(async () => assert.match(await page.locator('[data-truth="caught"]').innerText(), /^1$/));
    await eventually(async () => assert.match(await page.locator(".types").innerText(), /SQL injection/));

    // Its event opens its trace, which adds up.
    await page.locator("[data-event]").first().click();
    await page.getByText(/^event of/).waitFor();
    await eventually(async () => {
      const points = (await page.locator(".finding.is-deciding .points").allInnerTexts()).map(Number);
      const sum = points.reduce((a, b) => a + b, 0);
      assert.ok(sum >= 5);
      assert.match(await page.locator(".sum p").innerText(), new RegExp(`= ${sum} ≥ 5`));
      assert.match(await page.locator(".verdict .facts").innerText(), new RegExp(`score ${sum} ≥ 5`));
    });
    assert.equal(await page.getByText("The two verdicts part").count(), 0);
    // Hovering a finding lights its bytes.
    await page.locator(".finding").first().hover();
    await eventually(async () => assert.ok(await page.locator(".original mark.is-lit").count() > 0));
    await page.keyboard.press("Escape");
    await eventually(async () => assert.equal(await page.getByText(/^event of/).count(), 0));

    // Observing, the same stone leaks the users table.
    await page.getByRole("button", { name: "Observe, and throw it again" }).click();
    await page.locator(".effect-summary.is-harmful").waitFor();
    // On a machine under load the database's deadline may cut the query short; the rows until then leak all the same.
    assert.match(await page.locator(".answer-status strong").innerText(), /^(200|503)$/);
    await eventually(async () => assert.match(await page.locator(".statement mark").innerText(), /UNION SELECT/));
    await eventually(async () =>
      assert.match(await page.locator(".statement table").innerText(), /admin@glasshouse\.test/)
    );
    await page.getByText("would block").first().waitFor();

    assert.equal(await page.evaluate(() => document.body.dataset["kept"]), "yes", "the page was not loaded again");
    assert.deepEqual(complaints, []);
  },
);

browserTest("play: a burst of 120 lets exactly 100 pass", async ({ page }) => {
  await page.locator("#search").fill("burst");
  await page.locator(".item", { hasText: "×120" }).first().click();
  await page.getByRole("button", { name: "Send all 120" }).click();
  await page.locator(".run-head", { hasText: "done" }).waitFor();
  await eventually(async () =>
    assert.match(await page.locator(".run-counts").innerText(), /100\s+passed[\s\S]*20\s+limited/)
  );
  await page.waitForFunction(() => document.querySelector('[data-counter="limited"]')?.textContent === "20");
  await eventually(async () => assert.equal(await counter(page, "total"), 120));
});
