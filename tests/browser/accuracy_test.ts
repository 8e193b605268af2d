import assert from "node:assert/strict";
import axe from "axe-core";
import { browserTest, type VisitOptions } from "./harness.ts";

const LOOKS: readonly VisitOptions[] = [
  { scheme: "light" },
  { scheme: "dark", width: 360, height: 780 },
];

for (const look of LOOKS) {
  const { scheme, width = 1440 } = look;
  browserTest(`accuracy: axe is content at ${width} px, ${scheme}; only tables scroll sideways; commands copy`, async ({
    house,
    page,
    complaints,
  }) => {
    await page.goto(`${house.url}/accuracy`);
    await page.locator("html[data-awake]").waitFor();
    await page.evaluate(axe.source);
    const found: string[] = await page.evaluate(
      "axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))",
    );
    assert.deepEqual(found, []);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(over, 0);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const first = page.locator(".copy").first();
    await first.getByRole("button").click();
    await first.getByText("copied").waitFor();
    const command = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(command, await first.locator("code").textContent());
    assert.match(command, /^deno task eval /);
    assert.deepEqual(complaints, []);
  }, look);
}
