/**
 * Runs the corpus through the engine and compares with the checked-in baseline.
 * @module
 */
import { judge, settingsAt } from "../eval/judge.ts";
import { toRequest } from "../eval/record.ts";
import { requestOf } from "./carrier.ts";
import { parseSamples, type SampleFile } from "./sample.ts";
import { FIRST_TEST_SEED, traffic } from "./traffic.ts";

/** How many rows a file has, and how many did what its name says. */
export interface FileCount {
  readonly rows: number;
  readonly right: number;
}

/** A row that did not do what its file's name says. */
export interface WrongRow {
  readonly file: string;
  readonly row: string;
  readonly score: number;
  readonly rules: readonly string[];
}

/** The whole corpus, judged. */
export interface CorpusResult {
  readonly files: Readonly<Record<string, FileCount>>;
  readonly wrong: readonly WrongRow[];
}

/** Reads every `.txt` file of a folder, by name. */
export async function readSamples(folder: URL): Promise<SampleFile[]> {
  const files: SampleFile[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (name.endsWith(".txt")) files.push(parseSamples(name, await Deno.readTextFile(new URL(name, folder))));
  }
  return files.toSorted((a, b) => a.name < b.name ? -1 : 1);
}

/** Judges every row. */
export function runSamples(samples: readonly SampleFile[]): CorpusResult {
  const files: Record<string, FileCount> = {};
  const wrong: WrongRow[] = [];
  for (const { name, rows, carrier, argument, level, expected } of samples) {
    const settings = settingsAt(level);
    let right = 0;
    for (const row of rows) {
      const { blocked, score, rules } = judge(requestOf(carrier, row, argument), settings);
      if (blocked === (expected === "block")) right++;
      else wrong.push({ file: name, row, score, rules });
    }
    files[name] = { rows: rows.length, right };
  }
  return { files, wrong };
}

/** How many requests the traffic gate generates; those with a doubtful label do not count. */
const TRAFFIC = 3_200;

/** Judges generated traffic of the first test seed, none of which may be blocked. `file` of a wrong row is its family. */
export function runTraffic(): FileCount & { readonly wrong: readonly WrongRow[] } {
  const settings = settingsAt(1);
  const wrong: WrongRow[] = [];
  let rows = 0;
  for (const record of traffic(FIRST_TEST_SEED, TRAFFIC)) {
    if (record.q === "weak") continue;
    rows++;
    const { blocked, score, rules } = judge(toRequest(record), settings);
    if (blocked) wrong.push({ file: record.class, row: record.id, score, rules });
  }
  return { rows, right: rows - wrong.length, wrong };
}

/** What is worse than in the baseline, one sentence each; a file that the baseline does not know is an error too. */
export function regressions(
  files: Readonly<Record<string, FileCount>>,
  baseline: Readonly<Record<string, FileCount>>,
): string[] {
  const errors: string[] = [];
  for (const [name, { rows, right }] of Object.entries(files)) {
    const before = baseline[name];
    if (!before) errors.push(`${name} is not in the baseline`);
    else if (rows < before.rows) errors.push(`${name} has ${rows} rows, had ${before.rows}`);
    else if (rows - right > before.rows - before.right) {
      errors.push(`${name}: ${rows - right} rows are wrong, were ${before.rows - before.right}`);
    }
  }
  for (const name of Object.keys(baseline)) if (!files[name]) errors.push(`${name} is missing`);
  return errors;
}
