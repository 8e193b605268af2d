/**
 * One row an algorithm: what it let through, its bucket at the cursor, and the requests on the time axis.
 * @module
 */
import type { RateReplay, RateReplays } from "../../routes/glass/rates.ts";
import { Shape } from "../Shape.tsx";
import { plural } from "../words.ts";
import { ALGORITHM_NAME, barsOf, clockFrom, passedOf, spanOf } from "./rates.ts";

interface RowsProps {
  readonly found: RateReplays;
  readonly times: readonly number[];
  readonly cursor: number;
}

/** Three rows and their drawings. */
export function RateRows({ found: { limit, replays }, times, cursor }: RowsProps) {
  const span = spanOf(replays);
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label="The algorithms compared">
      <table class="lab-rows">
        <thead>
          <tr>
            <th scope="col">algorithm</th>
            <th scope="col">passed</th>
            <th scope="col">refused</th>
            <th scope="col">most in any 60 s</th>
            <th scope="col">left at {clockFrom(cursor)}</th>
          </tr>
        </thead>
        <tbody>
          {replays.map((replay) => (
            <Row key={replay.algorithm} replay={replay} limit={limit} times={times} span={span} cursor={cursor} />
          ))}
        </tbody>
      </table>
      <p class="facts">
        <span>
          <Swatch name="passed" /> passed
        </span>
        <span>
          <Swatch name="refused" /> refused
        </span>
        <span>dashed: the turn of a minute</span>
      </p>
    </div>
  );
}

function Swatch({ name }: { readonly name: string }) {
  return (
    <svg class="lab-swatch" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
      <rect class={name} width="10" height="10" />
    </svg>
  );
}

interface RowProps {
  readonly replay: RateReplay;
  readonly limit: number;
  readonly times: readonly number[];
  readonly span: number;
  readonly cursor: number;
}

function Row({ replay, limit, times, span, cursor }: RowProps) {
  const { algorithm, allowed, most, samples } = replay;
  const passed = passedOf(replay);
  const left = samples[cursor] ?? 0;
  return (
    <>
      <tr data-algorithm={algorithm}>
        <th scope="row">{ALGORITHM_NAME[algorithm]}</th>
        <td class="num">{passed}</td>
        <td class="num">{times.length - passed}</td>
        <td class={most > limit ? "num is-over" : "num"}>
          <Shape action={most > limit ? "block" : "allow"} /> {most} {most > limit ? `> ${limit}` : `≤ ${limit}`}
        </td>
        <td>
          <meter class="bucket" min={0} max={limit} value={left} aria-label={`${ALGORITHM_NAME[algorithm]}: left`} />
          {" "}
          <span class="num">{left}</span>
        </td>
      </tr>
      <tr class="lab-drawing">
        <td colSpan={5}>
          <Drawing bars={barsOf(times, allowed)} span={span} cursor={cursor} />
          <span class="visually-hidden">
            {plural(passed, "request")} let through, {times.length - passed} refused
          </span>
        </td>
      </tr>
    </>
  );
}

interface DrawingProps {
  readonly bars: ReturnType<typeof barsOf>;
  readonly span: number;
  readonly cursor: number;
}

const [WIDTH, HEIGHT] = [600, 34];

/** A bar a second, the turns of the minute, the cursor. */
function Drawing({ bars, span, cursor }: DrawingProps) {
  const x = (second: number) => second / span * WIDTH;
  const tallest = Math.max(1, ...bars.map(({ passed, refused }) => passed + refused));
  const high = (count: number) => count / tallest * (HEIGHT - 4);
  const width = Math.max(4, WIDTH / span - 1);
  const minutes = Array.from({ length: Math.floor(span / 60) + 1 }, (_, i) => i * 60);
  return (
    <svg class="lab-svg" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {minutes.map((second) => <path key={second} class="turn" d={`M${x(second)} 0V${HEIGHT}`} />)}
      {bars.map(({ second, passed, refused }) => (
        <g key={second}>
          <rect class="passed" x={x(second)} width={width} y={HEIGHT - high(passed)} height={high(passed)} />
          <rect
            class="refused"
            x={x(second)}
            width={width}
            y={HEIGHT - high(passed + refused)}
            height={high(refused)}
          />
        </g>
      ))}
      <path class="cursor" d={`M${x(cursor)} 0V${HEIGHT}`} />
    </svg>
  );
}
