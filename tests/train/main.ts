/**
 * `deno task train`: fits the model's weights to labelled requests and writes them down with what they are worth.
 * @module
 */
import { readWeights, writeWeights } from "../../detectors/anomaly/weights.ts";
import { traffic } from "../corpus/traffic.ts";
import { linesOf } from "../eval/lines.ts";
import { Progress } from "../eval/progress.ts";
import { parseRecord } from "../eval/record.ts";
import { type HeldOutRow, OWN_TRAFFIC, sampleOf, type Trained, type TrainingSample, trainOn } from "./pipeline.ts";
import { licenceOf } from "./sources.ts";

const HELP = `deno task train --corpus FILE.jsonl[.gz] [--corpus FILE…] [options]

Trains the request model and writes detectors/anomaly/weights.bin. The same corpus and seed give the same bytes.

  --corpus FILE   labelled requests, one JSON object a line, as "deno task eval --help" says; may be given again
  --seed N        seed of everything that is random (default 1)
  --date DATE     the date in the header (default: today)
  --traffic N     innocent requests of our own generator that are added (default 9000)
  --out FILE      where the weights go
  --dropped FILE  write the records whose label a model trained without them contradicts, one a line
  --force         overwrite better weights
  --help          this text

Only sources with a permissive licence, named in tests/train/sources.ts, are trained on; the others are left out.
Public data to begin with: the test cases of rule sets and libinjection, payload collections, HTTP data sets such as
CSIC 2010. Bring each record into the form above, with the name of its source, and add the source with its licence.`;

/** Weights that ship with the project. */
const SHIPPED = "detectors/anomaly/weights.bin";
const TRAFFIC_SEED = 1;

interface Options {
  readonly corpora: string[];
  seed: number;
  traffic: number;
  date: string;
  out: string;
  dropped?: string;
  force: boolean;
}

async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--help")) {
    console.log(HELP);
    return 0;
  }
  try {
    const options = optionsOf(args);
    const samples = await samplesOf(options);
    const bar = new Progress(screenOf(Deno.stderr), 1);
    const trained = await trainOn(samples, {
      seed: options.seed,
      date: options.date,
      licences: licencesOf(samples),
      progress: (stage, done) => bar.update(done, 0, stage.padEnd(48)),
    });
    bar.finish();
    return await keep(trained, options);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError || error instanceof Deno.errors.NotFound)) {
      throw error;
    }
    console.error(`Cannot train: ${error.message}`);
    return 1;
  }
}

function optionsOf(args: readonly string[]): Options {
  const today = new Date().toISOString().slice(0, 10);
  const options: Options = { corpora: [], seed: 1, traffic: 9_000, date: today, out: SHIPPED, force: false };
  for (let i = 0; i < args.length; i++) {
    const name = args[i]!;
    if (name === "--force") {
      options.force = true;
      continue;
    }
    const value = args[++i];
    if (value === undefined) throw new RangeError(`${name} needs a value; --help shows the options`);
    if (name === "--corpus") options.corpora.push(value);
    else if (name === "--seed") options.seed = wholeNumber(name, value);
    else if (name === "--traffic") options.traffic = wholeNumber(name, value);
    else if (name === "--date") options.date = value;
    else if (name === "--out") options.out = value;
    else if (name === "--dropped") options.dropped = value;
    else throw new RangeError(`unknown option ${name}; --help shows the options`);
  }
  if (options.corpora.length === 0) throw new RangeError("no --corpus given; --help says where data is found");
  return options;
}

function wholeNumber(name: string, value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0) throw new RangeError(`${name} is a whole number`);
  return number;
}

async function samplesOf(options: Options): Promise<TrainingSample[]> {
  const samples: TrainingSample[] = [];
  const left = new Map<string, number>();
  for (const file of options.corpora) {
    for await (const { text, number } of linesOf((await Deno.open(file)).readable, file)) {
      const record = parseRecord(text, `${file}:${number}`);
      if (record.q !== "strong") continue;
      if (licenceOf(record.source) === undefined) {
        left.set(record.source, (left.get(record.source) ?? 0) + 1);
        continue;
      }
      const sample = sampleOf(record);
      if (sample) samples.push(sample);
    }
  }
  for (const record of traffic(TRAFFIC_SEED, options.traffic)) {
    const sample = sampleOf({ ...record, source: `${OWN_TRAFFIC}-${record.class}` });
    if (sample) samples.push(sample);
  }
  for (const [source, count] of left) {
    console.log(`Left out: ${source} (${count} records), no permissive licence stated`);
  }
  return samples;
}

function licencesOf(samples: readonly TrainingSample[]): Record<string, string> {
  const sources = [...new Set(samples.map((sample) => sample.source))].sort();
  return Object.fromEntries(sources.map((source) => [source, licenceOf(source)!]));
}

async function keep(trained: Trained, options: Options): Promise<number> {
  const { model, dropped, heldOut } = trained;
  console.log(tableOf(heldOut));
  console.log(`\nLabels contradicted and dropped: ${dropped.length}`);
  if (options.dropped !== undefined) {
    const lines = dropped.map(({ id, source, attack }) => JSON.stringify({ id, source, attack }));
    await Deno.writeTextFile(options.dropped, `${lines.join("\n")}\n`);
  }
  console.log("\nBand        logit    FPR %   TPR %   of requests that the rules let pass, sources held out");
  for (const { name, logit, fpr, tpr } of model.header.bands) {
    console.log(
      `${name.padEnd(10)} ${logit.toFixed(3).padStart(7)} ${fpr.toFixed(2).padStart(7)} ${tpr.toFixed(1).padStart(7)}`,
    );
  }
  const { metrics } = model.header;
  console.log(
    `\nTPR at 0.5 % FPR: in source ${metrics["inSourceTprAt05"]} %, sources held out ${metrics["heldOutTprAt05"]} %`,
  );
  const known = await metricOf(options.out);
  if (!options.force && known !== undefined && known > (metrics["heldOutTprAt05"] ?? 0)) {
    console.error(`Not written: ${options.out} reaches ${known} % on held-out sources. --force overwrites it.`);
    return 1;
  }
  const bytes = await writeWeights(model);
  await Deno.writeFile(options.out, bytes);
  console.log(`Wrote ${options.out}, ${bytes.length.toLocaleString("en-US")} bytes`);
  return 0;
}

async function metricOf(file: string): Promise<number | undefined> {
  try {
    return (await readWeights(await Deno.readFile(file))).header.metrics["heldOutTprAt05"];
  } catch {
    return undefined;
  }
}

function tableOf(rows: readonly HeldOutRow[]): string {
  const head = "Source                           attacks  TPR in source %  held out %   benign  FPR nominal %  real %";
  const lines = rows.map((row) =>
    [
      row.source.padEnd(32),
      String(row.attacks).padStart(7),
      row.inSource.toFixed(1).padStart(16),
      row.heldOut.toFixed(1).padStart(11),
      String(row.benign).padStart(8),
      row.nominalFpr.toFixed(2).padStart(14),
      row.realFpr.toFixed(2).padStart(7),
    ].join(" ")
  );
  return [head, ...lines].join("\n");
}

function screenOf(stream: { isTerminal(): boolean; writeSync(bytes: Uint8Array): number }) {
  const encoder = new TextEncoder();
  return { isTerminal: stream.isTerminal(), write: (text: string) => void stream.writeSync(encoder.encode(text)) };
}

if (import.meta.main) Deno.exit(await main(Deno.args));
