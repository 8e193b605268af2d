/**
 * Training: logistic regression by AdaGrad on the window that decides, so that training sees what inference sees.
 * Pure and seeded: the same samples and the same seed give the same weights, here and in the browser.
 * @module
 */
import { eachFeature, PLACES } from "./features.ts";
import { hasComment, normalise, type Normalised } from "./normalise.ts";
import { TRAINING } from "./mutate.ts";
import { Random } from "./random.ts";
import { bestWindow, type Window } from "./window.ts";

/** One labelled request: its values as the application reads them, of which the worst decides. */
export interface Sample {
  readonly id: string;
  readonly source: string;
  readonly attack: boolean;
  readonly values: readonly string[];
}

/** How to train. */
export interface TrainOptions {
  readonly seed: number;
  /** Passes over the samples; 4 where left out. */
  readonly epochs?: number;
  /** Share of the attacks that are shown mutated. */
  readonly mutated?: number;
  /** Share of the attacks that are shown between pieces of innocent values. */
  readonly embedded?: number;
  /** Called now and then with the part that is done, 0 to 1. */
  readonly progress?: (done: number) => void;
  /** Learning rate. */
  readonly rate?: number;
  /** Pull of the weights towards zero at each visit: keeps a rare feature from deciding alone. */
  readonly decay?: number;
  /** Weights to go on from. */
  readonly from?: RawModel;
}

/** Weights before they are packed. */
export interface RawModel {
  readonly weights: Float32Array;
  bias: number;
  /** Sum of squared gradients, for AdaGrad. */
  readonly squares: Float32Array;
}

/** Fresh weights. */
export function emptyModel(): RawModel {
  return { weights: new Float32Array(PLACES), bias: -2, squares: new Float32Array(PLACES).fill(0.02) };
}

/** An innocent sample below this logit teaches next to nothing: it sits out the next pass. */
const CALM = -2.5;
const REST = 1;

/** Samples between two breaths of a training: a few milliseconds. */
const BREATH = 64;

/** Breaths between two words to whoever listens. */
const SPOKEN = 32;

/** Trains on the samples. */
export function train(samples: readonly Sample[], options: TrainOptions): RawModel {
  const steps = training(samples, options);
  for (let breath = 0;; breath++) {
    const { value, done } = steps.next();
    if (done) {
      options.progress?.(1);
      return value;
    }
    if (breath % SPOKEN === 0) options.progress?.(value);
  }
}

/** The same in small steps, for a page that has to stay awake; yields the part that is done. */
export function* training(samples: readonly Sample[], options: TrainOptions): Generator<number, RawModel> {
  const { seed, epochs = 4, mutated = 0.35, embedded = 0.68, rate = 0.02, decay = 1e-5 } = options;
  const random = new Random(seed);
  const model = options.from ?? emptyModel();
  const importance = balance(samples);
  const order = samples.map((_, i) => i);
  const rest = new Uint8Array(samples.length);
  const innocent = samples.filter((one) => !one.attack && one.values.length > 0);
  const disguised = (values: readonly string[]): readonly string[] => {
    const mutate = random.chance(mutated);
    const embed = innocent.length > 0 && random.chance(embedded);
    if (!mutate && !embed) return values;
    return values.map((value) => {
      const text = mutate ? random.pick(TRAINING).apply(value, random) : value;
      return embed ? embedIn(text, innocent, random) : text;
    });
  };
  for (let epoch = 0; epoch < epochs; epoch++) {
    random.shuffle(order);
    for (let n = 0; n < order.length; n++) {
      if (n % BREATH === 0) yield (epoch + n / order.length) / epochs;
      const index = order[n]!;
      const sample = samples[index]!;
      if (rest[index]! > 0) {
        rest[index]!--;
        continue;
      }
      const values = sample.attack ? disguised(sample.values) : sample.values;
      const logit = learn(model, values, sample.attack, { importance: importance[index]!, rate, decay });
      if (!sample.attack && logit < CALM) rest[index] = REST;
    }
  }
  return model;
}

/** Puts an attack where attackers put it: before, behind or between innocent text. */
function embedIn(text: string, innocent: readonly Sample[], random: Random): string {
  const side = random.below(3);
  const before = side === 1 ? "" : `${pieceOf(innocent, random)} `;
  const behind = side === 0 ? "" : ` ${pieceOf(innocent, random)}`;
  return before + text + behind;
}

