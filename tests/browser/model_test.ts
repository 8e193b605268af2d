import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { assertLooks, LOOKS_OF_SAME } from "./axe.ts";
import { eventually } from "./eventually.ts";
import { browserTest, type Visit } from "./harness.ts";
import { transferOf } from "./transfer.ts";

/** Opens the model page and waits until engine and weights are there. */
async function open({ page }: Visit): Promise<void> {
  await page.locator(".heat").first().waitFor();
}

const ON_MODEL = { path: "/model" };

/** A section by the id of its heading. */
function section(page: Page, id: string): Locator {
  return page.locator(`section[aria-labelledby="${id}"]`);
}

const button = (where: Locator, name: string) => where.getByRole("button", { name, exact: true });

/** Teaches one innocent text as an attack. */
async function teachOne(page: Page): Promise<void> {
  const teach = section(page, "teach");
  await teach.getByLabel("A text, and the truth").fill("zork!zork?zork=[grue]");
  await button(teach, "Add as an attack").click();
  await button(teach, "Train").click();
  await teach.locator(".say").waitFor();
}

browserTest("model: judges what is typed, byte by byte, in any place", async (visit) => {
  const { page, complaints } = visit;
  await open(visit);
  const judge = section(page, "judge");
  await judge.getByLabel("Text").fill("x' UNION SELECT password FROM users--");
  await judge.locator(".say.is-block").waitFor();
  await eventually(async () =>
    assert.equal(await judge.locator(".heat").innerText(), "x' UNION SELECT password FROM users--")
  );
  assert.ok(await judge.locator(".heat [class*=hot-]").count() > 0);
  const values = await judge.locator(".sum-table tr:not(.is-total) td").allInnerTexts();
  const totals = await judge.locator(".sum-table .is-total td").allInnerTexts();
  const number = (text: string) => Number(text.replace("=", "").replace("−", "-").trim());
  const [model, both] = totals.map(number);
  const sum = (some: readonly string[]) => some.reduce((sum, text) => sum + number(text), 0);
  assert.ok(Math.abs(sum(values.slice(0, 3)) - model!) < 0.02, `${values} ${totals}`);
  assert.ok(Math.abs(sum(values.slice(3)) - both!) < 0.05, `${values} ${totals}`);

  const part = judge.locator(".part").first();
  await part.focus();
  await judge.locator(".heat .is-lit").first().waitFor();
  await judge.getByLabel("Where it stands").selectOption("cookie");
  await judge.getByText("cookie note, as the model reads it").waitFor();
  await judge.getByLabel("Text").fill("green tea");
  await judge.getByText("the model has nothing to read").waitFor();
  assert.deepEqual(complaints, []);
}, ON_MODEL);

browserTest("model: the threshold moves the matrix, by slider, by band and by dragging", async (visit) => {
  const { page, complaints } = visit;
  await open(visit);
  const threshold = section(page, "threshold");
  const missed = async () => {
    const text = await threshold.locator("[data-matrix] tbody tr").first().locator("td").nth(1).innerText();
    return Number(text.replaceAll(",", ""));
  };
  const slider = threshold.getByRole("slider");
  await slider.focus();
  const before = await missed();
  await page.keyboard.press("End");
  await eventually(async () => {
    const highest = await missed();
    assert.ok(highest > before && before > 0, `${highest}, ${before}`);
  });
  await page.keyboard.press("Home");
  await eventually(async () => assert.equal(await missed(), 0));
  assert.match(await slider.getAttribute("aria-valuetext") ?? "", /^-8\.0 log-odds: 100\.00\s%/);
  await button(threshold, "certain").click();
  await eventually(async () => assert.equal(await missed(), before));

  await threshold.locator(".plot canvas").nth(2).waitFor();
  const area = await threshold.locator(".is-draggable .u-over").boundingBox();
  assert.ok(area);
  await page.mouse.move(area.x + area.width / 2, area.y + 40);
  await page.mouse.down();
  await page.mouse.move(area.x + area.width * 0.75, area.y + 40, { steps: 4 });
  await page.mouse.up();
  await eventually(async () => {
    assert.match(await threshold.locator("output").innerText(), /^\+4\.0/);
    assert.ok(await missed() > before);
    assert.equal(await slider.inputValue(), "120");
  });

  const quadrants = await threshold.locator("[data-quadrants] tbody .num").allInnerTexts();
  assert.equal(quadrants.length, 8);
  await button(threshold, "sources it learned from").click();
  await eventually(async () =>
    assert.notDeepEqual(await threshold.locator("[data-quadrants] tbody .num").allInnerTexts(), quadrants)
  );
  assert.deepEqual(complaints, []);
}, ON_MODEL);

