/**
 * Microseconds of the engine, in this process.
 * @module
 */
import { examine } from "../../detectors/engine.ts";
import type { RawRequest } from "../../detectors/types.ts";
import { Times } from "../eval/statistics.ts";

/** Times of one load, in microseconds. */
export interface EngineTimes {
  readonly median: number;
  readonly p99: number;
}

/** Runs the engine warm, then for about `milliseconds`, and at least 200 times. */
export function engineTimes(request: RawRequest, milliseconds: number): EngineTimes {
  const end = performance.now() + milliseconds / 3;
  for (let i = 0; i < 100 || performance.now() < end; i++) examine(request);
  const times = new Times();
  const stop = performance.now() + milliseconds;
  while (times.count < 200 || performance.now() < stop) {
    const begin = performance.now();
    examine(request);
    times.add((performance.now() - begin) * 1000);
  }
  return { median: times.quantile(0.5), p99: times.quantile(0.99) };
}
