/**
 * The chart itself, over uPlot: loaded only once it is to be seen.
 * @module
 */
import UPlot from "uplot";
import type { Stack } from "./timeline.ts";

/** A drawn chart. */
export interface Chart {
  update(stack: Stack): void;
  /** Moves the cursor to an index. */
  point(index: number): void;
  destroy(): void;
}

/** Names of the tokens that colour the series, from the bottom of the stack upwards. */
const TOKENS = ["--allow-fill", "--flag-fill", "--block-fill", "--limit-fill"];

/** Draws the stack into `box`; `onPoint` hears at which index the cursor stands. */
export function drawChart(box: HTMLElement, stack: Stack, onPoint: (index: number | undefined) => void): Chart {
  let chart = make(box, painted(stack), onPoint);
  const redraw = () => {
    const data = chart.data;
    chart.destroy();
    chart = make(box, data, onPoint);
  };
  const resize = new ResizeObserver(() => chart.setSize(sizeOf(box)));
  resize.observe(box);
  const theme = new MutationObserver(redraw);
  theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", redraw);
  return {
    update: (next) => chart.setData(painted(next)),
    point: (index) => {
      chart.setCursor({ left: chart.valToPos(chart.data[0][index] ?? 0, "x"), top: chart.over.clientHeight / 2 });
    },
    destroy: () => {
      resize.disconnect();
      theme.disconnect();
      scheme.removeEventListener("change", redraw);
      chart.destroy();
    },
  };
}

/** The highest sum is drawn first, the lower ones over it. */
function painted([seconds, allowed, flagged, blocked, limited]: Stack): UPlot.AlignedData {
  return [seconds, limited, blocked, flagged, allowed];
}

function sizeOf(box: HTMLElement): { width: number; height: number } {
  return { width: Math.max(box.clientWidth, 100), height: Math.max(box.clientHeight, 60) };
}

function make(
  box: HTMLElement,
  data: UPlot.AlignedData,
  onPoint: (index: number | undefined) => void,
): UPlot {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const bars = UPlot.paths.bars?.({ size: [1, 12], gap: 1 });
  const axis: UPlot.Axis = {
    stroke: token("--quiet"),
    grid: { stroke: token("--line"), width: 1 },
    ticks: { show: false },
    font: `11px ${token("--font-words")}`,
  };
  return new UPlot(
    {
      ...sizeOf(box),
      padding: [6, 22, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { setScale: false, x: false, y: false } },
      scales: { y: { range: (_, __, max) => [0, Math.max(4, max * 1.1)] } },
      axes: [
        { ...axis, grid: { show: false }, size: 20, space: 70, values: "{HH}:{mm}:{ss}" },
        { ...axis, size: 30, space: 24, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000] },
      ],
      series: [
        {},
        ...TOKENS.toReversed().map((name): UPlot.Series => ({
          fill: token(name),
          stroke: token(name),
          width: 0,
          points: { show: false },
          ...(bars ? { paths: bars } : {}),
        })),
      ],
      hooks: { setCursor: [({ cursor }) => onPoint(cursor.idx ?? undefined)] },
    },
    data,
    box,
  );
}
