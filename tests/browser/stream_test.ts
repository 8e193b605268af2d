import assert from "node:assert/strict";
import { Cable } from "./cable.ts";
import { eventually } from "./eventually.ts";
import { browserTest, visit } from "./harness.ts";

/** How long the cable is out, milliseconds. */
const AWAY = 5_000;

browserTest("stream: five seconds without network lose no event and double none", async ({ house, browser }) => {
  const cable = new Cable(Number(new URL(house.url).port));
  const { page, complaints } = await visit({ ...house, url: cable.url }, browser);
  await page.keyboard.press("Enter");
  await page.locator("[data-event]").first().waitFor();
  cable.pull();
  await page.locator(".stream.is-lost").waitFor();
  await eventually(async () =>
    assert.match(await page.locator(".stream").innerText(), /stream lost, retrying in \d+ s/)
  );

  const ids = [];
  for (let i = 0; i < 7; i++) {
    const response = await fetch(`${house.url}/api/search?q=%27%20OR%20%27${i}%27=%27${i}`);
    ids.push(response.headers.get("x-event-id"));
    await response.body?.cancel();
  }
  await page.waitForTimeout(AWAY);
  assert.equal(await page.locator("[data-event]").count(), 1, "nothing came while the cable was out");
  cable.plug();
  await page.locator(".stream.is-live").waitFor({ timeout: 20_000 });
  await page.waitForFunction(() => document.querySelectorAll("[data-event]").length >= 8);

  const shown = await page.locator("[data-event]").evaluateAll((rows) =>
    rows.map((row) => row.getAttribute("data-event"))
  );
  assert.deepEqual(shown.slice(0, 7).toReversed(), ids, "none missing, in order");
  assert.equal(new Set(shown).size, shown.length, "none doubled");
  assert.equal(shown.length, 8);
  await eventually(async () => assert.equal(await page.locator('[data-counter="blocked"]').innerText(), "8"));
  assert.deepEqual(complaints, []);
  cable.pull();
});
