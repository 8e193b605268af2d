/**
 * Runs: many requests in a row, as fast as they go or at a pace, with progress and a way to stop.
 * @module
 */
import { batch, signal } from "@preact/signals";
import type { Action } from "../guard/types.ts";
import { browser, counted, type Entry, type Exchange, exchange, type Run, run } from "./draft.ts";
import { type FireReport, type Pace, startFire } from "./fire.ts";
import { type Draft, draftOf } from "./request.ts";
import type { Scenario } from "./scenario.ts";
import { throwOne } from "./send.ts";
import type { Label } from "./throw.ts";
import { countMatrix, grownBy, type Matrix, NOTHING_COUNTED } from "./truth.ts";

/** What the last run grew the matrix of truth by. */
export const runTruth = signal<Matrix | undefined>(undefined);

/** Events come by the stream a little later than answers, milliseconds. */
const SETTLE = 2_000;

/** Ends the watch of the run before, whose last events may be on their way. */
let unwatchTruth = (): void => {};

/** Follows the matrix from now on; the returned function ends it once the stream has brought the last events. */
function watchTruth(): () => void {
  unwatchTruth();
  const before = counted.peek().matrix;
  const unwatch = counted.subscribe(({ matrix }) => runTruth.value = grownBy(matrix, before));
  unwatchTruth = unwatch;
  return () => void setTimeout(unwatch, SETTLE);
}

/** Requests under way at once: what a browser opens to one host, less the stream. */
const LANES = 5;

/** How often progress is drawn, milliseconds. */
const REDRAW = 250;

/** Before the first report. */
const NOTHING_FIRED: FireReport = {
  counts: { allow: 0, flag: 0, block: 0, limit: 0 },
  done: 0,
  failed: 0,
  matrix: NOTHING_COUNTED.matrix,
  state: "running",
};

/** Counts exchanges and shows them, not more often than the eye follows. */
class Progress {
  readonly counts: Record<Action, number> = { allow: 0, flag: 0, block: 0, limit: 0 };
  done = 0;
  failed = 0;
  #shownAt = -Infinity;

  constructor(readonly title: string, readonly total: number) {
    this.show("running");
  }

  get running(): boolean {
    return run.peek()?.state === "running";
  }

  add(result: Exchange): void {
    this.done++;
    if (result.failure) this.failed++;
    else this.counts[result.action]++;
    if (this.running && performance.now() - this.#shownAt >= REDRAW) this.show("running");
  }

  show(state: Run["state"]): void {
    this.#shownAt = performance.now();
    const { title, total, done, failed, counts } = this;
    run.value = { title, total, done, failed, counts: { ...counts }, state };
  }

  /** Says the end: done, or stopped by the visitor. */
  end(): void {
    this.show(this.running ? "done" : "stopped");
  }
}

/** Stops the run under way. */
export function stopRun(): void {
  const current = run.peek();
  if (current?.state === "running") run.value = { ...current, state: "stopped" };
}

/** Throws every request of an attack, as often as it says. */
export async function runAttack(entry: Entry): Promise<void> {
  const requests = Array.from({ length: entry.repeat }, () => entry.requests.map(draftOf)).flat();
  await runAll(entry.title, requests.map((request) => [request, { id: entry.id, truth: entry.truth }] as const));
}

/** Throws many requests, a few at a time; `onEach` hears of each, the last one is shown. */
export async function runAll(
  title: string,
  list: readonly (readonly [Draft, Label])[],
  onEach?: (index: number, result: Exchange) => void,
): Promise<void> {
  if (run.peek()?.state === "running") return;
  const progress = new Progress(title, list.length);
  const settle = watchTruth();
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < list.length && progress.running; index = next++) {
      const result = await throwOne(...list[index]!);
      progress.add(result);
      onEach?.(index, result);
      if (progress.done === list.length) exchange.value = result;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  progress.end();
  settle();
}

/**
 * Runs a scenario to its end, or until it is stopped. A worker throws; here it is only told of, a few times a second.
 */
export async function runScenario(scenario: Scenario, entries: readonly Entry[], pace: Pace): Promise<void> {
  const facts = browser.peek();
  if (run.peek()?.state === "running" || !facts) return;
  const { id, title } = scenario;
  const total = Math.round(pace.rate * pace.duration);
  const show = ({ done, failed, counts }: FireReport, state: Run["state"]) =>
    run.value = { title, total, done, failed, counts, state };
  let seen = NOTHING_COUNTED.matrix;
  const settle = watchTruth();
  show(NOTHING_FIRED, "running");
  const fire = startFire({ scenario: id, entries, pace, browser: facts }, (report) => {
    batch(() => {
      counted.value = countMatrix(counted.peek(), report.matrix, seen);
      // Who has stopped the run already sees no "running" again.
      show(report, run.peek()?.state === "running" ? report.state : "stopped");
    });
    seen = report.matrix;
  });
  const unwatch = run.subscribe((current) => current?.state === "stopped" && fire.stop());
  try {
    await fire.ended;
  } catch {
    if (run.peek()?.state === "running") stopRun();
  } finally {
    unwatch();
    settle();
  }
}
