import assert from "node:assert/strict";
import { eventually } from "./eventually.ts";
import { browserTest, throwAttack, visit as openPage } from "./harness.ts";

browserTest(
  "events: a filter narrows the list, stays in the address, and is cleared",
  async ({ page, house, browser }) => {
    await throwAttack(page, "Read the users table through the search");
    await throwAttack(page, "A picture that fails on purpose");
    await page.waitForFunction(() => document.querySelectorAll("[data-event]").length === 2);
    await page.locator(".event-filter summary").click();
    await page.locator(".filter-fields").getByLabel("type").selectOption("Cross-site scripting");
    await page.waitForFunction(() => document.querySelectorAll("[data-event]").length === 1);
    await eventually(() => assert.match(page.url(), /\?type=xss$/));
    await page.locator(".filter-fields").getByLabel("text").fill("nothing like it");
    await page.getByText("No event fits the filter.").waitFor();
    await page.getByRole("button", { name: "clear" }).click();
    await page.waitForFunction(() => document.querySelectorAll("[data-event]").length === 2);
    await eventually(() => assert.doesNotMatch(page.url(), /\?/));

    const other = await openPage(house, browser, { path: "/?verdict=block&text=search" });
    await other.page.waitForFunction(() => document.querySelectorAll("[data-event]").length === 1);
    await other.page.getByRole("button", { name: "older events" }).click();
    await other.page.getByText("That is all that happened in this room.").waitFor();
    assert.deepEqual(other.complaints, []);
  },
);

browserTest(
  "events: what ends otherwise at other settings is opened, at an address that survives a reload",
  async (visit) => {
    const { page, house, browser } = visit;
    await throwAttack(page, "Read the users table through the search");
    await throwAttack(page, "A filter that is a program");
    await page.waitForFunction(() => document.querySelectorAll("[data-event]").length === 2);
    const again = page.locator(".judge-again");
    await again.locator("summary").click();
    await again.getByText("1 of 2 events would end otherwise: 1 blocked that passed").waitFor();
    await again.getByLabel("level").selectOption("1");
    await again.getByText("None of 2 events would end otherwise.").waitFor();
    await again.getByLabel("level").selectOption("2");
    await again.locator(".event").click();
    await page.getByText(/^event of/).waitFor();
    await eventually(async () => assert.match(await page.locator(".original").innerText(), /\/api\/greet/));

    await eventually(() => assert.match(page.url(), /#event=[\w-]+$/));
    const [sum, address] = [await page.locator(".sum p").innerText(), page.url()];
    await page.reload();
    await page.getByText(/^event of/).waitFor();
    await eventually(async () => assert.equal(await page.locator(".sum p").innerText(), sum));
    await eventually(() => assert.equal(page.url(), address));
    await page.keyboard.press("Escape");
    await eventually(() => assert.doesNotMatch(page.url(), /#/));

    const gone = await openPage(house, browser, { path: "/#event=01AAAAAAAAAAAAAAAAAAAAAAAA" });
    await gone.page.locator(".complaint:visible", { hasText: "The event of this link is not in the log" }).first()
      .waitFor();
  },
);
