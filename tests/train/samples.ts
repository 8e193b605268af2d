/**
 * Samples of a training: records as the model and the rules read them.
 * @module
 */
import { scoredValues } from "../../detectors/anomaly/model.ts";
import type { Sample } from "../../detectors/anomaly/train.ts";
import { detect } from "../../detectors/engine.ts";
import { inspect } from "../../detectors/request/mod.ts";
import { DEFAULT_SETTINGS, scoreOf } from "../../detectors/score.ts";
import { type EvalRecord, toRequest } from "../eval/record.ts";

/** A sample with what the rules say of its request. One without values has nothing that the model reads. */
export interface TrainingSample extends Sample {
  readonly class: string;
  readonly rules: readonly string[];
  /** Points of the rules at level 1, and at level 2. */
  readonly points: number;
  readonly pointsAt2: number;
  /** Length of all values as the model reads them. */
  readonly length: number;
}

/** What the sources of the generated traffic begin with; the family follows. */
export const OWN_TRAFFIC = "ours-traffic";

/** Makes a sample of a record. */
export function sampleOf(record: EvalRecord): TrainingSample {
  const request = inspect(toRequest(record));
  const values = scoredValues(request);
  const { findings } = detect(request);
  const { score, atLevel } = scoreOf(request, findings, DEFAULT_SETTINGS);
  return {
    id: record.id,
    source: record.source,
    class: record.class,
    attack: record.label === "attack",
    values,
    rules: findings.map(({ rule }) => rule),
    points: score,
    pointsAt2: atLevel[1],
    length: values.reduce((sum, value) => sum + value.length, 0),
  };
}

/** By id, so that a training does not depend on the order of the files. */
export function byId(a: Sample, b: Sample): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