/** Innocent text of about this many characters is enough: a window sees no more. */
const PIECE = 80;

function pieceOf(innocent: readonly Sample[], random: Random): string {
  const value = random.pick(random.pick(innocent).values);
  const from = random.below(Math.max(1, value.length - PIECE));
  // Words alone: with its signs, code would teach that attacks look like code.
  return value.slice(from, from + 16 + random.below(PIECE)).replace(/[^\p{L}\p{N}.,!? -]/gu, " ");
}

/** Logit of a request's worst value under raw weights. */
export function rawLogit(model: RawModel, values: readonly string[]): number {
  const worst = worstOf(model, values);
  return worst ? model.bias + worst.window.sum : model.bias - 10;
}

/** Places that are set in the window that decides; none where there is no value. */
export function worstPlaces(model: RawModel, values: readonly string[]): Int32Array {
  const worst = worstOf(model, values);
  return Int32Array.from(worst ? placesIn(normalise(worst.value, worst.reading), worst.window) : []);
}

interface Worst {
  readonly value: string;
  readonly reading: "kept" | "dropped";
  readonly window: Window;
}

function worstOf(model: RawModel, values: readonly string[]): Worst | undefined {
  let worst: Worst | undefined;
  for (const value of values) {
    for (const reading of hasComment(value) ? READINGS : KEPT) {
      const window = bestWindow(normalise(value, reading), model.weights);
      if (!worst || window.sum > worst.window.sum) worst = { value, reading, window };
    }
  }
  return worst;
}

const KEPT = ["kept"] as const;
const READINGS = ["kept", "dropped"] as const;

interface Step {
  readonly importance: number;
  readonly rate: number;
  readonly decay: number;
}

/** One step; returns the logit before it. */
function learn(model: RawModel, values: readonly string[], attack: boolean, step: Step): number {
  const worst = worstOf(model, values);
  if (!worst) return model.bias;
  const { weights, squares } = model;
  const places = placesIn(normalise(worst.value, worst.reading), worst.window);
  const logit = model.bias + worst.window.sum;
  const gradient = (1 / (1 + Math.exp(-logit)) - (attack ? 1 : 0)) * step.importance;
  if (Math.abs(gradient) < 1e-5) return logit;
  for (const place of places) {
    const g = gradient + step.decay * weights[place]!;
    const square = squares[place]! + g * g;
    squares[place] = square;
    weights[place] = weights[place]! - step.rate * g / Math.sqrt(square);
  }
  model.bias -= 0.002 * gradient;
  return logit;
}

function placesIn(value: Normalised, { from, to }: Window): number[] {
  const places: number[] = [];
  eachFeature(value, (place, start) => {
    if (start >= from && start < to) places.push(place);
  });
  return places;
}

/** Importance of each sample: a source counts with the square root of its size, and both labels count the same. */
function balance(samples: readonly Sample[]): Float64Array {
  const sizes = new Map<string, number>();
  const key = (sample: Sample): string => `${sample.attack}/${sample.source}`;
  for (const sample of samples) sizes.set(key(sample), (sizes.get(key(sample)) ?? 0) + 1);
  const importance = Float64Array.from(samples, (sample) => 1 / Math.sqrt(sizes.get(key(sample))!));
  for (const attack of [true, false]) {
    let sum = 0, count = 0;
    for (let i = 0; i < samples.length; i++) {
      if (samples[i]!.attack !== attack) continue;
      sum += importance[i]!;
      count++;
    }
    for (let i = 0; i < samples.length; i++) if (samples[i]!.attack === attack) importance[i]! *= count / sum;
  }
  return importance;
}

/** Packs raw weights into int8. Small weights become zero, which makes the model fast and the file small. */
export function quantise(model: RawModel, keep: number): { weights: Int8Array; scale: number; bias: number } {
  const sizes = Array.from(model.weights, Math.abs).filter((size) => size > 0).sort((a, b) => b - a);
  const largest = sizes[Math.floor(sizes.length * 0.0005)] ?? 1;
  const smallest = Math.max(sizes[keep] ?? 0, largest / 254);
  const scale = largest / 127;
  const weights = new Int8Array(PLACES);
  for (let place = 0; place < PLACES; place++) {
    const weight = model.weights[place]!;
    if (Math.abs(weight) >= smallest) weights[place] = Math.max(-127, Math.min(127, Math.round(weight / scale)));
  }
  return { weights, scale, bias: model.bias };
}
