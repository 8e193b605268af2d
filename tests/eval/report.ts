/**
 * The result of an evaluation, for people and for programs.
 * @module
 */
import { type Figure, type Rate, rateOf, type Times } from "./statistics.ts";
import { type Counts, GROUPS, type Tally } from "./tally.ts";

/** Counts and rates (in percent, null where there was nothing to count) of one class, source or carrier. */
export interface GroupReport {
  readonly attacks: number;
  readonly caught: number;
  readonly tpr: number | null;
  readonly benign: number;
  readonly falseAlarms: number;
  readonly fpr: number | null;
}

/** What `--json` prints. Rates are percentages. */
export interface EvalReport {
  readonly requests: number;
  readonly attacks: number;
  readonly benign: number;
  readonly tpr: number | null;
  readonly fpr: number | null;
  readonly balancedAccuracy: number | null;
  readonly precision: number | null;
  readonly byClass: Readonly<Record<string, GroupReport>>;
  readonly bySource: Readonly<Record<string, GroupReport>>;
  readonly byCarrier: Readonly<Record<string, GroupReport>>;
  /** Microseconds of the quickest of three runs in a row. */
  readonly medianUs: number;
  readonly p99Us: number;
  /** Microseconds of the first run. */
  readonly firstMedianUs: number;
  readonly firstP99Us: number;
}

/** The result as an object for JSON. */
export function reportOf(tally: Tally): EvalReport {
  const { tpr, fpr, balancedAccuracy, precision } = tally.headline();
  return {
    requests: tally.requests,
    attacks: tally.total.attacks,
    benign: tally.total.benign,
    tpr: rounded(tpr.percent),
    fpr: rounded(fpr.percent),
    balancedAccuracy: rounded(balancedAccuracy?.percent),
    precision: rounded(precision.percent),
    byClass: groupReports(tally.groups.class),
    bySource: groupReports(tally.groups.source),
    byCarrier: groupReports(tally.groups.carrier),
    medianUs: rounded(tally.times.quantile(0.5)) ?? 0,
    p99Us: rounded(tally.times.quantile(0.99)) ?? 0,
    firstMedianUs: rounded(tally.firstTimes.quantile(0.5)) ?? 0,
    firstP99Us: rounded(tally.firstTimes.quantile(0.99)) ?? 0,
  };
}

/** The result as text, without a final newline. */
export function textOf(tally: Tally): string {
  const { tpr, fpr, balancedAccuracy, precision } = tally.headline();
  const lines = [
    `TPR                ${figure(tpr)}  ${whole(tpr.count)} of ${whole(tpr.of)} attacks blocked`,
    `FPR                ${figure(fpr)}  ${whole(fpr.count)} of ${whole(fpr.of)} benign requests blocked`,
    `Balanced accuracy  ${figure(balancedAccuracy)}`,
    `Precision          ${figure(precision)}`,
    `Time per request   ${quantiles(tally.times)}, least of three runs in a row`,
    `First run          ${quantiles(tally.firstTimes)}, when memory holds what other requests used`,
  ];
  for (const group of GROUPS) lines.push("", ...table(group, tally.groups[group]));
  return lines.map((line) => line.trimEnd()).join("\n");
}

function groupReports(groups: ReadonlyMap<string, Counts>): Record<string, GroupReport> {
  const reports: Record<string, GroupReport> = {};
  for (const [name, { attacks, caught, benign, falseAlarms }] of sorted(groups)) {
    const tpr = rounded(rateOf(caught, attacks).percent);
    const fpr = rounded(rateOf(falseAlarms, benign).percent);
    reports[name] = { attacks, caught, tpr, benign, falseAlarms, fpr };
  }
  return reports;
}

function table(group: string, groups: ReadonlyMap<string, Counts>): string[] {
  const width = Math.max(16, ...[...groups.keys()].map((name) => name.length));
  const head = `By ${group}`.padEnd(width) + "   attacks  TPR %   95 % interval    benign  FPR %   95 % interval";
  const rows = sorted(groups).map(([name, { attacks, caught, benign, falseAlarms }]) =>
    name.padEnd(width) + cells(rateOf(caught, attacks)) + cells(rateOf(falseAlarms, benign))
  );
  return [head, ...rows];
}

/** The largest group first. */
function sorted(groups: ReadonlyMap<string, Counts>): [string, Counts][] {
  const size = (counts: Counts) => counts.attacks + counts.benign;
  return [...groups].sort(([a, x], [b, y]) => size(y) - size(x) || (a < b ? -1 : 1));
}

function cells(rate: Rate): string {
  if (rate.percent === undefined) return whole(0).padStart(10) + " ".repeat(23);
  return whole(rate.of).padStart(10) + rate.percent.toFixed(2).padStart(7) + interval(rate).padStart(16);
}

function figure(figure: Figure | Rate | undefined): string {
  if (figure?.percent === undefined) return "     –".padEnd(25);
  return `${figure.percent.toFixed(2).padStart(6)} %  ${interval(figure)}`.padEnd(25);
}

function interval({ low, high }: Figure | Rate): string {
  return `(${(low ?? 0).toFixed(2)}–${(high ?? 0).toFixed(2)})`;
}

function quantiles(times: Times): string {
  return `median ${micros(times.quantile(0.5))}, p99 ${micros(times.quantile(0.99))}`;
}

function micros(value: number): string {
  return `${value < 100 ? value.toFixed(1) : whole(Math.round(value))} µs`;
}

function whole(value: number): string {
  return value.toLocaleString("en-US");
}

function rounded(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value * 10_000) / 10_000;
}
