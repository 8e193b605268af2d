/**
 * Takes the figures of an evaluation over into `tests/baseline.json`, with all that is needed to get them again.
 * @module
 */
import { type Evaluation, type Interval, readBaseline, writeBaseline } from "../baseline.ts";
import { mapOdds, packCounts } from "../../islands/model/odds.ts";
import type { EvalOptions } from "./options.ts";
import { reportOf } from "./report.ts";
import type { Figure, Rate } from "./statistics.ts";
import type { EvalResult } from "./run.ts";

/** Replaces the evaluation of the same corpus, level and model, or adds one. */
export async function takeOver(
  title: string,
  file: string,
  options: Pick<EvalOptions, "level" | "model" | "weak">,
  { tally, odds }: Pick<EvalResult, "tally" | "odds">,
): Promise<void> {
  const { level, model, weak } = options;
  const corpus = file.slice(file.lastIndexOf("/") + 1);
  const flags = [level === 1 ? "" : ` --level ${level}`, model ? "" : " --no-model", weak ? " --weak" : ""].join("");
  const { tpr, fpr, balancedAccuracy, precision } = tally.headline();
  const evaluation: Evaluation = {
    corpus,
    title,
    sha256: await digestOf(file),
    date: new Date().toISOString().slice(0, 10),
    commit: await commit(),
    command: `deno task eval${flags} ${corpus}`,
    level,
    model,
    intervals: {
      tpr: intervalOf(tpr),
      fpr: intervalOf(fpr),
      balancedAccuracy: intervalOf(balancedAccuracy),
      precision: intervalOf(precision),
    },
    report: reportOf(tally),
    ...(odds ? { odds: mapOdds(odds, packCounts) } : {}),
  };
  const baseline = await readBaseline();
  const others = baseline.evaluations.filter(({ command }) => command !== evaluation.command);
  const evaluations = [...others, evaluation].toSorted((a, b) => a.command < b.command ? -1 : 1);
  await writeBaseline({ ...baseline, evaluations });
}

function intervalOf(figure: Rate | Figure | undefined): Interval | null {
  if (figure?.percent === undefined || figure.low === undefined || figure.high === undefined) return null;
  const rounded = (value: number) => Math.round(value * 100) / 100;
  return { percent: rounded(figure.percent), low: rounded(figure.low), high: rounded(figure.high) };
}

async function digestOf(file: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await Deno.readFile(file));
  return new Uint8Array(digest).toHex();
}

/** The commit that was measured; with `+` when the engine had changes on top. */
async function commit(): Promise<string> {
  const head = await git("rev-parse", "--short=12", "HEAD");
  const changes = await git("status", "--porcelain", "--", "detectors");
  return changes === "" ? head : `${head}+`;
}

async function git(...args: string[]): Promise<string> {
  const { stdout, success } = await new Deno.Command("git", { args, cwd: new URL(".", import.meta.url) }).output();
  if (!success) throw new TypeError(`git ${args.join(" ")} failed`);
  return new TextDecoder().decode(stdout).trim();
}
