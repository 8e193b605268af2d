/**
 * Microseconds of the profiles, in this process.
 * @module
 */
import { Profiles } from "../../detectors/anomaly/profile/profiles.ts";
import { routeOf } from "../../detectors/anomaly/profile/route.ts";
import { inspect } from "../../detectors/request/mod.ts";
import type { RawRequest } from "../../detectors/types.ts";
import { Times } from "../eval/statistics.ts";

/** Medians of one load, in microseconds. */
export interface ProfileTimes {
  /** Comparing a request with what is usual, which every request waits for. */
  readonly compare: number;
  /** Learning from it, after the answer. */
  readonly learn: number;
}

/** Compares and learns for about `milliseconds`, and at least 200 times; the profiles know the request well. */
export function profileTimes(raw: RawRequest, milliseconds: number): ProfileTimes {
  const request = inspect(raw);
  const profiles = new Profiles(0);
  const route = routeOf(raw.method, raw.path);
  for (let i = 0; i < 600; i++) profiles.observe(request, { route, client: i % 3, now: i });
  const [compare, learn] = [new Times(), new Times()];
  const stop = performance.now() + milliseconds;
  for (let now = 1_000; learn.count < 200 || performance.now() < stop; now++) {
    const begin = performance.now();
    profiles.deviation(request, { route, client: 1, now });
    const between = performance.now();
    profiles.observe(request, { route, client: now % 3, now });
    learn.add((performance.now() - between) * 1000);
    compare.add((between - begin) * 1000);
  }
  return { compare: compare.quantile(0.5), learn: learn.quantile(0.5) };
}
