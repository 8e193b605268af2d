/**
 * Teach it: which samples go into a training, and which verdicts it changes. Pure.
 * @module
 */
import { scoredValues, sigmoid } from "../../detectors/anomaly/model.ts";
import { opinionOf } from "../../detectors/anomaly/opinion.ts";
import { teaching } from "../../detectors/anomaly/teach.ts";
import type { Sample } from "../../detectors/anomaly/train.ts";
import type { Model } from "../../detectors/anomaly/weights.ts";
import { detect } from "../../detectors/engine.ts";
import { inspect } from "../../detectors/request/mod.ts";
import { scoreOf } from "../../detectors/score.ts";
import type { Finding, InspectedRequest, RawRequest } from "../../detectors/types.ts";
import { type Place, requestOf } from "./place.ts";

/** A text with the truth, as the visitor says it. */
export interface Taught {
  readonly text: string;
  readonly attack: boolean;
  readonly place: Place;
}

/** A request of the library, or a sample, that is judged before and after. */
export interface Case {
  readonly id: string;
  readonly title: string;
  readonly attack: boolean;
  readonly raw: RawRequest;
}

/** One labelled value of the training's corpus, as the server sends it. */
export interface Known {
  readonly source: string;
  readonly attack: boolean;
  readonly values: readonly string[];
}

/** Passes over the samples: enough to carry one new text to where the guard blocks alone. */
const EPOCHS = 24;

/** Seed of a lesson; the same samples give the same weights. */
const SEED = 1;

/** Goes on training the model with what is known and what is new; yields the part that is done. */
export function teach(model: Model, known: readonly Known[], taught: readonly Taught[]): Generator<number, Model> {
  const samples: Sample[] = known.map(({ source, attack, values }, i) => ({ id: `k${i}`, source, attack, values }));
  taught.forEach(({ text, attack, place }, i) => {
    const values = scoredValues(inspect(requestOf(text, place)));
    // A value without anything to read teaches nothing.
    if (values.length > 0) samples.push({ id: `t${i}`, source: "taught", attack, values });
  });
  return teaching(model, samples, { seed: SEED, epochs: EPOCHS });
}

/** A verdict under one model. */
export interface Verdict {
  readonly blocked: boolean;
  /** The rules alone block it. */
  readonly ruled: boolean;
  readonly score: number;
  readonly probability: number;
}

/** A case under two models. */
export interface Change {
  readonly title: string;
  readonly id: string;
  readonly attack: boolean;
  readonly before: Verdict;
  readonly after: Verdict;
}

/** Judges cases by rules once and by both models. */
export function compare(cases: readonly Case[], before: Model, after: Model): readonly Change[] {
  return cases.map(({ id, title, attack, raw }) => {
    const request = inspect(raw);
    const { findings } = detect(request);
    return {
      id,
      title,
      attack,
      before: verdictOf(before, request, findings),
      after: verdictOf(after, request, findings),
    };
  });
}

function verdictOf(model: Model, request: InspectedRequest, findings: readonly Finding[]): Verdict {
  const opinion = opinionOf(model, request, findings);
  const { score, reached } = scoreOf(request, [...findings, ...opinion.findings]);
  return { blocked: reached, ruled: scoreOf(request, findings).reached, score, probability: sigmoid(opinion.logit) };
}

/** The weights without figures that were measured with others. */
export function withoutFigures({ header, weights }: Model): Model {
  const { figures: _, ...rest } = header;
  return { header: { ...rest, metrics: {} }, weights };
}
