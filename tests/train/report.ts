/**
 * What a training prints.
 * @module
 */
import type { ComparisonFigures, HeldOutRow, Rates, TrainingFigures } from "../../detectors/anomaly/figures.ts";
import type { WeightsHeader } from "../../detectors/anomaly/weights.ts";

/** The tables of a training, as text. */
export function textOf({ figures, bands, metrics }: WeightsHeader): string {
  const lines = figures ? tablesOf(figures) : [];
  lines.push("", "Band        logit    FPR %   TPR %   of requests that the rules let pass, sources held out");
  for (const { name, logit, fpr, tpr } of bands) {
    lines.push(
      `${name.padEnd(10)} ${logit.toFixed(3).padStart(7)} ${fpr.toFixed(2).padStart(7)} ${tpr.toFixed(1).padStart(7)}`,
    );
  }
  const { inSourceTprAt05, heldOutTprAt05 } = metrics;
  lines.push(
    "",
    `The model alone, TPR at 0.5 % FPR: in source ${inSourceTprAt05} %, sources held out ${heldOutTprAt05} %`,
  );
  return lines.join("\n");
}

function tablesOf({ heldOut, total, atFpr, dropped }: TrainingFigures): string[] {
  const lines = [
    "Sources held out, level 1             attacks  TPR % rules  +model  in source   benign  FPR % rules  +model  nominal  others  real",
    ...[...heldOut, total].map(rowText),
    "",
    "At FPR %   TPR % rules   model   both   sources held out",
  ];
  for (const { fpr, rules, model, combined } of atFpr) {
    lines.push(
      `${String(fpr).padStart(8)} ${rules.toFixed(2).padStart(13)} ${model.toFixed(2).padStart(7)} ${
        combined.toFixed(2).padStart(6)
      }`,
    );
  }
  const names = Object.entries(dropped).map(([source, count]) => `${source} ${count}`);
  lines.push("", `Labels contradicted and dropped: ${names.join(", ") || "none"}`);
  return lines;
}

function rowText(row: HeldOutRow): string {
  const { source, attacks, benign, rules, combined, inSource, nominalFpr, othersFpr, realFpr } = row;
  const tpr = ({ tpr }: Rates, width: number): string => (tpr === null ? "-" : tpr.toFixed(1)).padStart(width);
  const fpr = ({ fpr }: Rates, width: number): string => (fpr === null ? "-" : fpr.toFixed(2)).padStart(width);
  return [
    (source.length > 36 ? `${source.slice(0, 35)}…` : source).padEnd(37),
    String(attacks).padStart(8),
    tpr(rules, 13),
    tpr(combined, 8),
    tpr(inSource, 11),
    String(benign).padStart(9),
    fpr(rules, 13),
    fpr(combined, 8),
    nominalFpr.toFixed(2).padStart(9),
    othersFpr.toFixed(2).padStart(8),
    (realFpr === null ? "-" : realFpr.toFixed(2)).padStart(6),
  ].join("");
}

/** The comparison of the linear model with the network, as text. */
export function comparisonText({ models, records, heldOutSources }: ComparisonFigures): string {
  const row = (cells: readonly string[]): string =>
    cells.map((cell, i) => i === 0 ? cell.padEnd(18) : cell.padStart(13)).join("");
  return [
    `${records.toLocaleString("en-US")} records to learn from; held out: ${heldOutSources.join(", ")}`,
    "",
    row(["TPR % at FPR %", "in 0.1", "in 0.5", "held out 0.1", "held out 0.5", "parameters", "µs, 200 B", "seconds"]),
    ...models.map(({ name, hidden, parameters, trainSeconds, inSource, heldOut, microseconds }) =>
      row([
        hidden === 0 ? name : `${name}, ${hidden} units`,
        inSource.tprAt01.toFixed(2),
        inSource.tprAt05.toFixed(2),
        heldOut.tprAt01.toFixed(2),
        heldOut.tprAt05.toFixed(2),
        parameters.toLocaleString("en-US"),
        microseconds.toFixed(1),
        trainSeconds.toFixed(1),
      ])
    ),
  ].join("\n");
}
