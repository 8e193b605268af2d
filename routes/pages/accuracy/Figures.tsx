/**
 * Tables of figures. Every number comes from the counts that were checked in.
 * @module
 */
import type { ComponentChildren } from "preact";
import type { Evaluation } from "../../../tests/baseline.ts";
import type { GroupReport } from "../../../tests/eval/report.ts";
import { rateOf } from "../../../islands/model/rate.ts";

/** What a percentage, a count and a missing figure look like. */
export function percent(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : value.toFixed(2);
}

/** A whole number with its thousands apart. */
export function whole(value: number): string {
  return value.toLocaleString("en-US");
}

/** `low–high`, or a dash. */
export function range(
  figure: { readonly low?: number | undefined; readonly high?: number | undefined } | null,
): string {
  return figure?.low === undefined || figure.high === undefined
    ? "–"
    : `${percent(figure.low)}–${percent(figure.high)}`;
}

/** What ran: the rules alone, or the model beside them. */
export function whatRan({ model, level }: Evaluation): string {
  return `${model ? "rules and model" : "rules"}, level ${level}`;
}

/** A table that scrolls inside its own box; the box takes the focus, so that keys scroll it too. */
export function TableBox({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <div class="figures" role="region" aria-label={label} tabIndex={0}>
      <table>{children}</table>
    </div>
  );
}

/** Column heads. The first stands above the names. */
export function Heads({ names }: { readonly names: readonly string[] }) {
  return (
    <thead>
      <tr>{names.map((name) => <th key={name} scope="col">{name}</th>)}</tr>
    </thead>
  );
}

/** A row: its name, then its cells. */
export function Row({ name, cells }: { readonly name: ComponentChildren; readonly cells: readonly string[] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {cells.map((cell, at) => <td key={at} class={/^[\d–-]/.test(cell) ? "num" : undefined}>{cell}</td>)}
    </tr>
  );
}

/** Headline figures of runs over one corpus. */
export function Headlines({ runs }: { readonly runs: readonly Evaluation[] }) {
  const heads = ["What ran", "attacks blocked", "TPR %", "95 %", "innocent blocked", "FPR %", "95 %"];
  return (
    <TableBox label={`Figures of ${runs[0]?.corpus}`}>
      <thead>
        <tr>
          {[...heads, "balanced %", "95 %", "precision %", "95 %", "median µs", "p99 µs", "first run µs"].map((
            name,
            at,
          ) => <th key={at} scope="col">{name}</th>)}
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => {
          const { intervals: { tpr, fpr, balancedAccuracy, precision }, report } = run;
          return (
            <Row
              key={run.command}
              name={whatRan(run)}
              cells={[
                blocked(report.byCarrier, "attacks"),
                percent(tpr?.percent),
                range(tpr),
                blocked(report.byCarrier, "benign"),
                percent(fpr?.percent),
                range(fpr),
                percent(balancedAccuracy?.percent),
                range(balancedAccuracy),
                // Of a corpus without attacks, everything that is blocked is wrong: precision says nothing.
                tpr ? percent(precision?.percent) : "–",
                tpr ? range(precision) : "–",
                report.medianUs.toFixed(0),
                whole(Math.round(report.p99Us)),
                whole(Math.round(report.firstMedianUs)),
              ]}
            />
          );
        })}
      </tbody>
    </TableBox>
  );
}

/** `caught of attacks`, or the same of the innocent, summed over groups that hold every request once. */
function blocked(groups: Readonly<Record<string, GroupReport>>, label: Label): string {
  let count = 0;
  let of = 0;
  for (const group of Object.values(groups)) {
    of += group[label];
    count += label === "attacks" ? group.caught : group.falseAlarms;
  }
  return of === 0 ? "–" : `${whole(count)} of ${whole(of)}`;
}

type Label = "attacks" | "benign";

export interface GroupsProps {
  readonly by: "byClass" | "bySource" | "byCarrier";
  readonly head: string;
  readonly runs: readonly Evaluation[];
  /** Names that carry a mark, with the mark. */
  readonly marks?: Readonly<Record<string, string>>;
}

/** Rates of each class, source or carrier, the runs side by side: attacks in one table, innocent requests in another. */
export function Groups(props: GroupsProps) {
  const groups = Object.values(props.runs[0]?.report[props.by] ?? {});
  const labels = (["attacks", "benign"] as const).filter((label) => groups.some((group) => group[label] > 0));
  return <div class="figure-pair">{labels.map((label) => <GroupTable key={label} label={label} {...props} />)}</div>;
}

function GroupTable({ label, by, head, runs, marks = {} }: GroupsProps & { readonly label: Label }) {
  const groups = Object.entries(runs[0]?.report[by] ?? {}).filter(([, group]) => group[label] > 0);
  const counted = label === "attacks" ? "attacks" : "innocent";
  return (
    <TableBox label={`${counted} by ${head}, ${runs[0]?.corpus}`}>
      <thead>
        <tr>
          <th scope="col" rowSpan={2}>{head}</th>
          <th scope="col" rowSpan={2}>{counted}</th>
          {runs.map((run) => <th key={run.command} scope="colgroup" colSpan={2}>{whatRan(run)}</th>)}
        </tr>
        <tr>
          {runs.flatMap(({ command }) => [
            <th key={command} scope="col">{label === "attacks" ? "TPR %" : "FPR %"}</th>,
            <th key={`${command} 95`} scope="col">95 %</th>,
          ])}
        </tr>
      </thead>
      <tbody>
        {groups.map(([name, group]) => (
          <Row
            key={name}
            name={
              <>
                {name}
                {marks[name] !== undefined && <span class="tag">{marks[name]}</span>}
              </>
            }
            cells={[whole(group[label]), ...runs.flatMap(({ report }) => cellsOf(report[by][name], label))]}
          />
        ))}
      </tbody>
    </TableBox>
  );
}

function cellsOf(group: GroupReport | undefined, label: Label): string[] {
  if (!group) return ["–", "–"];
  const rate = label === "attacks" ? rateOf(group.caught, group.attacks) : rateOf(group.falseAlarms, group.benign);
  return [percent(label === "attacks" ? group.tpr : group.fpr), range(rate)];
}
