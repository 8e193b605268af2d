import assert from "node:assert/strict";
import { assertLooks, LOOKS_OF_SAME } from "./axe.ts";
import { browserTest } from "./harness.ts";

browserTest(
  "accuracy: axe is content in every look; only tables scroll sideways; commands copy",
  async ({ page, complaints }) => {
    // The text scrolls, the page behind it does not.
    const height = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
    assert.equal(height, 0);
    await assertLooks(page, LOOKS_OF_SAME, "accuracy", { same: true });
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const first = page.locator(".copy").first();
    await first.getByRole("button").click();
    await first.getByText("copied").waitFor();
    const command = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(command, await first.locator("code").textContent());
    assert.match(command, /^deno task eval /);
    assert.deepEqual(complaints, []);
  },
  { path: "/accuracy", light: "full" },
);
