/**
 * `deno task attack`: throws the library at a server for a while and counts what came through.
 * @module
 */
import { loadAttacks } from "../../attacks/mod.ts";
import { checkCounts, readTotals } from "./check.ts";
import { fire, UnreachableError } from "./fire.ts";
import { HELP, type Options, parseOptions, UsageError } from "./options.ts";
import { KINDS, planOf, type Shot } from "./plan.ts";
import { Tally, toBar, toTable } from "./report.ts";

/** Requests under way at once; the server should be busy, not this program. */
const MOST_OPEN = 64;

if (import.meta.main) {
  try {
    const options = parseOptions(Deno.args);
    if (options === "help") console.log(HELP);
    else await attack(options);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof UnreachableError)) throw error;
    console.error(`attack: ${error.message}`);
    Deno.exit(1);
  }
}

async function attack(options: Options): Promise<void> {
  const { target, seconds, seed, rate, kind, json } = options;
  const shots = planOf(await loadAttacks(), rate * seconds, seed, kind);
  const tally = new Tally();
  const before = await readTotals(target);
  const started = performance.now();
  await fireAll(shots, options, tally);
  const took = (performance.now() - started) / 1000;
  const check = checkCounts(tally.counts(), before, await readTotals(target));
  if (json) {
    console.log(JSON.stringify({
      target: target.origin,
      seed,
      kind,
      seconds: Math.round(took * 10) / 10,
      kinds: Object.fromEntries(KINDS.map((name) => [name, tally.counts(name)])),
      total: tally.counts(),
      truth: tally.truth(),
      latencyMs: { p50: round(tally.quantile(0.5)), p95: round(tally.quantile(0.95)) },
      check,
    }));
    return;
  }
  const { caught, missed, falseAlarm, rightlyAllowed } = tally.truth();
  console.log(toTable(tally));
  console.log(
    `\n${took.toFixed(1)} s, answers: p50 ${round(tally.quantile(0.5))} ms, p95 ${round(tally.quantile(0.95))} ms`,
  );
  console.log(`caught ${caught}, missed ${missed}, false alarms ${falseAlarm}, rightly allowed ${rightlyAllowed}`);
  console.log(check.sentence);
}

/** Fires at an even pace until the plan or the time is over; waits for every answer. */
async function fireAll(shots: readonly Shot[], options: Options, tally: Tally): Promise<void> {
  const { target, rate, seconds } = options;
  const started = performance.now();
  const elapsed = () => (performance.now() - started) / 1000;
  const open = new Set<Promise<void>>();
  let failure: unknown;
  let shown = -Infinity;
  for (const [index, shot] of shots.entries()) {
    const due = index / rate;
    while (failure === undefined && (elapsed() < due || open.size >= MOST_OPEN)) {
      if (open.size >= MOST_OPEN) await Promise.race(open);
      else await pause((due - elapsed()) * 1000);
    }
    if (failure !== undefined || elapsed() > seconds) break;
    const flight = fire(target, shot)
      .then((hit) => tally.add(shot, hit), (error) => failure ??= error)
      .then(() => void open.delete(flight));
    open.add(flight);
    shown = show(elapsed(), shown, seconds, tally);
  }
  await Promise.all(open);
  if (failure !== undefined) throw failure;
  show(Infinity, -Infinity, seconds, tally);
  if (Deno.stderr.isTerminal()) console.error();
}

/** Draws the bar, ten times a second on a terminal, every five seconds in a log. Answers when it last did. */
function show(now: number, shown: number, seconds: number, tally: Tally): number {
  const isTerminal = Deno.stderr.isTerminal();
  if (now - shown < (isTerminal ? 0.1 : 5)) return shown;
  const bar = toBar(now / seconds, tally.counts());
  Deno.stderr.writeSync(new TextEncoder().encode(isTerminal ? `\r${bar} ` : `${bar}\n`));
  return now;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(1, ms)));
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
