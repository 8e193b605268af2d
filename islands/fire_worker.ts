/**
 * The worker that fires scenarios: it keeps the pace, throws, reads the answers and counts, so that the page has
 * nothing to do but to draw. Bundled as an entry of its own.
 * @module
 */
import type { Action } from "../guard/types.ts";
import type { FireJob, FireReport, FireWord } from "./fire.ts";
import { wireOf } from "./request.ts";
import { dueAfter, SCENARIOS, seeded, type Shot, type Supply } from "./scenario.ts";
import { actionOf, initOf, type Label } from "./throw.ts";
import { cellOf, type Matrix, NOTHING_COUNTED } from "./truth.ts";

/** Requests on the way at once; a server that is slower than the pace is not buried. */
const MAX_UNDER_WAY = 40;

/** How often the clock is looked at, and how often the page hears of it, milliseconds. */
const TICK = 20;
const REPORT = 400;

/** What the worker does to the outside; the tests bring their own. */
export interface Outside {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly tell: (report: FireReport) => void;
  /** Milliseconds, ever growing. */
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly stopped: () => boolean;
}

/** Runs a job to its end or until it is stopped; the last report says so. */
export async function fire({ scenario: id, entries, pace, browser }: FireJob, outside: Outside): Promise<void> {
  const scenario = SCENARIOS.find((candidate) => candidate.id === id);
  if (!scenario) return outside.tell({ ...reportOf(new Tally()), state: "done" });
  const tally = new Tally();
  const supply: Supply = { entries, share: pace.share, random: seeded(pace.seed) };
  const total = Math.round(pace.rate * pace.duration);
  const started = outside.now();
  const flying = new Set<Promise<void>>();
  let toldAt = started;
  for (let thrown = 0; thrown < total && !outside.stopped();) {
    const due = dueAfter(scenario, (outside.now() - started) / 1_000, pace);
    while (thrown < due && flying.size < MAX_UNDER_WAY) {
      const flight: Promise<void> = throwShot(scenario.shot(thrown++, supply)).then(() => void flying.delete(flight));
      flying.add(flight);
    }
    if (outside.now() - toldAt >= REPORT) {
      toldAt = outside.now();
      outside.tell(reportOf(tally));
    }
    await outside.pause(TICK);
  }
  await Promise.all(flying);
  outside.tell({ ...reportOf(tally), state: outside.stopped() ? "stopped" : "done" });

  async function throwShot({ draft, id, truth }: Shot): Promise<void> {
    const { target, lossy, refused } = wireOf(draft, browser);
    // An attack that lost its header on the way is no longer that attack.
    const label: Label = lossy ? { id } : { id, truth };
    if (refused) return tally.add(undefined, label, false);
    try {
      const response = await outside.fetch(browser.origin + target, initOf(draft, label));
      const { status, headers } = response;
      await response.arrayBuffer();
      const hasEvent = headers.has("x-event-id");
      tally.add(actionOf(status, headers.get("content-type") ?? "", hasEvent), label, hasEvent);
    } catch {
      tally.add(undefined, label, false);
    }
  }
}

/** What came of the shots so far. */
class Tally {
  readonly counts: Record<Action, number> = { allow: 0, flag: 0, block: 0, limit: 0 };
  matrix: Matrix = NOTHING_COUNTED.matrix;
  done = 0;
  failed = 0;

  /** Those with an event are counted in the matrix when the stream brings it. */
  add(action: Action | undefined, { truth }: Label, hasEvent: boolean): void {
    this.done++;
    if (action === undefined) {
      this.failed++;
      return;
    }
    this.counts[action]++;
    if (!truth || hasEvent) return;
    const cell = cellOf(truth, action);
    this.matrix = { ...this.matrix, [cell]: this.matrix[cell] + 1 };
  }
}

function reportOf({ counts, matrix, done, failed }: Tally): FireReport {
  return { counts: { ...counts }, matrix, done, failed, state: "running" };
}

/** Listens to the page. Only a worker has no document. */
function listen(): void {
  let stopped = false;
  addEventListener("message", ({ data }: MessageEvent<FireWord>) => {
    if (data.kind === "stop") {
      stopped = true;
      return;
    }
    void fire(data.job, {
      fetch: (url, init) => fetch(url, init),
      tell: (report) => postMessage(report),
      now: () => performance.now(),
      pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      stopped: () => stopped,
    });
  });
}

if (typeof document === "undefined" && "WorkerGlobalScope" in globalThis) listen();
