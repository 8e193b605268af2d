import assert from "node:assert/strict";
import type { RoomSettings } from "../../guard/types.ts";
import { eventually } from "./eventually.ts";
import { browserTest, counter } from "./harness.ts";

browserTest(
  "reset says at the first click what the second does; limits: a changed number holds, a wrong one is refused and said",
  async (visit) => {
    const { page, house, complaints } = visit;
    await (await fetch(`${house.url}/api/search?q=%27%20OR%20%271%27=%271`)).body?.cancel();
    await page.locator("[data-event]").first().waitFor();
    const reset = page.locator(".reset");
    await reset.click();
    await eventually(async () =>
      assert.equal(await reset.innerText(), "Press again: clears events, counters, limits and data")
    );
    assert.equal(await page.locator("[data-event]").count(), 1);
    await reset.click();
    await page.waitForFunction(() => document.querySelectorAll("[data-event]").length === 0);
    await eventually(async () => assert.equal(await counter(page, "total"), 0));

    const settings = async (): Promise<RoomSettings> => await (await fetch(`${house.url}/glass/settings`)).json();
    await page.locator('[data-action="limits"]').click();
    const change = async (name: string, text: string) => {
      const saved = page.waitForResponse((response) => response.url().endsWith("/glass/settings"));
      await page.locator(`.limits [name="${name}"]`).fill(text);
      await page.locator(`.limits [name="${name}"]`).blur();
      await saved;
    };
    await change("rateLimit", "3");
    await change("policies.costly", "");
    await change("login.banMs", "30");
    const changed = await settings();
    assert.deepEqual([changed.rateLimit, changed.policies?.["costly"], changed.login?.banMs], [3, "off", 30_000]);
    const statuses = [];
    for (let i = 0; i < 4; i++) {
      const response = await fetch(`${house.url}/api/search?q=tea`, { headers: { "x-demo-ip": "192.0.2.9" } });
      await response.body?.cancel();
      statuses.push(response.status);
    }
    assert.deepEqual(statuses, [200, 200, 200, 429]);
    await change("login.surgePercent", "many");
    await page.locator(".limits .complaint").waitFor();
    await eventually(async () =>
      assert.equal(await page.locator('.limits [name="login.surgePercent"]').inputValue(), "50")
    );
    assert.equal((await settings()).login?.surgePercent, 50);
    assert.deepEqual(complaints, []);
  },
);
