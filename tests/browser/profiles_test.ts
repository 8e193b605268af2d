import assert from "node:assert/strict";
import { eventually } from "./eventually.ts";
import { browserTest } from "./harness.ts";

browserTest(
  "profiles: the warm-up is seen, a string in a numeric id is noticed, learning begins anew",
  async (visit) => {
    const { page, house, complaints } = visit;
    let taught = 0;
    const teach = async (count: number) => {
      for (let i = 0; i < count; i++) {
        // The same request of the same client within 20 ms teaches once: on a fast machine some would be.
        const headers = { "x-demo-ip": `192.0.2.${1 + i % 3}`, "user-agent": `visitor ${taught++}` };
        const response = await fetch(`${house.url}/api/users/${1 + i % 5}`, { headers });
        assert.equal(response.status, 200, await response.text());
      }
    };
    const status = page.locator(".profiles-status");
    await status.getByText("Nothing learned yet").waitFor();
    await teach(37);
    await status.getByText("GET /api/users/:id learning: 37 of 200 requests, 3 of 3 clients").waitFor();
    await teach(163);
    await status.getByText("1 of 1 endpoint known").waitFor();
    await page.locator(".profiles summary").click();
    const learned = /path :id\s+a number; (one of \d values; )?1 character/;
    await eventually(async () => assert.match(await page.locator(".profile").innerText(), learned));

    await (await fetch(`${house.url}/api/users/admin`)).body?.cancel();
    await page.locator("[data-event]", { hasText: "/api/users/admin" }).first().click();
    await page.locator("#glass .sentence").getByText(
      "letters in a value that was always a number in 200 requests: 2 of 5 points",
    ).waitFor();
    await eventually(async () => assert.deepEqual(await page.locator(".original mark").allInnerTexts(), ["admin"]));
    assert.equal(await page.getByText("The two verdicts part").count(), 0);

    await page.getByRole("button", { name: "Learn anew" }).click();
    await status.getByText("Nothing learned yet").waitFor();
    await page.locator("[data-event]").getByText("The profiles were reset").waitFor();
    await page.getByRole("button", { name: /^Roll back to/ }).click();
    await status.getByText("1 of 1 endpoint known").waitFor();
    assert.deepEqual(complaints, []);
  },
  { env: { GLASSHOUSE_RATE_LIMIT: "1000" } },
);
