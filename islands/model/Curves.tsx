/**
 * The charts of the threshold, each with its table; drawn once they come into sight.
 * @module
 */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Plot, View } from "./charts.ts";
import { logitAt } from "./dataset.ts";
import { areaUnder, binAtFpr, reliabilityOf, rocOf } from "./odds.ts";
import { share, signed, whole } from "./words.ts";

export interface CurvesProps extends View {
  readonly onMove: (bin: number) => void;
  readonly slider: ComponentChildren;
  /** Stands beside the curves. */
  readonly children: ComponentChildren;
}

/** False positive rates of the table, in percent. */
const RATES = [0.1, 0.5, 1, 2, 5];

/** Histogram with the slider below it; then the numbers, the ROC, the calibration. */
export function Curves({ data, score, bin, onMove, slider, children }: CurvesProps) {
  const root = useRef<HTMLDivElement>(null);
  const plots = useRef<readonly Plot[]>([]);
  const view = useRef<View>({ data, score, bin });
  const moved = useRef(onMove);
  view.current = { data, score, bin };
  moved.current = onMove;
  useEffect(() => {
    let gone = false;
    const boxes = [...root.current!.querySelectorAll<HTMLElement>(".plot")];
    const seen = new IntersectionObserver(async (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.disconnect();
      const { drawCalibration, drawHistogram, drawRoc } = await import("./charts.ts");
      const [histogram, roc, calibration] = boxes;
      if (gone || !histogram || !roc || !calibration) return;
      plots.current = [
        drawHistogram(histogram, view.current, (bin) => moved.current(bin)),
        drawRoc(roc, view.current),
        drawCalibration(calibration, view.current),
      ];
    }, { rootMargin: "200px" });
    seen.observe(root.current!);
    return () => {
      gone = true;
      seen.disconnect();
      for (const plot of plots.current) plot.destroy();
    };
  }, []);
  useEffect(() => plots.current.forEach((plot) => plot.draw(view.current)), [data, score, bin]);
  const roc = rocOf(data[score]);
  const tenths = reliabilityOf(data[score], data.grid);
  return (
    <div ref={root} class="curves">
      <figure class="curve is-wide">
        <figcaption>
          Requests by log-odds <span class="quiet">attacks upwards, innocent downwards; drag the line</span>
        </figcaption>
        <div
          class="plot is-draggable"
          role="img"
          aria-label="Histogram of requests by log-odds; the slider below moves the threshold."
        />
        {slider}
      </figure>
      <div class="curve">{children}</div>
      <figure class="curve">
        <figcaption>
          ROC <span class="quiet">area {areaUnder(roc).toFixed(4)}</span>
        </figcaption>
        <div
          class="plot"
          role="img"
          aria-label="Attacks found against innocent requests found; the table below has the numbers."
        />
        <p class="legend">
          <span>
            <span class="line is-solid" /> rules and model
          </span>
          <span>
            <span class="line is-dashed" /> the model alone
          </span>
          <span>ring: the threshold; across FPR %, up TPR %</span>
        </p>
        <details class="as-table">
          <summary>view as table</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">FPR at most</th>
                <th scope="col">FPR</th>
                <th scope="col">TPR</th>
                <th scope="col">log-odds</th>
              </tr>
            </thead>
            <tbody>
              {RATES.map((rate) => {
                const point = binAtFpr(roc, rate);
                return (
                  <tr key={rate}>
                    <th scope="row" class="num">{share(rate, 1)}</th>
                    <td class="num">{share(point?.fpr)}</td>
                    <td class="num">{share(point?.tpr)}</td>
                    <td class="num">{point ? signed(logitAt(data, point.bin)) : "–"}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </details>
      </figure>
      <figure class="curve">
        <figcaption>
          Calibration <span class="quiet">across: probability said, up: share of attacks</span>
        </figcaption>
        <div
          class="plot"
          role="img"
          aria-label="Share of attacks against the probability that was said; the table below has the numbers."
        />
        <p class="legend">On the line, a probability means what it says; both labels weigh the same.</p>
        <details class="as-table">
          <summary>view as table</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">probability</th>
                <th scope="col">requests</th>
                <th scope="col">said</th>
                <th scope="col">was</th>
              </tr>
            </thead>
            <tbody>
              {tenths.map(({ from, to, requests, said, was }) => (
                <tr key={from}>
                  <th scope="row" class="num">{from.toFixed(1)}–{to.toFixed(1)}</th>
                  <td class="num">{whole(requests)}</td>
                  <td class="num">{said.toFixed(3)}</td>
                  <td class="num">{was.toFixed(3)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      </figure>
    </div>
  );
}
