/**
 * The three charts of the threshold, over uPlot: loaded only once they are in sight.
 * @module
 */
import UPlot from "uplot";
import type { Dataset, Score } from "./dataset.ts";
import { logitAt } from "./dataset.ts";
import { merged, reliabilityOf, rocOf, type RocPoint } from "./odds.ts";

/** What the charts show. */
export interface View {
  readonly data: Dataset;
  readonly score: Score;
  readonly bin: number;
}

/** A drawn chart. */
export interface Plot {
  draw(view: View): void;
  destroy(): void;
}

/** Smallest rate on the logarithmic axis, in percent; what is below stands at its edge. */
const LEAST = 0.01;

/** The axis of true positives begins here at the latest, in percent: what is above is where curves differ. */
const MOST_FLOOR = 70;

type Token = (name: string) => string;
/** `now` is the view at the time of drawing: moving the threshold draws again without making the chart anew. */
type Make = (
  view: View,
  token: Token,
  now: () => View,
) => { readonly options: Omit<UPlot.Options, "width" | "height">; readonly data: UPlot.AlignedData };

/** Attacks upwards, innocent requests downwards, by log-odds; `onDrag` hears the bin under the pointer. */
export function drawHistogram(box: HTMLElement, first: View, onDrag: (bin: number) => void): Plot {
  return plot(box, first, ({ data, score }, token, now) => {
    const attacks = merged(data[score].attack).map(logOf);
    const innocent = merged(data[score].benign).map((count) => -logOf(count));
    const most = Math.max(...attacks, ...innocent.map((y) => -y), 1);
    const middles = attacks.map((_, bin) => logitAt(data, bin) + data.grid.step / 2);
    const bars = UPlot.paths.bars!({ size: [0.9, 14], gap: 0 });
    const series = (fill: string) => ({
      fill: token(fill),
      stroke: token(fill),
      width: 0,
      points: { show: false },
      paths: bars,
    });
    return {
      data: [middles, attacks, innocent],
      options: {
        ...quiet(),
        scales: {
          x: { time: false, range: () => [data.grid.from, logitAt(data, attacks.length)] },
          y: { range: () => [-most, most] },
        },
        axes: [
          axis(token, { size: 22, space: 50 }),
          axis(token, { size: 44, values: (_, ys) => ys.map(countOf), splits: () => splitsTo(most) }),
        ],
        series: [{}, series("--block-fill"), series("--allow-fill")],
        hooks: { draw: [(chart) => vertical(chart, logitAt(data, now().bin), token("--ink"))] },
      },
    };
  }, (chart, view) => {
    const { over } = chart();
    const toBin = ({ clientX }: PointerEvent) => {
      const { data } = view();
      const x = chart().posToVal(clientX - chart().over.getBoundingClientRect().left, "x");
      const bins = data[view().score].attack.passed.length;
      onDrag(Math.max(0, Math.min(bins - 1, Math.round((x - data.grid.from) / data.grid.step))));
    };
    over.addEventListener("pointerdown", (event) => {
      over.setPointerCapture(event.pointerId);
      toBin(event);
    });
    over.addEventListener("pointermove", (event) => over.hasPointerCapture(event.pointerId) && toBin(event));
  });
}

/** True against false positives, both scores, with the threshold as a ring. */
export function drawRoc(box: HTMLElement, first: View): Plot {
  return plot(box, first, ({ data, score }, token, now) => {
    const curves = { together: rocOf(data.together), alone: rocOf(data.alone) };
    const line = (points: readonly RocPoint[]) => points.toReversed();
    const xs = [...new Set([...curves.together, ...curves.alone].map(({ fpr }) => rateOf(fpr)))].sort((a, b) => a - b);
    const at = (points: readonly RocPoint[]) => {
      const best = new Map<number, number>();
      for (const { fpr, tpr } of line(points)) best.set(rateOf(fpr), tpr);
      return xs.map((x) => best.get(x) ?? null);
    };
    const lines = [at(curves.together), at(curves.alone)];
    const lowest = Math.min(...lines.flat().map((tpr) => tpr ?? 100));
    const floor = Math.min(MOST_FLOOR, Math.floor(lowest / 10) * 10);
    const series = (stroke: string, dash: number[] | undefined): UPlot.Series => ({
      stroke: token(stroke),
      width: 2,
      points: { show: false },
      spanGaps: true,
      ...(dash ? { dash } : {}),
    });
    return {
      data: [xs, ...lines],
      options: {
        ...quiet(),
        padding: [8, 16, 0, 0],
        scales: { x: { time: false, range: () => [Math.log10(LEAST), 2] }, y: { range: () => [floor, 101] } },
        axes: [
          axis(token, {
            size: 22,
            splits: () => [-2, -1, 0, 1, 2],
            values: (_, xs) => xs.map((x) => x <= -2 ? `≤ ${LEAST}` : `${10 ** x}`),
          }),
          axis(token, { size: 34 }),
        ],
        series: [{}, series("--accent", undefined), series("--quiet", [5, 4])],
        hooks: {
          draw: [(chart) => {
            const here = curves[score][now().bin];
            if (here) ring(chart, rateOf(here.fpr), Math.max(floor, here.tpr), token("--ink"));
          }],
        },
      },
    };
  });
}

