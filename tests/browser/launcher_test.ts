import assert from "node:assert/strict";
import { eventually } from "./eventually.ts";
import { browserTest, counter } from "./harness.ts";

browserTest(
  "launcher: the page lane says what the browser changes, the raw lane sends it as written, and keeps a path as it is",
  async ({ page }) => {
    await page.locator("#search").fill("tool user agent");
    await page.locator(".item").first().click();
    await page.locator(".editor .note", { hasText: "sets User-Agent itself" }).waitFor();
    await eventually(async () => assert.match(await page.locator(".live-verdict").innerText(), /would pass/));

    await page.locator(".editor .labelled select").selectOption("raw");
    await page.locator(".live-verdict", { hasText: "would be blocked" }).waitFor();
    await page.locator(".editor .is-primary").click();
    await page.locator(".answer-status strong", { hasText: "403" }).waitFor();
    await page.locator("[data-event]", { hasText: "Scanner" }).waitFor();
    assert.equal(await page.getByText("The two verdicts part").count(), 0);

    const raw = "GET /static/../../etc/passwd HTTP/1.1\nX-Note: a\n\n";
    await page.getByLabel("Path", { exact: true }).evaluate((field, raw) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", raw);
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, raw);
    await eventually(async () =>
      assert.equal(await page.getByLabel("Path", { exact: true }).inputValue(), "/static/../../etc/passwd")
    );
    await eventually(async () =>
      assert.match(await page.locator(".original").innerText(), /GET \/static\/\.\.\/\.\.\/etc\/passwd/)
    );
  },
);

browserTest(
  "launcher: every cell of the matrix is judged, shown and thrown; a volley is what its formula says",
  async ({ page, complaints }) => {
    await page.getByRole("button", { name: "Matrix", exact: true }).click();
    await page.locator(".matrix-lane .facts", { hasText: "of 160 would be blocked" }).waitFor();
    await page.waitForFunction(() => document.querySelectorAll("[data-cell] svg").length === 160);
    await page.getByLabel("payloads, one a line, at most 12").fill("' OR '1'='1");
    await page.waitForFunction(() => document.querySelectorAll("[data-cell] svg").length === 40);
    await page.locator("[data-cell]").first().click();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await eventually(async () => assert.match(await page.locator(".original").innerText(), /%2527/));
    await page.getByRole("button", { name: "Throw all 40" }).click();
    await page.locator(".run-head", { hasText: "done" }).waitFor({ timeout: 60_000 });
    await page.waitForFunction(() => document.querySelector('[data-counter="total"]')?.textContent === "40");
    assert.equal(await counter(page, "limited"), 0);

    await page.getByRole("button", { name: "Volley", exact: true }).click();
    await page.locator(".lane-volley .lines").first().fill("q=§tea§");
    await page.getByText("1 place marked.").waitFor();
    await page.getByRole("button", { name: "Throw 4", exact: true }).click();
    await eventually(async () => assert.match(await page.locator(".run").innerText(), /4\/4/));
    await page.locator(".run-head", { hasText: "done" }).waitFor();
    assert.deepEqual(complaints, []);
  },
);

browserTest(
  "launcher: two requests are compared; a scenario runs at its pace, moves the matrix of truth, and stops",
  async ({ page, complaints }) => {
    await page.getByRole("button", { name: "pin to compare with another" }).click();
    await page.locator(".lane-one .lines").first().fill("q=%2527%20UNION%20SELECT%201");
    await page.locator(".compare mark").first().waitFor();
    await eventually(async () => assert.deepEqual(await page.locator(".compare mark").allInnerTexts(), ["7", "5"]));

    await page.getByRole("button", { name: "Scenario", exact: true }).click();
    await page.locator(".scenario-lane").getByLabel("seconds").fill("60");
    await page.getByRole("button", { name: "Run mixed traffic" }).click();
    await page.waitForFunction(() => Number(document.querySelector('[data-truth="caught"]')?.textContent ?? 0) > 3);
    await page.waitForFunction(() =>
      Number(document.querySelector('[data-truth="rightlyAllowed"]')?.textContent ?? 0) > 3
    );
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await page.locator(".run-head", { hasText: "stopped" }).waitFor();
    assert.deepEqual(complaints, []);
  },
);
