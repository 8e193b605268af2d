/**
 * What was taught, as files.
 * @module
 */
import { engine, lesson } from "./bench.ts";
import type { Taught } from "./lesson.ts";

/** Saves the samples as JSON. */
export function saveSamples(samples: readonly Taught[]): void {
  save("glasshouse-samples.json", new Blob([JSON.stringify(samples, null, 2)], { type: "application/json" }));
}

/** Saves the taught weights in the format of `detectors/anomaly/weights.bin`. */
export async function saveWeights(): Promise<void> {
  const [chunk, model] = [engine.peek(), lesson.peek()?.model];
  if (!chunk || !model) return;
  // The figures of the header are those of the weights that the lesson began with.
  const bytes = await chunk.writeWeights(chunk.withoutFigures(model));
  save("glasshouse-weights.bin", new Blob([bytes.slice()], { type: "application/octet-stream" }));
}

function save(name: string, blob: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
