/**
 * Microseconds of the model alone, in this process: a query of 200 bytes, and JSON of 2 KB.
 * @module
 */
import { scoreRequest } from "../../detectors/anomaly/model.ts";
import { readWeights } from "../../detectors/anomaly/weights.ts";
import { inspect } from "../../detectors/request/mod.ts";
import { Times } from "../eval/statistics.ts";
import type { EngineTimes } from "./engine.ts";
import { type Load, LOADS } from "./loads.ts";

const NOTE =
  "O'Neill's order (blue, size 42): ship to Garden St. 7 & call before 10:30; pay by card - see ticket #981, ";

/** What is scored. Every value of the query has signs, so that the model reads all of it. */
export const MODEL_LOADS: readonly Load[] = [
  {
    name: "query 200 B",
    request: {
      method: "GET",
      path: "/api/search",
      query: `q=${encodeURIComponent(NOTE.repeat(2).slice(0, 198))}`,
      headers: [["Host", "app.example.test"]],
    },
    budgetUs: 6,
  },
  { ...LOADS.find(({ name }) => name === "JSON 2 KB")!, budgetUs: 70 },
];

/** Times of each load, with the shipped weights. */
export async function modelTimes(
  milliseconds: number,
): Promise<{ readonly load: string; readonly times: EngineTimes }[]> {
  const model = await readWeights(
    await Deno.readFile(new URL("../../detectors/anomaly/weights.bin", import.meta.url)),
  );
  return MODEL_LOADS.map(({ name, request }) => {
    const inspected = inspect(request);
    // Many at a time: one is shorter than the clock's step.
    const batch = 20;
    const run = (): void => {
      for (let i = 0; i < batch; i++) scoreRequest(model, inspected);
    };
    const warm = performance.now() + milliseconds / 3;
    while (performance.now() < warm) run();
    const times = new Times();
    const stop = performance.now() + milliseconds;
    while (times.count < 100 || performance.now() < stop) {
      const begin = performance.now();
      run();
      times.add((performance.now() - begin) * 1000 / batch);
    }
    return { load: name, times: { median: times.quantile(0.5), p99: times.quantile(0.99) } };
  });
}
