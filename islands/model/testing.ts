/**
 * Words for the tests of the model page: the shipped weights, a search or a lesson to its end.
 * @module
 */
import { type Model, readWeights } from "../../detectors/anomaly/weights.ts";

/** The weights that ship with the project. */
export async function shippedModel(): Promise<Model> {
  return readWeights(await Deno.readFile(new URL("../../detectors/anomaly/weights.bin", import.meta.url)));
}

/** Everything that a generator yields, and what it returns. */
export function toEnd<Step, Result>(steps: Generator<Step, Result>): { steps: Step[]; result: Result } {
  const all: Step[] = [];
  for (;;) {
    const { value, done } = steps.next();
    if (done) return { steps: all, result: value };
    all.push(value);
  }
}
