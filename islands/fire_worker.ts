/**
 * The worker that fires scenarios: it keeps the pace, throws in parcels, reads the answers and counts, so that the page
 * has nothing to do but to draw. Bundled as an entry of its own.
 * @module
 */
import type { Action } from "../guard/types.ts";
import type { Packed, Unpacked } from "../routes/glass/parcel.ts";
import type { FireJob, FireReport, FireWord } from "./fire.ts";
import { type BrowserFacts, wireOf } from "./request.ts";
import { dueAfter, SCENARIOS, seeded, type Shot, type Supply } from "./scenario.ts";
import { actionOf, type Label, labelHeaders } from "./throw.ts";
import { cellOf, type Matrix, NOTHING_COUNTED } from "./truth.ts";

/** Requests on the way at once, in one parcel or several; a server that is slower than the pace is not buried. */
const MAX_UNDER_WAY = 40;

/** Characters of a parcel, some way below what the server takes. */
const MAX_CHARS = 64_000;

/** How often the clock is looked at, and how often the page hears of it, milliseconds. */
const TICK = 50;
const REPORT = 500;

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
  let [toldAt, underWay] = [started, 0];
  for (let thrown = 0; thrown < total && !outside.stopped();) {
    const due = Math.min(
      dueAfter(scenario, (outside.now() - started) / 1_000, pace),
      thrown + MAX_UNDER_WAY - underWay,
    );
    const shots: Loaded[] = [];
    for (let chars = 0; thrown < due && chars < MAX_CHARS;) {
      const shot = load(scenario.shot(thrown++, supply), browser);
      if (!shot.packed) tally.add(undefined, shot.label, false);
      else shots.push(shot);
      chars += (shot.packed?.body ?? "").length + (shot.packed?.target.length ?? 0);
    }
    if (shots.length > 0) {
      underWay += shots.length;
      const flight: Promise<void> = throwAll(shots).then(() => {
        underWay -= shots.length;
        flying.delete(flight);
      });
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

  async function throwAll(shots: readonly Loaded[]): Promise<void> {
    const answers = await unpacked(shots, browser, outside);
    for (const [i, { label }] of shots.entries()) {
      const { status = 0, type = "", hasEvent = false } = answers[i] ?? {};
      tally.add(status === 0 ? undefined : actionOf(status, type, hasEvent), label, hasEvent);
    }
  }
}

/** A shot that is ready to be packed; without `packed` where no browser could send it. */
interface Loaded {
  readonly label: Label;
  readonly packed?: Packed;
}

function load({ draft, id, truth }: Shot, browser: BrowserFacts): Loaded {
  const { raw, target, lossy, refused } = wireOf(draft, browser);
  // An attack that lost its header on the way is no longer that attack.
  const label: Label = lossy ? { id } : { id, truth };
  if (refused) return { label };
  const { method, headers } = raw;
  const body = raw.body === undefined || draft.body === "" ? {} : { body: draft.body };
  const bytes = draft.latin1 ? { latin1: draft.latin1 } : {};
  return { label, packed: { method, target, headers: [...headers, ...labelHeaders(label)], ...body, ...bytes } };
}

/** Throws a parcel; no answers where it did not arrive. */
async function unpacked(
  shots: readonly Loaded[],
  { origin }: BrowserFacts,
  outside: Outside,
): Promise<readonly Partial<Unpacked>[]> {
  try {
    const response = await outside.fetch(`${origin}/glass/parcel`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(shots.map(({ packed }) => packed)),
    });
    const answers: unknown = response.ok ? await response.json() : [];
    return Array.isArray(answers) ? answers : [];
  } catch {
    return [];
  }
}

/** What came of the shots so far. */
class Tally {
  readonly counts: Record<Action, number> = { allow: 0, flag: 0, block: 0, limit: 0 };
  matrix: Matrix = NOTHING_COUNTED.matrix;
  done = 0;
  failed = 0;

  /** Those with an event are counted in the matrix when the stream brings it. */
  add(action: Action | undefined, { id, truth }: Label, hasEvent: boolean): void {
    this.done++;
    if (action === undefined) {
      this.failed++;
      return;
    }
    this.counts[action]++;
    if (!truth || hasEvent) return;
    const cell = cellOf({ id, truth }, action);
    if (!cell) return;
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
