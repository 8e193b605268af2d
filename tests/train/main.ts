/**
 * `deno task train`: fits the model's weights to labelled requests and writes them down with what they are worth.
 * @module
 */
import type { ComparisonFigures } from "../../detectors/anomaly/figures.ts";
import { readWeights, writeWeights } from "../../detectors/anomaly/weights.ts";
import { Progress } from "../eval/progress.ts";
import { compare, splitOf } from "./compare.ts";
import { load, type Loaded } from "./load.ts";
import { HELP, NO_CORPUS, optionsOf, type TrainingOptions } from "./options.ts";
import { type Trained, trainOn } from "./pipeline.ts";
import { commit } from "./provenance.ts";
import { comparisonText, textOf } from "./report.ts";
import type { TrainingSample } from "./samples.ts";
import { licenceOf } from "./sources.ts";

const COMPARISON = new URL("../../detectors/anomaly/comparison.json", import.meta.url);

async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--help")) {
    console.log(HELP);
    return 0;
  }
  try {
    const options = optionsOf(args, new Date().toISOString().slice(0, 10));
    if (!options.small && options.corpora.length === 0) {
      console.log(NO_CORPUS);
      return 2;
    }
    return await run(options);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError || error instanceof Deno.errors.NotFound)) {
      throw error;
    }
    console.error(`Cannot train: ${error.message}`);
    return 1;
  }
}

async function run(options: TrainingOptions): Promise<number> {
  const loaded = await load(options);
  tellLeftOut(loaded);
  const bar = new Progress(screenOf(Deno.stderr), 1);
  const progress = (stage: string, done: number): void => bar.update(done, 0, stage.padEnd(64));
  const { seed, date, hidden } = options;
  if (hidden !== undefined) {
    const figures = await comparisonOf(loaded, { ...options, hidden }, progress);
    bar.finish();
    console.log(comparisonText(figures));
    if (options.update) await Deno.writeTextFile(COMPARISON, `${JSON.stringify(figures, null, 2)}\n`);
    return 0;
  }
  const licences = licencesOf(loaded.samples);
  const trained = await trainOn(loaded.samples, { seed, date, licences, progress });
  bar.finish();
  return await keep(trained, options);
}

async function comparisonOf(
  { samples, unlicensed }: Loaded,
  { seed, hidden, small, corpora, date }: TrainingOptions & { readonly hidden: number },
  progress: (stage: string, done: number) => void,
): Promise<ComparisonFigures> {
  const { learned, heldOut } = splitOf(samples, unlicensed);
  const models = compare(learned, heldOut, { seed, hidden, progress });
  const data = small
    ? " --small"
    : corpora.map((file) => ` --corpus ${file.slice(file.lastIndexOf("/") + 1)}`).join("");
  return {
    date,
    commit: await commit(),
    command: `deno task train${data} --hidden ${hidden}${seed === 1 ? "" : ` --seed ${seed}`}`,
    seed,
    trainedOn: namesOf(learned),
    heldOutSources: namesOf(heldOut),
    records: learned.length,
    models,
  };
}

function tellLeftOut({ unlicensed, shared }: Loaded): void {
  const counts = new Map<string, number>();
  for (const { source } of unlicensed) counts.set(source, (counts.get(source) ?? 0) + 1);
  for (const [source, count] of [...counts].sort()) {
    console.log(`Left out: ${source} (${count} records), no permissive licence stated`);
  }
  if (shared > 0) console.log(`Left out: ${shared} records whose payload the project is tested with`);
}

function namesOf(samples: readonly TrainingSample[]): string[] {
  return [...new Set(samples.map(({ source }) => source))].sort();
}

function licencesOf(samples: readonly TrainingSample[]): Record<string, string> {
  return Object.fromEntries(namesOf(samples).map((source) => [source, licenceOf(source) ?? "none stated"]));
}

async function keep({ model, dropped }: Trained, options: TrainingOptions): Promise<number> {
  console.log(textOf(model.header));
  if (options.dropped !== undefined) {
    const lines = dropped.map(({ id, source, attack }) => JSON.stringify({ id, source, attack }));
    await Deno.writeTextFile(options.dropped, `${lines.join("\n")}\n`);
  }
  const { out } = options;
  if (out === undefined) {
    console.log("\nNot written: --out FILE says where weights of the small corpus go.");
    return 0;
  }
  const known = await metricOf(out);
  const reached = model.header.metrics["heldOutTprAt05"] ?? 0;
  if (!options.force && known !== undefined && known > reached) {
    console.error(`Not written: ${out} reaches ${known} % on held-out sources. --force overwrites it.`);
    return 1;
  }
  const bytes = await writeWeights(model);
  await Deno.writeFile(out, bytes);
  console.log(`Wrote ${out}, ${bytes.length.toLocaleString("en-US")} bytes`);
  return 0;
}

async function metricOf(file: string): Promise<number | undefined> {
  try {
    return (await readWeights(await Deno.readFile(file))).header.metrics["heldOutTprAt05"];
  } catch {
    return undefined;
  }
}

function screenOf(stream: { isTerminal(): boolean; writeSync(bytes: Uint8Array): number }) {
  const encoder = new TextEncoder();
  return { isTerminal: stream.isTerminal(), write: (text: string) => void stream.writeSync(encoder.encode(text)) };
}

if (import.meta.main) Deno.exit(await main(Deno.args));
