import assert from "node:assert/strict";
import { violations } from "./axe.ts";
import { press } from "./by_keyboard.ts";
import { eventually } from "./eventually.ts";
import { browserTest } from "./harness.ts";

for (const [width, height] of [[1440, 900], [360, 780]] as const) {
  browserTest(
    `tour: the whole way by keyboard at ${width} px, then never offered again`,
    async ({ page, complaints }) => {
      await press(page, "Take the tour");
      for (let stop = 1; stop <= 7; stop++) {
        await page.locator("#tour-title:focus", { hasText: `${stop}/7` }).waitFor();
        const shown = page.locator("[data-tour]");
        await eventually(async () => {
          assert.equal(await shown.count(), 1);
          assert.ok(await shown.isVisible(), `stop ${stop} is not in sight`);
        });
        // The tour has other buttons at the first stop, at those between, and at the last; the page around it stays as
        // it was, and as `look_test.ts` sees it on a phone.
        if ([1, 2, 7].includes(stop)) {
          const scope = stop === 1 && width > 700 ? {} : { within: ".tour" };
          assert.deepEqual(await violations(page, scope), [], `stop ${stop}`);
        }
        if (stop === 3) {
          await page.keyboard.press("ArrowLeft");
          await page.locator("#tour-title", { hasText: "2/7" }).waitFor();
          await page.keyboard.press("ArrowRight");
        }
        await page.locator("#tour-title", { hasText: `${stop}/7` }).waitFor();
        if (stop < 7) await page.keyboard.press("ArrowRight");
      }
      await press(page, "Done");
      await eventually(async () => assert.equal(await page.locator(".tour, [data-tour]").count(), 0));
      await page.reload();
      await page.locator("html[data-awake]").waitFor({ state: "attached" });
      assert.equal(await page.locator(".hello").isVisible(), false);
      await page.keyboard.press("?");
      await page.getByText("A tour of the page").waitFor();
      await page.keyboard.press("Escape");
      await page.keyboard.press("t");
      await page.locator("#tour-title:focus").waitFor();
      await page.keyboard.press("Escape");
      await page.locator(".tour").waitFor({ state: "detached" });
      assert.deepEqual(complaints, []);
    },
    { width, height, light: "full" },
  );
}
