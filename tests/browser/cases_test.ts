import { Buffer } from "node:buffer";
import assert from "node:assert/strict";
import { eventually } from "./eventually.ts";
import { browserTest, visit } from "./harness.ts";

browserTest(
  "cases: own requests are saved, taken along, and a broken file is explained",
  async ({ page, house, browser, complaints }) => {
    await page.getByLabel("Path", { exact: true }).fill("/api/own-path");
    await page.locator(".cases summary").click();
    await page.getByLabel("Name of the request").fill("My own");
    await page.keyboard.press("Enter");
    await page.locator(".cases .item", { hasText: "My own" }).waitFor();

    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator(".cases").getByRole("button", { name: "export" }).click(),
    ]);
    const file = await Deno.readTextFile(await download.path());
    assert.equal(JSON.parse(file).cases[0].target.split("?")[0], "/api/own-path");

    await page.reload();
    await page.locator("html[data-awake]").waitFor({ state: "attached" });
    await page.locator(".cases summary").click();
    await page.locator(".cases .item", { hasText: "My own" }).click();
    await eventually(async () =>
      assert.equal(await page.getByLabel("Path", { exact: true }).inputValue(), "/api/own-path")
    );

    const other = await visit(house, browser);
    const take = (text: string) =>
      other.page.getByLabel("File of requests to import").setInputFiles({
        name: "cases.json",
        mimeType: "application/json",
        buffer: Buffer.from(text),
      });
    await other.page.locator(".cases summary").click();
    await take(file.replace('"method": "GET"', '"method": "get"'));
    await other.page.getByText("Not imported: case 1, method: expected capital letters.").waitFor();
    await take(file);
    await other.page.locator(".cases .item", { hasText: "My own" }).click();
    await eventually(async () =>
      assert.equal(await other.page.getByLabel("Path", { exact: true }).inputValue(), "/api/own-path")
    );
    assert.deepEqual(complaints, []);
  },
);
