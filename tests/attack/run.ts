/**
 * One run: throws a plan at a server at an even pace, counts, and compares with the server's counts.
 * @module
 */
import type { Attack } from "../../attacks/types.ts";
import { type Check, checkCounts, readTotals } from "./check.ts";
import { fire } from "./fire.ts";
import type { Options } from "./options.ts";
import { type Counts, Tally } from "./report.ts";
import { type Plan, planFor } from "./sources.ts";

/** Requests under way at once; the server should be busy, not this program. */
const MOST_OPEN = 64;

/** How long the program sleeps between two looks at the clock, milliseconds. */
const TICK = 2;

/** What a run brought. */
export interface Run {
  readonly tally: Tally;
  readonly check: Check;
  readonly seconds: number;
}

/** Throws the library at the target; `progress` is called with the share of the time (0 to 1) and the counts. */
export async function run(
  attacks: readonly Attack[],
  options: Options,
  progress: (share: number, counts: Counts) => void = () => {},
): Promise<Run> {
  const { target } = options;
  const plan = await planFor(attacks, options);
  const tally = new Tally();
  const before = await readTotals(target);
  const started = performance.now();
  await fireAll(plan, options, tally, progress);
  const took = (performance.now() - started) / 1000;
  return { tally, seconds: took, check: checkCounts(tally.counts(), before, await readTotals(target)) };
}

/** Fires until the plan or the time is over; waits for every answer. */
async function fireAll(
  { shots, due }: Plan,
  { target, seconds }: Options,
  tally: Tally,
  progress: (share: number, counts: Counts) => void,
): Promise<void> {
  const started = performance.now();
  const elapsed = () => (performance.now() - started) / 1000;
  const open = new Set<Promise<void>>();
  let failure: unknown;
  for (const [index, shot] of shots.entries()) {
    while (failure === undefined && (due(elapsed()) <= index || open.size >= MOST_OPEN)) {
      if (open.size >= MOST_OPEN) await Promise.race(open);
      else await pause(TICK);
    }
    if (failure !== undefined || elapsed() > seconds) break;
    const flight = fire(target, shot)
      .then((hit) => tally.add(shot, hit), (error) => failure ??= error)
      .then(() => void open.delete(flight));
    open.add(flight);
    progress(elapsed() / seconds, tally.counts());
  }
  await Promise.all(open);
  if (failure !== undefined) throw failure;
  progress(1, tally.counts());
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
