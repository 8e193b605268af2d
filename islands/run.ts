/**
 * Runs: many requests in a row, as fast as they go or at a pace, with progress and a way to stop.
 * @module
 */
import type { Action } from "../guard/types.ts";
import { type Entry, type Exchange, exchange, type Run, run } from "./draft.ts";
import { type Draft, draftOf } from "./request.ts";
import { dueAfter, type Scenario, seeded, type Supply } from "./scenario.ts";
import { type Label, throwOne } from "./send.ts";

/** Requests under way at once: what a browser opens to one host, less the stream. */
const LANES = 5;

/** A paced run may have this many on the way; a server that is slower than the pace is not buried. */
const MAX_UNDER_WAY = 40;

/** How often a paced run looks at the clock, and how often progress is drawn, milliseconds. */
const TICK = 25;
const REDRAW = 100;

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
}

/** How a scenario is run. */
export interface Pace {
  /** Requests a second. */
  readonly rate: number;
  /** Seconds. */
  readonly duration: number;
  /** Share of attacks in mixed traffic, 0 to 1. */
  readonly share: number;
  readonly seed: number;
}

/** Runs a scenario to its end, or until it is stopped. */
export async function runScenario(scenario: Scenario, entries: readonly Entry[], pace: Pace): Promise<void> {
  if (run.peek()?.state === "running") return;
  const progress = new Progress(scenario.title, Math.round(pace.rate * pace.duration));
  const supply: Supply = { entries, share: pace.share, random: seeded(pace.seed) };
  const started = performance.now();
  const flying = new Set<Promise<void>>();
  for (let thrown = 0; thrown < progress.total && progress.running;) {
    const due = dueAfter(scenario, (performance.now() - started) / 1_000, pace);
    while (thrown < due && flying.size < MAX_UNDER_WAY) {
      const { draft, id, truth } = scenario.shot(thrown++, supply);
      const flight: Promise<void> = throwOne(draft, { id, truth }).then((result) => {
        flying.delete(flight);
        progress.add(result);
      });
      flying.add(flight);
    }
    await new Promise((resolve) => setTimeout(resolve, TICK));
  }
  await Promise.all(flying);
  progress.end();
}
