import assert from "node:assert/strict";
import { loadAttacks } from "../../attacks/load.ts";
import { eventually } from "./eventually.ts";
import { browserTest, throwAttack } from "./harness.ts";

const presets = (await loadAttacks()).filter(({ category }) => category === "xss");

for (const mode of ["block", "observe"] as const) {
  browserTest(`xss: no preset runs in our own page (${mode})`, async ({ page, house, complaints }) => {
    let thrown = 0;
    for (const { title, requests } of presets) {
      const status = await throwAttack(page, title);
      if (mode === "block") assert.equal(status, 403, title);
      const { target, body } = requests[0]!;
      const [path, query] = target.split("?", 2);
      await eventually(async () => {
        const shown = await page.locator(".original").innerText();
        assert.ok(shown.includes(path!) && shown.includes(query ?? ""), `${title}: ${shown}`);
        // A body is shown line by line; its first characters are enough to know it.
        if (body) assert.ok(shown.includes(body.slice(0, 12)), `${title}: ${shown}`);
      });
      await page.locator("[data-event]").first().click();
      await page.keyboard.press("Escape");
      thrown++;
    }
    assert.equal(thrown, presets.length);
    assert.ok(thrown >= 5, `${thrown} presets`);
    assert.deepEqual(complaints, []);
    const reports = await (await fetch(`${house.url}/glass/csp-report`)).json();
    assert.deepEqual(reports, { count: 0 });
    assert.equal(await page.locator("main img, main object, main embed, main script").count(), 0);
  }, { env: { GLASSHOUSE_MODE: mode } });
}
