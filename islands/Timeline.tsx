/**
 * Traffic per second by verdict: a chart with a cursor for the arrow keys, and the same as a table.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { SeriesPoint } from "../guard/types.ts";
import type { Chart } from "./chart.ts";
import { series } from "./feed.ts";
import { Shape } from "./Shape.tsx";
import { readout, rowsOf, SPAN, stackOf } from "./timeline.ts";
import { ACTION_WORD, ACTIONS, clockOf } from "./words.ts";

export interface TimelineProps {
  readonly start: readonly SeriesPoint[];
}

/** The stream speaks ten times a second; of a chart with a bar a second nobody reads more than this. Milliseconds. */
const REDRAW = 950;

/** Chart, labels, readout, table. */
export function Timeline({ start }: TimelineProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart>(null);
  const at = useSignal<number | undefined>(undefined);
  const now = useSignal(0);
  const asTable = useSignal(false);
  const points = series.value ?? start;
  const draw = useRef(() => {});
  const drawnAt = useRef(-REDRAW);
  draw.current = () => {
    drawnAt.current = performance.now();
    now.value = Math.floor(Date.now() / 1_000);
    chart.current?.update(stackOf(points, now.value));
  };

  useEffect(() => {
    let gone = false;
    import("./chart.ts").then(({ drawChart }) => {
      if (gone || !box.current) return;
      chart.current = drawChart(box.current, stackOf(points, Math.floor(Date.now() / 1_000)), (i) => at.value = i);
      draw.current();
    });
    const timer = setInterval(() => !document.hidden && draw.current(), 1_000);
    return () => {
      gone = true;
      clearInterval(timer);
      chart.current?.destroy();
    };
  }, []);
  useEffect(() => {
    if (performance.now() - drawnAt.current >= REDRAW) draw.current();
  }, [points]);

  const move = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, Home: -SPAN, End: SPAN };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    at.value = Math.max(0, Math.min(SPAN - 1, (at.value ?? SPAN) + step));
    chart.current?.point(at.value);
  };

  return (
    <section class="block" aria-label="Requests per second">
      <h3>
        Requests per second <span class="quiet">last two minutes</span>
      </h3>
      <div
        class="chart"
        ref={box}
        role="application"
        tabIndex={0}
        aria-label="Chart of requests per second. Left and right arrow keys move the cursor; the table below has the same numbers."
        onKeyDown={move}
      />
      <p class="chart-foot" aria-live="polite">
        {at.value !== undefined && now.value > 0
          ? <span class="num">{readout(stackOf(points, now.value), at.value)}</span>
          : ACTIONS.map((action) => (
            <span key={action}>
              <Shape action={action} /> {ACTION_WORD[action]}
            </span>
          ))}
      </p>
      <details class="as-table" onToggle={({ currentTarget }) => asTable.value = currentTarget.open}>
        <summary>view as table</summary>
        {asTable.value && <SecondsTable rows={rowsOf(points, now.value)} />}
      </details>
    </section>
  );
}

function SecondsTable({ rows }: { readonly rows: readonly SeriesPoint[] }) {
  if (rows.length === 0) return <p class="empty">No request in the last two minutes.</p>;
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label="Requests per second, table">
      <table>
        <thead>
          <tr>
            <th scope="col">second</th>
            {ACTIONS.map((action) => <th key={action} scope="col">{ACTION_WORD[action]}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map(([second, ...counts]) => (
            <tr key={second}>
              <th scope="row" class="num">{clockOf(second * 1_000)}</th>
              {counts.map((count, i) => <td key={i} class="num">{count}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
