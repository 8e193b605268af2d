/**
 * Loads what is trained on, and says what was left out and why.
 * @module
 */
import { smallCorpus } from "./small.ts";
import { traffic } from "../corpus/traffic.ts";
import { linesOf } from "../eval/lines.ts";
import { type EvalRecord, parseRecord } from "../eval/record.ts";
import type { TrainingOptions } from "./options.ts";
import { OWN_TRAFFIC, sampleOf, type TrainingSample } from "./samples.ts";
import { isShared, testKeys } from "./shared.ts";
import { licenceOf } from "./sources.ts";

/** Seed of the generated traffic that is trained on: below the seeds of the tests. */
const TRAFFIC_SEED = 1;

/** Samples to train on, and those of sources that may only be judged. */
export interface Loaded {
  readonly samples: readonly TrainingSample[];
  /** Of sources without a permissive licence. */
  readonly unlicensed: readonly TrainingSample[];
  /** Samples that were left out because the tests hold the same payload. */
  readonly shared: number;
}

/** Reads corpora, or makes the small one. Nothing that the project is tested with comes through. */
export async function load(options: Pick<TrainingOptions, "corpora" | "small" | "seed" | "traffic">): Promise<Loaded> {
  const keys = await testKeys();
  const samples: TrainingSample[] = [];
  const unlicensed: TrainingSample[] = [];
  let shared = 0;
  const take = (record: EvalRecord): void => {
    // Our own quotes of attacks are doubtful too: with them as innocent, padding would cost three times as much.
    if (record.q !== "strong") return;
    const sample = sampleOf(record);
    if (isShared(sample, keys)) shared++;
    else (licenceOf(record.source) === undefined ? unlicensed : samples).push(sample);
  };
  if (options.small) { for (const record of smallCorpus(options.seed)) take(record); }
  else {
    for (const file of options.corpora) {
      for await (const { text, number } of linesOf((await Deno.open(file)).readable, file)) {
        take(parseRecord(text, `${file}:${number}`));
      }
    }
    for (const record of traffic(TRAFFIC_SEED, options.traffic)) {
      take({ ...record, source: `${OWN_TRAFFIC}-${record.class}` });
    }
  }
  return { samples, unlicensed, shared };
}
