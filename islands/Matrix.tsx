/**
 * Payload by encoder by position. Each cell is judged in this page as it is written, and can be thrown.
 * @module
 */
import { useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { draft, edit, rules, running, way } from "./draft.ts";
import { ALL, type Axes, type Cell, cellsOf, MAX_PAYLOADS, parsePayloads } from "./matrix.ts";
import { MatrixAxes } from "./MatrixAxes.tsx";
import { MatrixCell, type Outcome } from "./MatrixCell.tsx";
import { judge } from "./judging.ts";
import { judgeAll } from "./judge_cells.ts";
import { runAll } from "./run.ts";
import { client } from "./scenario.ts";
import { Text } from "./Text.tsx";

export interface MatrixProps {
  /** Payloads that stand there at first, one a line. */
  readonly start: string;
}

/** Requests that one played client throws, so that its quota is not what decides. */
const PER_CLIENT = 50;

/** Payloads, the matrix, and the button that throws it. */
export function Matrix({ start }: MatrixProps) {
  const text = useSignal(start);
  const outcomes = useSignal<ReadonlyMap<Cell, Outcome>>(new Map());
  const axes = useSignal<Axes>(ALL);
  const cells = useComputed(() => cellsOf(parsePayloads(text.value), axes.value));
  const { encoders, positions } = axes.value;
  const size = encoders.length * positions.length;
  const active = useSignal(0);
  const inSight = way.value === "matrix";
  useEffect(
    () => inSight ? judgeAll(cells.value, (next) => outcomes.value = next) : undefined,
    [inSight, cells.value, judge.value, rules.value],
  );
  const caught = cells.value.filter((cell) => outcomes.value.get(cell)?.action === "block").length;

  const throwAll = () => {
    const list = cells.value.map((cell, i) => {
      const headers = [...cell.draft.headers, ["x-demo-ip", client(Math.floor(i / PER_CLIENT), 200)] as const];
      return [{ ...cell.draft, headers }, { id: "matrix", truth: "attack" }] as const;
    });
    const thrown = cells.value;
    runAll("Matrix", list, (i, { action, failure }) => {
      if (failure) return;
      outcomes.value = new Map(outcomes.peek()).set(thrown[i]!, { action, score: undefined });
    });
  };

  return (
    <div class="matrix-lane">
      <label class="stacked">
        <span>payloads, one a line, at most {MAX_PAYLOADS}</span>
        <textarea
          class="field mono lines"
          rows={4}
          spellcheck={false}
          value={text.value}
          onInput={({ currentTarget }) => text.value = currentTarget.value}
        />
      </label>
      <p class="facts">
        <span>
          <b class="num">{caught}</b> of <b class="num">{cells.value.length}</b> would be blocked
        </span>
        <button type="button" class="button" disabled={running.value} onClick={throwAll}>
          Throw all {cells.value.length}
        </button>
      </p>
      <div class="table-box matrix-box" tabIndex={0} role="region" aria-label="Matrix">
        <table onKeyDown={(event) => walk(event, encoders.length)}>
          <thead>
            <tr>
              <td />
              {encoders.map(({ id, sign, title }) => (
                <th key={id} scope="col" title={title}>
                  <abbr title={title}>{sign}</abbr>
                </th>
              ))}
            </tr>
          </thead>
          {groups(cells.value, size).map((group, g) => (
            <tbody key={group[0]?.payload ?? g}>
              <tr>
                <th colSpan={encoders.length + 1} scope="rowgroup" class="mono">
                  <Text text={group[0]?.payload ?? ""} />
                </th>
              </tr>
              {positions.map(({ id, title }, p) => (
                <tr key={id}>
                  <th scope="row" class="quiet">{title}</th>
                  {group.slice(p * encoders.length, (p + 1) * encoders.length).map((cell, e) => {
                    const index = g * size + p * encoders.length + e;
                    return (
                      <MatrixCell
                        key={cell.encoder.id}
                        cell={cell}
                        outcome={outcomes.value.get(cell)}
                        isActive={index === active.value}
                        isShown={draft.value === cell.draft}
                        onShow={() => {
                          active.value = index;
                          edit(cell.draft);
                        }}
                      />
                    );
                  })}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
      <MatrixAxes axes={axes.value} onAxes={(next) => [axes.value, active.value] = [next, 0]} />
    </div>
  );
}

/** Cells payload by payload. */
function groups(cells: readonly Cell[], size: number): readonly (readonly Cell[])[] {
  return Array.from({ length: cells.length / size }, (_, i) => cells.slice(i * size, (i + 1) * size));
}

/** Arrow keys walk over the cells. */
function walk(event: KeyboardEvent, columns: number): void {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
  };
  const step = steps[event.key];
  const cells = [...document.querySelectorAll<HTMLElement>("[data-cell]")];
  const at = cells.findIndex((cell) => cell === document.activeElement);
  if (step === undefined || at < 0) return;
  event.preventDefault();
  cells[at + step]?.focus();
}