browserTest("model: a lesson turns a verdict, is saved, and is forgotten on reset", async (visit) => {
  const { page, complaints } = visit;
  await open(visit);
  const [judge, teach] = [section(page, "judge"), section(page, "teach")];
  await judge.getByLabel("Text").fill("zork!zork?zork=[grue]");
  await judge.locator(".say.is-allow").waitFor();
  await teachOne(page);
  assert.match(await teach.locator(".say").innerText(), /^1 of 1 sample is judged as you say now\./);
  await judge.locator(".say.is-block").waitFor();
  await judge.getByText("Judged by the weights that you taught").waitFor();

  const [samples] = await Promise.all([page.waitForEvent("download"), button(teach, "Save samples").click()]);
  assert.equal(samples.suggestedFilename(), "glasshouse-samples.json");
  const saved = JSON.parse(await Deno.readTextFile(await samples.path()));
  assert.deepEqual(saved, [{ text: "zork!zork?zork=[grue]", attack: true, place: "query" }]);
  const [weights] = await Promise.all([page.waitForEvent("download"), button(teach, "Save weights").click()]);
  assert.equal(weights.suggestedFilename(), "glasshouse-weights.bin");

  await button(teach, "Reset").click();
  await teach.getByText("Nothing was taught yet").waitFor();
  await judge.locator(".say.is-allow").waitFor();
  await eventually(async () => assert.equal(await teach.locator(".samples li:not(.empty)").count(), 0));
  assert.deepEqual(complaints, []);
}, ON_MODEL);

browserTest(
  "model: a search steps, runs to its end, repeats itself, and is taught, by keyboard; axe is content in every look",
  async (visit) => {
    const { page, complaints } = visit;
    await open(visit);
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
    const press = async (where: Locator, name: string) => {
      await button(where, name).focus();
      await page.keyboard.press("Enter");
    };
    const keepsFocus = (name: string) => eventually(async () => assert.equal(await focused(), name));
    const [slip, teach] = [section(page, "slip"), section(page, "teach")];
    const rows = slip.locator(".tries tbody tr");
    await press(slip, "Step");
    await rows.first().waitFor();
    await eventually(async () => assert.equal(await rows.count(), 1));
    await keepsFocus("Step");
    const end = slip.getByText(/^(Slipped after|Held for) \d+ tries/);
    await press(slip, "Run");
    await end.waitFor();
    await keepsFocus("Run");
    const [said, count] = [await end.innerText(), await rows.count()];
    assert.ok(Number(/\d+/.exec(said)?.[0]) <= 300 && count > 1, said);
    await button(slip, "Start over").click();
    await slip.getByText("No try yet").waitFor();
    await button(slip, "Run").click();
    await end.waitFor();
    assert.equal(await end.innerText(), said);
    assert.equal(await rows.count(), count);

    await press(slip, "Teach it as an attack");
    await press(teach, "Train");
    await teach.locator(".say").waitFor();
    await keepsFocus("Train");
    await section(page, "threshold").scrollIntoViewIfNeeded();
    await page.locator(".plot canvas").nth(2).waitFor();
    for (const details of await page.locator("details.as-table").all()) await details.locator("summary").click();
    await assertLooks(page, LOOKS_OF_SAME, "model", { same: true });

    await press(teach, "Reset");
    await teach.getByText("Nothing was taught yet").waitFor();
    await keepsFocus("Reset");
    await slip.getByLabel("Seed").fill("7");
    await page.keyboard.press("Enter");
    await slip.getByText("No try yet").waitFor();
    assert.deepEqual(complaints, []);
  },
  { ...ON_MODEL, light: "full" },
);

browserTest(
  "model: the page wakes with under 120 KB, weighs under 300 KB in all, and shows its card without scripts",
  async ({ browser, house, page }) => {
    await page.locator(".heat").first().waitFor();
    const { untilAwake, all, addresses } = await transferOf(page);
    assert.ok(addresses.some((name) => name.endsWith("/model/weights.bin")));
    assert.ok(!addresses.some((name) => /\/charts-/.test(name)), "charts are loaded out of sight");
    assert.ok(untilAwake > 20_000 && untilAwake < 120_000, `${untilAwake} bytes until awake`);
    assert.ok(all < 300_000, `${all} bytes in all`);

    const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await plain.goto(`${house.url}/model`);
    assert.ok(await plain.locator("#card").isVisible());
    assert.match(await plain.locator("[data-matrix]").innerText(), /attacks/);
  },
  { ...ON_MODEL, compressed: true },
);
