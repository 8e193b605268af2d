import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { type EvasionRow, parseEvasions } from "../../attacks/evasion.ts";
import { loadEvasions } from "../../attacks/load.ts";
import { eventually } from "./eventually.ts";
import { browserTest, pressByScript as press } from "./harness.ts";

const ROWS = parseEvasions(await loadEvasions());

async function openChecklist(page: Page): Promise<void> {
  await press(page.locator(".evasions summary"));
  await page.waitForFunction(() => document.querySelectorAll(".evasions .item").length === 101);
}

/** Takes a row into the editor and throws it; the status that came back, 0 for none, and in which lane. */
async function throwRow(page: Page, index: number): Promise<{ readonly status: number; readonly raw: boolean }> {
  return await page.evaluate(async (index) => {
    const until = async (holds: () => boolean) => {
      for (const end = performance.now() + 20_000; !holds();) {
        if (performance.now() > end) throw new Error(`row ${index + 1} does not come back`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    const number = () => document.querySelector<HTMLElement>(".answer")?.dataset["exchange"];
    const item = document.querySelectorAll<HTMLElement>(".evasions .item")[index]!;
    item.click();
    await until(() => item.getAttribute("aria-current") === "true");
    const before = number();
    document.querySelector<HTMLElement>(".editor .is-primary")?.click();
    await until(() => number() !== before);
    const lane = document.querySelector<HTMLSelectElement>(".editor .labelled select");
    return {
      status: Number(document.querySelector(".answer-status strong")?.textContent),
      raw: lane?.selectedIndex === 1,
    };
  }, index);
}

/** What is wrong with the answer to a row. */
function complaintOf({ expect: { caught, by = "" }, gap }: EvasionRow, status: number): string | undefined {
  if (!(status > 0)) return "no answer";
  const exact = /^(?:status|runtime) (\d+)$/.exec(by)?.[1];
  if (exact !== undefined) return status === Number(exact) ? undefined : `not ${exact}`;
  const refused = [400, 403, 405, 413, 415].includes(status);
  return gap !== undefined || refused === caught ? undefined : caught ? "passes" : "is refused";
}

browserTest(
  "evasions: every row of one request is thrown in its lane, and answered as it says",
  async ({ page }) => {
    await openChecklist(page);
    const wrong: string[] = [];
    const lanes = { page: 0, raw: 0 };
    for (const [index, row] of ROWS.entries()) {
      if (row.scenario) continue;
      const { status, raw } = await throwRow(page, index);
      lanes[raw ? "raw" : "page"]++;
      if (row.lane === "R" && !raw) wrong.push(`row ${row.id} is not thrown raw`);
      const problem = complaintOf(row, status);
      if (problem) wrong.push(`row ${row.id} ${row.technique}: ${problem} (${status})`);
    }
    assert.deepEqual(wrong, []);
    assert.equal(lanes.page + lanes.raw, 94);
    assert.ok(lanes.page >= 84, `${lanes.page} in the page lane`);
  },
  { env: { GLASSHOUSE_RATE_LIMIT: "1000" }, light: "off", pane: "#throw" },
);

browserTest("evasions: every row of several requests meets a limit or a rule", async ({ page }) => {
  await openChecklist(page);
  let ran = 0;
  for (const [index, row] of ROWS.entries()) {
    if (!row.scenario) continue;
    const item = page.locator(".evasions .item").nth(index);
    await press(item);
    // The button that sends all is drawn with the choice.
    await eventually(async () => assert.equal(await item.getAttribute("aria-current"), "true"));
    const all = page.locator(".editor button", { hasText: "Send all" });
    if (await all.count() === 0) assert.equal((await throwRow(page, index)).status, 403, row.technique);
    else {
      await press(all);
      await page.locator(".run-head", { hasText: row.technique }).waitFor();
      await page.locator(".run-head", { hasText: "done" }).waitFor({ timeout: 60_000 });
      const expected = row.expect.by === "limiter" ? /\d+\s+limited/ : /^\s*5\s+blocked\s*$/;
      await eventually(async () =>
        assert.match(await page.locator(".run-counts").innerText(), expected, row.technique)
      );
    }
    ran++;
  }
  assert.equal(ran, 7);
}, { light: "off", pane: "#throw" });

browserTest(
  "evasions: the four differential rows show who reads what, with the difference marked",
  async ({ page }) => {
    await openChecklist(page);
    const rows: [id: number, place: string, other: RegExp][] = [
      [3, "query q", /URLSearchParams.*\ufffd' OR 1=1--/],
      [56, "query q", /the last one wins.*UNION SELECT/],
      [72, "body /q", /the first one wins/],
      [86, "body q", /parseBody\(\).*a file/],
    ];
    let ran = 0;
    for (const [id, place, other] of rows) {
      await press(page.locator(".evasions .item").nth(id - 1));
      // What the row before has left there is not meant.
      const table = page.locator(".readers table", {
        has: page.locator("caption", { hasText: place }),
        hasText: other,
      });
      await table.locator("mark.parting").first().waitFor();
      await eventually(async () =>
        assert.ok(await table.locator(".is-other").count() > 0, `row ${id}: nobody reads otherwise`)
      );
      ran++;
    }
    assert.equal(ran, 4);
  },
  { light: "off" },
);
