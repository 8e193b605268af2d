/**
 * `deno task attack`: throws the library at a server for a while and counts what came through.
 * @module
 */
import { loadAttacks } from "../../attacks/mod.ts";
import { UnreachableError } from "./fire.ts";
import { HELP, type Options, parseOptions, UsageError } from "./options.ts";
import { balancedAccuracy, gradeOf, toPage } from "./page.ts";
import { type Counts, type Mistake, toBar, toTable } from "./report.ts";
import { type Run, run } from "./run.ts";

if (import.meta.main) {
  try {
    const options = parseOptions(Deno.args);
    if (options === "help") console.log(HELP);
    else console.log(print(await run(await loadAttacks(), options, progressBar()), options));
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof UnreachableError)) throw error;
    console.error(`attack: ${error.message}`);
    Deno.exit(1);
  }
}

function print(result: Run, options: Options): string {
  const { tally, check, seconds } = result;
  const { target, seed, source, format } = options;
  const latency = { p50: round(tally.quantile(0.5)), p95: round(tally.quantile(0.95)) };
  if (format === "html") return toPage(result, `Attacks on ${target.origin}`, new Date()).trimEnd();
  if (format === "json") {
    return JSON.stringify({
      target: target.origin,
      seed,
      source,
      seconds: round(seconds),
      kinds: Object.fromEntries(tally.rows()),
      total: tally.counts(),
      truth: tally.truth(),
      grade: gradeOf(balancedAccuracy(tally.truth())),
      latencyMs: latency,
      missed: tally.mistakes("attack").map(told),
      falseAlarms: tally.mistakes("benign").map(told),
      check,
    });
  }
  const { caught, missed, falseAlarm, rightlyAllowed } = tally.truth();
  return [
    toTable(tally),
    "",
    `${seconds.toFixed(1)} s, answers: p50 ${latency.p50} ms, p95 ${latency.p95} ms`,
    `caught ${caught}, missed ${missed}, false alarms ${falseAlarm}, rightly allowed ${rightlyAllowed}`,
    check.sentence,
  ].join("\n");
}

/** A mistake as JSON: enough to throw it again. */
function told({ attack: { id, title }, request, count }: Mistake): Record<string, unknown> {
  return { id, title, count, request };
}

/** A bar on stderr: ten times a second on a terminal, every five seconds in a log. */
function progressBar(): (share: number, counts: Counts) => void {
  const isTerminal = Deno.stderr.isTerminal();
  let shown = -Infinity;
  return (share, counts) => {
    const now = performance.now();
    if (share < 1 && now - shown < (isTerminal ? 100 : 5_000)) return;
    shown = now;
    const end = isTerminal && share < 1 ? "" : "\n";
    Deno.stderr.writeSync(new TextEncoder().encode(`${isTerminal ? "\r" : ""}${toBar(share, counts)}${end}`));
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
