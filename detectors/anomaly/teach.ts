/**
 * Teaching a model that was trained: its weights are unpacked, training goes on from them with new samples among
 * known ones, and the result is packed again. Calibration, fusion and bands stay those of the first training.
 * @module
 */
import { PLACES } from "./features.ts";
import { quantise, type RawModel, type Sample, training, type TrainOptions } from "./train.ts";
import type { Model } from "./weights.ts";

/** How to teach; the seed decides everything that is random. */
export type TeachOptions = Pick<TrainOptions, "seed" | "epochs" | "rate">;

/**
 * What gradients are taken to have been seen before, squared: with it the first step of a weight is about as long as
 * in the middle of a training, so that a few samples do not overturn what thousands have taught.
 */
const SEEN = 0.05;

/** Weights to go on from. */
export function unpack({ header, weights }: Model): RawModel {
  return {
    weights: Float32Array.from(weights, (weight) => weight * header.scale),
    bias: header.bias,
    squares: new Float32Array(PLACES).fill(SEEN),
  };
}

/** Goes on training with these samples; yields the part that is done. The model itself is left as it is. */
export function* teaching(model: Model, samples: readonly Sample[], options: TeachOptions): Generator<number, Model> {
  // Shown as they are: among so few samples, innocent words around an attack would be taught with it.
  const raw = yield* training(samples, { ...options, embedded: 0, from: unpack(model) });
  const { weights, scale, bias } = quantise(raw, PLACES);
  return { header: { ...model.header, scale, bias }, weights };
}
