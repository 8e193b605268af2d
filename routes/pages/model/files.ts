/**
 * Figures that stand in files beside the weights. A file that is not there yet, or cannot be read, leaves its part of
 * the page empty.
 * @module
 */
import type { ComparisonFigures, RobustnessFigures } from "../../../detectors/anomaly/figures.ts";

/** What was measured apart from the training. */
export interface ModelFiles {
  readonly robustness?: RobustnessFigures | undefined;
  readonly comparison?: ComparisonFigures | undefined;
}

const FOLDER = new URL("../../../detectors/anomaly/", import.meta.url);

/** Reads the files of this build. */
export async function readModelFiles(): Promise<ModelFiles> {
  const [robustness, comparison] = await Promise.all([
    read<RobustnessFigures>("robustness.json"),
    read<ComparisonFigures>("comparison.json"),
  ]);
  return { robustness, comparison };
}

/** Our own file, written by our own task in the form that its type says. */
async function read<Figures>(name: string): Promise<Figures | undefined> {
  try {
    return JSON.parse(await Deno.readTextFile(new URL(name, FOLDER)));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
