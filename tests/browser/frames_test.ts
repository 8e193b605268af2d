import assert from "node:assert/strict";
import { noteFrames, readyScenario, thrownSoFar, watchFrames } from "./frames.ts";
import { browserTest } from "./harness.ts";

const SECONDS = 3;
const RATE = 200;

browserTest("frames: 200 requests a second leave the page free to draw", async ({ page, complaints }) => {
  // The first request loads the database of the demo; that is not what is looked at.
  await page.locator(".editor .is-primary").click();
  await page.locator(".answer[data-exchange]").waitFor();
  const start = await readyScenario(page, RATE, SECONDS);
  await noteFrames(page);
  const idle = await watchFrames(page, 2);
  const busy = await watchFrames(page, SECONDS, start);
  const thrown = await thrownSoFar(page);
  const said = JSON.stringify({ idle, busy, thrown });
  // By processor time, and against the same page at rest: by the clock a busy machine would decide.
  assert.equal(busy.busyTasks, 0, `tasks of more than 50 ms: ${said}`);
  assert.ok(busy.cpuShare < 0.5, `the main thread works half the time: ${said}`);
  assert.ok(busy.rate > idle.rate * 0.5, `half the frames are gone: ${said}`);
  assert.ok(thrown > RATE * SECONDS * 0.1, `the pace is lost: ${said}`);
  await page.locator(".run-head", { hasText: "done" }).waitFor({ timeout: 60_000 });
  assert.equal(await thrownSoFar(page), RATE * SECONDS);
  assert.deepEqual(complaints, []);
}, { light: "full" });
