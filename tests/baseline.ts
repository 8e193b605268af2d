/**
 * `tests/baseline.json`: what the engine reached when it was last measured. Worse fails; the accuracy page shows it.
 * @module
 */
import type { EvalReport } from "./eval/report.ts";
import type { PackedOdds } from "../islands/model/odds.ts";
import type { FileCount } from "./corpus/run.ts";

/** A rate or a mean with its 95 % interval, in percent. */
export interface Interval {
  readonly percent: number;
  readonly low: number;
  readonly high: number;
}

/** One checked-in evaluation: the figures and how to get them again. */
export interface Evaluation {
  /** File name of the corpus, without its folder. */
  readonly corpus: string;
  /** What it holds, for people. */
  readonly title: string;
  /** SHA-256 of the file, so that another file of that name is told apart. */
  readonly sha256: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Commit of the engine, short; ends in `+` when there were changes on top. */
  readonly commit: string;
  readonly command: string;
  readonly level: number;
  readonly model: boolean;
  readonly intervals: {
    readonly tpr: Interval | null;
    readonly fpr: Interval | null;
    readonly balancedAccuracy: Interval | null;
    readonly precision: Interval | null;
  };
  /** What `deno task eval --json` printed. */
  readonly report: EvalReport;
  /** Requests by log-odds, where the model took part: the curves of the model page. */
  readonly odds?: PackedOdds;
}

/** The whole file. */
export interface Baseline {
  /** Rows of `tests/corpus/*.txt` that are judged as their file's name says. */
  readonly corpus: Readonly<Record<string, FileCount>>;
  /** Generated traffic: `right` of `rows` requests pass. */
  readonly traffic: FileCount;
  readonly evaluations: readonly Evaluation[];
}

const FILE = new URL("./baseline.json", import.meta.url);

/** Reads the checked-in baseline. */
export async function readBaseline(): Promise<Baseline> {
  return JSON.parse(await Deno.readTextFile(FILE));
}

/** Replaces the baseline; keys in a fixed order, so that a diff shows only what changed. */
export async function writeBaseline({ corpus, traffic, evaluations }: Baseline): Promise<void> {
  const sorted = Object.fromEntries(Object.entries(corpus).toSorted(([a], [b]) => a < b ? -1 : 1));
  const text = JSON.stringify({ corpus: sorted, traffic, evaluations }, null, 2);
  // One line a file and a group: the tables stay readable in a diff.
  const compact = text.replace(
    /\{\n\s+("[^{}]*?)\n\s+\}/g,
    (_, inner: string) => `{ ${inner.replace(/\n\s+/g, " ")} }`,
  );
  await Deno.writeTextFile(FILE, `${compact}\n`);
}