/** What was said against what was true, a point a tenth. */
export function drawCalibration(box: HTMLElement, first: View): Plot {
  return plot(box, first, ({ data, score }, token) => {
    const points = reliabilityOf(data[score], data.grid);
    const xs = [0, ...points.map(({ said }) => said), 1];
    return {
      data: [xs, xs, [null, ...points.map(({ was }) => was), null]],
      options: {
        ...quiet(),
        scales: { x: { time: false, range: () => [-0.02, 1.02] }, y: { range: () => [-0.03, 1.03] } },
        axes: [axis(token, { size: 22 }), axis(token, { size: 34 })],
        series: [
          {},
          { stroke: token("--quiet"), width: 1, dash: [3, 4], points: { show: false } },
          {
            stroke: token("--accent"),
            width: 1.5,
            points: { show: true, size: 8, fill: token("--accent"), stroke: token("--glass") },
          },
        ],
      },
    };
  });
}

/** Draws again when the view, the size or the theme changes. */
function plot(
  box: HTMLElement,
  first: View,
  make: Make,
  listen?: (chart: () => UPlot, view: () => View) => void,
): Plot {
  let view = first;
  let chart: UPlot;
  const build = () => {
    const style = getComputedStyle(document.documentElement);
    const { options, data } = make(view, (name) => style.getPropertyValue(name).trim(), () => view);
    chart = new UPlot({ ...options, ...sizeOf(box) }, data, box);
    listen?.(() => chart, () => view);
  };
  build();
  const redraw = () => {
    chart.destroy();
    build();
  };
  const resize = new ResizeObserver(() => chart.setSize(sizeOf(box)));
  resize.observe(box);
  const theme = new MutationObserver(redraw);
  theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", redraw);
  return {
    draw: (next) => {
      const same = next.data === view.data && next.score === view.score;
      view = next;
      if (same) chart.redraw(false, false);
      else redraw();
    },
    destroy: () => {
      resize.disconnect();
      theme.disconnect();
      scheme.removeEventListener("change", redraw);
      chart.destroy();
    },
  };
}

function sizeOf(box: HTMLElement): { width: number; height: number } {
  return { width: Math.max(box.clientWidth, 100), height: Math.max(box.clientHeight, 60) };
}

function quiet(): Pick<UPlot.Options, "padding" | "legend" | "cursor"> {
  return {
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: { show: false, drag: { setScale: false, x: false, y: false } },
  };
}

function axis(token: Token, more: UPlot.Axis): UPlot.Axis {
  return {
    stroke: token("--quiet"),
    grid: { stroke: token("--line"), width: 1 },
    ticks: { show: false },
    font: `11px ${token("--font-words")}`,
    ...more,
  };
}

/** Counts of thousands and counts of one have to be seen side by side. */
function logOf(count: number): number {
  return count === 0 ? 0 : Math.log10(count) + 0.3;
}

/** Heights of 10, 100 and so on, both ways. */
function splitsTo(most: number): number[] {
  const up: number[] = [];
  for (let power = 1; power + 0.3 <= most; power++) up.push(power + 0.3);
  return [...up.toReversed().map((y) => -y), 0, ...up];
}

function countOf(y: number): string {
  return y === 0 ? "0" : Math.round(10 ** (Math.abs(y) - 0.3)).toLocaleString("en-US");
}

/** Place of a rate in percent on the logarithmic axis. */
function rateOf(percent: number): number {
  return Math.log10(Math.max(percent, LEAST));
}

function vertical(chart: UPlot, at: number, colour: string): void {
  const { ctx, bbox: { top, height } } = chart;
  const x = Math.round(chart.valToPos(at, "x", true));
  const unit = devicePixelRatio;
  ctx.save();
  ctx.fillStyle = colour;
  ctx.fillRect(x - unit, top, 2 * unit, height);
  ctx.beginPath();
  ctx.arc(x, top + 5 * unit, 5 * unit, 0, 2 * Math.PI);
  ctx.fill();
  ctx.restore();
}

function ring(chart: UPlot, x: number, y: number, colour: string): void {
  const { ctx } = chart;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.setLineDash([]);
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.beginPath();
  ctx.arc(chart.valToPos(x, "x", true), chart.valToPos(y, "y", true), 6 * devicePixelRatio, 0, 2 * Math.PI);
  ctx.stroke();
  ctx.restore();
}
