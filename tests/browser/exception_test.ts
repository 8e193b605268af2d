import assert from "node:assert/strict";
import { eventually } from "./eventually.ts";
import { browserTest, throwAttack } from "./harness.ts";

browserTest(
  "exception: a false alarm is excused where it rang, nothing else is, and it can be taken back",
  async ({ page, house, complaints }) => {
    const title = "A question about SQL injection";
    assert.equal(await throwAttack(page, title), 403);
    await page.locator("[data-event]").first().click();
    await page.locator('[data-action="false-alarm"]').click();
    const form = page.locator(".false-alarm");
    await eventually(async () =>
      assert.match(await form.locator(".places").innerText(), /^sqli\.constant-condition in \/message$/)
    );
    await eventually(async () =>
      assert.equal(await form.getByLabel("path", { exact: true }).inputValue(), "/api/data")
    );
    await eventually(async () =>
      assert.match(await form.locator(".outlook").innerText(), /This request would pass[\s\S]*All \d+ attacks/)
    );
    // The reason has the focus; without one nothing is added.
    await page.keyboard.press("Enter");
    assert.equal(await form.count(), 1);
    await page.keyboard.type("messages are bound as parameters");
    await page.keyboard.press("Enter");
    await page.getByText("By the settings of now this request would pass").waitFor();

    const settings = await (await fetch(`${house.url}/glass/settings`)).json();
    const [{ expires, ...exclusion }] = settings.exclusions;
    assert.deepEqual(exclusion, {
      rule: "sqli.constant-condition",
      path: "/api/data",
      parameter: "/message",
      reason: "messages are bound as parameters",
    });
    const days = (expires - Date.now()) / (24 * 3_600_000);
    assert.ok(days > 29 && days < 32, `${days} days`);

    await page.keyboard.press("Escape");
    assert.equal(await throwAttack(page, title), 201);
    await page.locator(".finding.is-excluded", { hasText: "Excluded: messages are bound as parameters" }).first()
      .waitFor();
    assert.equal(await throwAttack(page, "Read the users table through the search"), 403);

    await page.locator('[data-action="exceptions"]').click();
    const dialog = page.locator(".exceptions");
    await eventually(async () =>
      assert.match(await dialog.innerText(), /sqli\.constant-condition on \/api\/data in \/message[\s\S]*until/)
    );
    await dialog.getByRole("button", { name: "remove" }).click();
    await page.locator('[data-action="exceptions"]').waitFor({ state: "detached" });
    assert.equal(await throwAttack(page, title), 403);
    assert.deepEqual(complaints, []);
  },
);
