/**
 * What would be otherwise: at the other levels, at other thresholds, without one rule, without one matched stretch.
 * From the findings that are there already; only a request without a stretch is examined again.
 * @module
 */
import type { Counterfactual } from "../../detectors/explain.ts";
import { opened, rules } from "../draft.ts";
import { judge } from "../judging.ts";
import { Shape } from "../Shape.tsx";
import { Text } from "../Text.tsx";
import type { Trace } from "../verdict.ts";

/** One cell of the strip. */
interface Cell {
  readonly value: number;
  readonly score: number;
  readonly reached: boolean;
  readonly isCurrent: boolean;
}

/** Two strips and a list. */
export function Otherwise({ trace }: { readonly trace: Trace }) {
  const [now, engine] = [rules.value, judge.value];
  if (!now || !engine) return null;
  const event = opened.value;
  const settings = event ? engine.settingsOf(event, now.score) : now.score;
  const { score, reached, threshold } = trace.examination.score;
  const others = engine.otherwise(trace, settings, now.around.now);
  const here = { score, reached, isCurrent: true };
  const levels = cellsOf(others, "level", { value: settings.level, ...here });
  const thresholds = cellsOf(others, "threshold", { value: threshold, ...here });
  const cut = engine.withoutEach(trace, settings, now.around);
  return (
    <section class="block otherwise" aria-label="What would be otherwise">
      <h3>What would be otherwise</h3>
      <Strip name="level" cells={levels} />
      <Strip name="threshold" cells={thresholds} />
      <ul class="without">
        {others.map(({ change, score, reached }) =>
          change.kind === "without-rule" && (
            <li key={change.rule}>
              <span>
                without the rule <code class="rule">{change.rule}</code>
              </span>
              <Sum score={score} reached={reached} threshold={threshold} />
            </li>
          )
        )}
        {cut.map(({ text, score, reached }, i) => (
          <li key={i}>
            <span>
              without{" "}
              <del class="bytes">
                <Text text={text} />
              </del>
            </span>
            <Sum score={score} reached={reached} threshold={threshold} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The cells of a strip in order, the current one among them. */
function cellsOf(others: readonly Counterfactual[], kind: "level" | "threshold", current: Cell): readonly Cell[] {
  const cells = others.flatMap(({ change, score, reached }) => {
    if (change.kind !== kind) return [];
    return [{ value: change.kind === "level" ? change.level : change.threshold, score, reached, isCurrent: false }];
  });
  return [...cells, current].toSorted((a, b) => a.value - b.value);
}

function Strip({ name, cells }: { readonly name: string; readonly cells: readonly Cell[] }) {
  return (
    <ul class="levels" aria-label={`Other ${name}s`}>
      {cells.map(({ value, score, reached, isCurrent }) => (
        <li key={value} class={isCurrent ? "is-current" : ""} aria-current={isCurrent || undefined}>
          <span class="quiet">{name} {value}</span>
          <span>
            <Shape action={reached ? "block" : score > 0 ? "flag" : "allow"} /> <b class="num">{score}</b>
          </span>
          <span>{reached ? "blocks" : "passes"}</span>
        </li>
      ))}
    </ul>
  );
}

function Sum({ score, reached, threshold }: Pick<Cell, "score" | "reached"> & { readonly threshold: number }) {
  return (
    <span>
      <Shape action={reached ? "block" : score > 0 ? "flag" : "allow"} />{" "}
      <span class="num">{score} {reached ? "≥" : "<"} {threshold}</span>
    </span>
  );
}
