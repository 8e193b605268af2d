/**
 * `deno task robust`: what disguises cost the model, and how often a search for one slips through.
 * @module
 */
import { readWeights } from "../../detectors/anomaly/weights.ts";
import type { RobustnessFigures } from "../../detectors/anomaly/figures.ts";
import { readSamples } from "../corpus/run.ts";
import { Progress } from "../eval/progress.ts";
import { commit, digestOf } from "./provenance.ts";
import { attacksIn, measureRobustness } from "./robust.ts";

const HELP = `deno task robust [--json] [--update] [--seed N] [--weights FILE]

Disguises the attacks of tests/corpus and asks the model again: what each mutation costs, and how often a search of 300
queries finds a disguise that passes, with the operators of the training and with others. 160 searches a set.

  --json          print JSON
  --update        write detectors/anomaly/robustness.json, which the model page shows
  --seed N        seed of everything that is random (default 1)
  --weights FILE  other weights than the shipped ones
  --help          this text`;

const SHIPPED = new URL("../../detectors/anomaly/weights.bin", import.meta.url);
const FIGURES = new URL("../../detectors/anomaly/robustness.json", import.meta.url);

async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--help")) {
    console.log(HELP);
    return 0;
  }
  const file = valueAfter(args, "--weights") ?? SHIPPED;
  const seed = Number(valueAfter(args, "--seed") ?? 1);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError("Cannot measure: --seed is a whole number");
  const bytes = await Deno.readFile(file);
  const attacks = attacksIn(await readSamples(new URL("../corpus/", import.meta.url)));
  const bar = new Progress(screenOf(Deno.stderr), 1);
  const measured = measureRobustness(await readWeights(bytes), attacks, {
    seed,
    progress: (stage, done) => bar.update(done, 0, stage.padEnd(24)),
  });
  bar.finish();
  const figures: RobustnessFigures = {
    date: new Date().toISOString().slice(0, 10),
    commit: await commit(),
    command: `deno task robust${seed === 1 ? "" : ` --seed ${seed}`}`,
    weights: await digestOf(bytes),
    ...measured,
  };
  if (args.includes("--update")) await Deno.writeTextFile(FIGURES, `${JSON.stringify(figures, null, 2)}\n`);
  console.log(args.includes("--json") ? JSON.stringify(figures, null, 2) : textOf(figures));
  return 0;
}

function textOf({ attacks, fpr, clean, mutations, searches }: RobustnessFigures): string {
  const row = (cells: readonly string[]) =>
    cells.map((cell, i) => i === 0 ? cell.padEnd(16) : cell.padStart(12)).join("");
  const within = (yes: boolean): string => yes ? "yes" : "NO";
  return [
    `${attacks} attacks, the model alone at ${fpr} % FPR (sources held out): TPR ${clean.toFixed(1)} %`,
    "",
    row(["mutation", "in training", "TPR %", "lost", "at most", "within"]),
    ...mutations.map(({ mutation, known, tpr, lost, bar }) =>
      row([mutation, known ? "yes" : "no", tpr.toFixed(1), lost.toFixed(1), String(bar), within(lost <= bar)])
    ),
    "",
    row(["search", "seeds", "queries", "evaded %", "median", "both %"]),
    ...searches.map(({ operators, seeds, queries, evaded, medianQueries, evadedBoth }) =>
      row([
        operators,
        String(seeds),
        String(queries),
        (100 * evaded / seeds).toFixed(1),
        String(medianQueries ?? "-"),
        (100 * evadedBoth / seeds).toFixed(1),
      ])
    ),
    "",
    "evaded: of the model alone; both: of rules and model at level 1; at most 25 % may slip with new operators.",
  ].join("\n");
}

function valueAfter(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name);
  if (at < 0) return undefined;
  const value = args[at + 1];
  if (value === undefined) throw new RangeError(`Cannot measure: ${name} needs a value`);
  return value;
}

function screenOf(stream: typeof Deno.stderr) {
  const encoder = new TextEncoder();
  return { isTerminal: stream.isTerminal(), write: (text: string) => void stream.writeSync(encoder.encode(text)) };
}

if (import.meta.main) Deno.exit(await main(Deno.args));
