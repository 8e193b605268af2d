/**
 * Does the page keep drawing while it fires? Frames and long tasks as the visitor has them, and the processor time of
 * every task of the page's main thread: on a machine that others use too, only the latter is the page's own doing.
 * @module
 */
import type { CDPSession, Page } from "playwright-core";

/** What a stretch of time was like for the page. */
export interface Frames {
  readonly seconds: number;
  /** Animation frames a second. */
  readonly rate: number;
  /** Milliseconds between two frames: half are shorter, 95 of 100 are shorter. */
  readonly median: number;
  readonly p95: number;
  /** Tasks of more than 50 ms by the clock, as the browser reports them. */
  readonly longTasks: readonly number[];
  /** Tasks of more than 50 ms of processor time, and the longest, milliseconds. */
  readonly busyTasks: number;
  readonly longestCpu: number;
  /** Share of the time in which the main thread had the processor. */
  readonly cpuShare: number;
}

/** What the page notes for us. */
interface Notes {
  frames: number[];
  longs: number[];
}

declare global {
  var glassNotes: Notes;
}

/** Starts to note frames and long tasks in the page. Once a page. */
export async function noteFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const notes: Notes = globalThis.glassNotes = { frames: [], longs: [] };
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => notes.longs.push(duration)))
      .observe({ type: "longtask" });
    let last = performance.now();
    const frame = (now: number) => {
      notes.frames.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

/** Watches the page for some seconds, during `run` where given. */
export async function watchFrames(page: Page, seconds: number, run?: () => Promise<void>): Promise<Frames> {
  const session = await page.context().newCDPSession(page);
  const tasks: Task[] = [];
  session.on("Tracing.dataCollected", ({ value }) => tasks.push(...value.map(parseTask).filter((task) => !!task)));
  await page.evaluate(() => Object.assign(globalThis.glassNotes, { frames: [], longs: [] }));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["__metadata", "toplevel", "disabled-by-default-devtools.timeline"] },
  });
  await run?.();
  await page.waitForTimeout(seconds * 1_000);
  const { frames, longs } = await page.evaluate(() => globalThis.glassNotes);
  await endTracing(session);
  await session.detach();
  const sorted = frames.toSorted((a, b) => a - b);
  const cpu = mainTasks(tasks);
  const elapsed = frames.reduce((sum, ms) => sum + ms, 0) / 1_000;
  return {
    seconds: elapsed,
    rate: frames.length / elapsed,
    median: sorted[Math.floor(sorted.length / 2)] ?? NaN,
    p95: sorted[Math.floor(sorted.length * 0.95)] ?? NaN,
    longTasks: longs,
    busyTasks: cpu.filter((ms) => ms > 50).length,
    longestCpu: Math.max(0, ...cpu),
    cpuShare: cpu.reduce((sum, ms) => sum + ms, 0) / 1_000 / elapsed,
  };
}

function endTracing(session: CDPSession): Promise<void> {
  const ended = new Promise<void>((resolve) => session.once("Tracing.tracingComplete", () => resolve()));
  return session.send("Tracing.end").then(() => ended);
}

/** An event of the trace, as far as it is needed. */
interface Task {
  readonly name: string;
  readonly thread: string;
  /** Processor time, milliseconds. */
  readonly cpu: number;
  /** What a metadata event calls its thread. */
  readonly says: string | undefined;
}

function parseTask(event: object): Task | undefined {
  const { name, pid, tid, tdur, args }: Record<string, unknown> = { ...event };
  if (name !== "RunTask" && name !== "thread_name") return undefined;
  const says = typeof args === "object" && args !== null && "name" in args ? String(args.name) : undefined;
  return { name, thread: `${pid} ${tid}`, cpu: typeof tdur === "number" ? tdur / 1_000 : 0, says };
}

/** Processor times of the tasks of the busiest main thread: the page's. */
function mainTasks(tasks: readonly Task[]): readonly number[] {
  const mains = new Set(tasks.filter(({ says }) => says === "CrRendererMain").map(({ thread }) => thread));
  const byThread = new Map<string, number[]>();
  for (const { name, thread, cpu } of tasks) {
    if (name !== "RunTask" || !mains.has(thread)) continue;
    const times = byThread.get(thread) ?? [];
    byThread.set(thread, times);
    times.push(cpu);
  }
  const sum = (times: readonly number[]) => times.reduce((sum, ms) => sum + ms, 0);
  return [...byThread.values()].toSorted((a, b) => sum(b) - sum(a))[0] ?? [];
}

/** Opens the scenarios and sets mixed traffic at a rate; the returned function starts it. */
export async function readyScenario(page: Page, rate: number, seconds: number): Promise<() => Promise<void>> {
  await page.getByRole("button", { name: "Scenario", exact: true }).click();
  await page.locator(".scenario-lane").getByLabel("seconds").fill(String(seconds));
  await page.locator(".scenario-lane").getByLabel("requests a second").fill(String(rate));
  // Pressed from within: to look for a role and to wait for the mouse would be the longest task of all, and ours.
  const button = page.locator(".scenario-lane .is-primary", { hasText: "Run mixed traffic" });
  return () =>
    button.evaluate((element) => {
      if (element instanceof HTMLElement) element.click();
    });
}

/** Requests of the run that came back so far. */
export async function thrownSoFar(page: Page): Promise<number> {
  return Number((await page.locator(".run-head .num").innerText()).split("/")[0]);
}
