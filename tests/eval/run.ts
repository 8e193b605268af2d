/**
 * An evaluation: every record of every file through the engine, one at a time.
 * @module
 */
import type { Model } from "../../detectors/anomaly/weights.ts";
import { judge, type Judgement, settingsAt } from "./judge.ts";
import type { Line } from "./lines.ts";
import type { Odds } from "../../islands/model/odds.ts";
import { OddsTally } from "./odds.ts";
import type { EvalOptions } from "./options.ts";
import { type EvalRecord, parseRecord, toRequest } from "./record.ts";
import { Tally } from "./tally.ts";

/** A file of records. */
export interface Corpus {
  readonly name: string;
  lines(): AsyncIterable<Line>;
}

/** Who is told what happens; all optional. */
export interface EvalListener {
  /** After every line: bytes of all files and records read so far. */
  progress?(bytes: number, records: number): void;
  /** After every judged record. */
  judged?(record: EvalRecord, judgement: Judgement): void;
}

/** What an evaluation counted. */
export interface EvalResult {
  readonly tally: Tally;
  /** Weak records that were left out of the figures. */
  readonly weak: number;
  /** How often each detector threw. */
  readonly failed: ReadonlyMap<string, number>;
  /** Histograms of the log-odds, where a model took part. */
  readonly odds?: Odds | undefined;
}

/**
 * Records that run a few times without being timed, so that times are those of compiled code: with a tenth of this
 * the next 20,000 records still took a fifth longer than those behind them.
 */
const WARM_UP = 2_000;
const WARM_UP_ROUNDS = 8;

/** What to judge and how: rules alone where no model is given. */
export interface EvaluateOptions extends Pick<EvalOptions, "level" | "weak" | "every"> {
  readonly model?: Model | undefined;
}

/** Judges all records. Throws a SyntaxError with file and line at the first one that is broken. */
export async function evaluate(
  corpora: readonly Corpus[],
  options: EvaluateOptions,
  listener: EvalListener = {},
): Promise<EvalResult> {
  const settings = settingsAt(options.level);
  const tally = new Tally();
  const odds = options.model && new OddsTally(options.model);
  const failed = new Map<string, number>();
  let weak = 0;
  const take = (record: EvalRecord) => {
    const counts = options.weak || record.q === "strong";
    if (!counts) weak++;
    if (!counts && !listener.judged) return;
    const judgement = judge(toRequest(record), settings, options.model);
    for (const name of judgement.failed) failed.set(name, (failed.get(name) ?? 0) + 1);
    if (counts) tally.add(record, judgement.blocked, judgement.times);
    if (counts && judgement.weighed) odds?.add(record, judgement.weighed);
    listener.judged?.(record, judgement);
  };
  let waiting: EvalRecord[] | undefined = [];
  const startUp = () => {
    const records = waiting ?? [];
    waiting = undefined;
    for (let round = 0; round < WARM_UP_ROUNDS; round++) {
      for (const record of records) judge(toRequest(record), settings, options.model);
    }
    records.forEach(take);
  };
  for await (const record of recordsOf(corpora, options.every, listener)) {
    if (waiting) {
      if (waiting.push(record) === WARM_UP) startUp();
    } else {
      take(record);
    }
  }
  if (waiting) startUp();
  return { tally, weak, failed, odds: odds?.odds };
}

/** Every line is read strictly, also those that `every` leaves out. */
async function* recordsOf(
  corpora: readonly Corpus[],
  every: number,
  listener: EvalListener,
): AsyncGenerator<EvalRecord> {
  let index = 0;
  let bytesBefore = 0;
  for (const corpus of corpora) {
    let bytes = 0;
    for await (const line of corpus.lines()) {
      const record = parseRecord(line.text, `${corpus.name}:${line.number}`);
      if (index++ % every === 0) yield record;
      bytes = line.bytesRead;
      listener.progress?.(bytesBefore + bytes, index);
    }
    bytesBefore += bytes;
  }
}
