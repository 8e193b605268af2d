import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { ROOM_COOKIE } from "../../routes/rooms.ts";
import { browserTest } from "./harness.ts";

const ATTACK = "/api/search?q=%27%20OR%20%271%27=%271";
const visitorMode = { env: { GLASSHOUSE_ROOMS: "visitor" } };

/** What a page was told. */
interface Answer {
  readonly status: number;
  readonly eventId: string | null;
  readonly text: string;
}

/** Asks from within the page: with its cookie, as its own scripts do. */
function ask(page: Page, path: string, init: { method?: string; body?: string } = {}): Promise<Answer> {
  return page.evaluate(async ({ path, init }) => {
    const response = await fetch(path, { ...init, headers: init.body ? { "content-type": "application/json" } : {} });
    const eventId = response.headers.get("x-event-id");
    return { status: response.status, eventId, text: await response.text() };
  }, { path, init });
}

/** Another visitor: cookies and storage of its own. `room` is a cookie that it brings along. */
async function otherVisitor(browser: Browser, url: string, room?: string): Promise<Page> {
  const context = await browser.newContext();
  if (room) await context.addCookies([{ name: ROOM_COOKIE, value: room, url }]);
  const page = await context.newPage();
  await page.goto(url);
  await page.locator(".stream.is-live").waitFor({ state: "attached" });
  return page;
}

function shown(page: Page): Promise<(string | null)[]> {
  return page.locator("[data-event]").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-event")));
}

async function tokenOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies();
  return cookies.find(({ name }) => name === ROOM_COOKIE)?.value ?? "";
}

browserTest(
  "rooms: two visitors cannot see, stream, configure or reset each other's",
  async ({ page: first, browser, house }) => {
    const second = await otherVisitor(browser, house.url);
    assert.notEqual(await tokenOf(first), await tokenOf(second));
    const mine = await ask(first, ATTACK);
    const yours = await ask(second, ATTACK);
    assert.deepEqual([mine.status, yours.status], [403, 403]);
    // The second event is the later one: who streams it would have streamed the first one, were it for him.
    for (const [page, { eventId }] of [[first, mine], [second, yours]] as const) {
      await page.locator(`[data-event="${eventId}"]`).waitFor();
    }
    assert.deepEqual([await shown(first), await shown(second)], [[mine.eventId], [yours.eventId]]);

    assert.equal((await ask(second, `/glass/events/${mine.eventId}`)).status, 404);
    assert.ok(!(await ask(second, "/glass/snapshot")).text.includes(mine.eventId ?? ""));
    const settings = (await ask(first, "/glass/settings")).text;
    assert.equal((await ask(second, "/glass/settings", { method: "PUT", body: '{"mode":"observe"}' })).status, 200);
    assert.equal((await ask(second, ATTACK)).status, 200, "the second observes now");
    assert.equal((await ask(first, ATTACK)).status, 403, "the first still blocks");
    assert.equal((await ask(first, "/glass/settings")).text, settings);
    assert.equal((await ask(second, "/glass/reset", { method: "POST" })).status, 200);
    await second.waitForFunction(() => document.querySelectorAll("[data-event]").length === 0);
    await first.waitForFunction(() => document.querySelectorAll("[data-event]").length === 2);
    await first.reload();
    await first.locator(`[data-event="${mine.eventId}"]`).waitFor();
    assert.equal((await shown(first)).length, 2);
  },
  visitorMode,
);

browserTest("rooms: a forged cookie opens none, and nobody can write an event", async ({ page, browser, house }) => {
  const { eventId } = await ask(page, ATTACK);
  await page.locator(`[data-event="${eventId}"]`).waitFor();
  const token = await tokenOf(page);
  const room = token.slice(0, token.indexOf("."));
  // Other forgeries: `routes/rooms_test.ts`.
  const forged = token.replace(/.$/, (last) => last === "0" ? "1" : "0");
  const thief = await otherVisitor(browser, house.url, forged);
  assert.notEqual(JSON.parse((await ask(thief, "/glass/room")).text).room, room);
  assert.deepEqual(await shown(thief), []);
  assert.equal((await ask(thief, `/glass/events/${eventId}`)).status, 404);
  assert.notEqual(await tokenOf(thief), forged, "the house gives a token of its own");
  const body = JSON.stringify({ type: "events", events: [{ id: "01M827JWAJ-0000009", room, sentence: "forged" }] });
  for (const path of ["/glass/events", `/glass/events/${eventId}`, "/glass/stream", "/glass/snapshot"]) {
    assert.equal((await ask(page, path, { method: "POST", body })).status, 404, path);
  }
  assert.equal(JSON.parse((await ask(page, "/glass/events")).text).length, 1);
  assert.deepEqual(await shown(page), [eventId]);
}, visitorMode);
