/**
 * A tiny network over the same features, for comparison: one hidden layer on the window that the linear model picked.
 * The guard does not use it; the model page says what it would bring.
 * @module
 */
import { PLACES } from "./features.ts";
import { Random } from "./random.ts";

/** Most hidden units: more would not be tiny. */
export const MOST_HIDDEN = 64;

/** Weights in plain arrays. */
export interface Network {
  readonly hidden: number;
  /** `input[place × hidden + unit]`. */
  readonly input: Float32Array;
  readonly hiddenBias: Float32Array;
  readonly output: Float32Array;
  bias: number;
}

/** The places that are set in the window, and the truth. */
export interface NetworkSample {
  readonly places: Int32Array;
  readonly attack: boolean;
}

/** How to train. */
export interface NetworkOptions {
  readonly seed: number;
  readonly hidden: number;
  readonly epochs?: number;
  readonly rate?: number;
  readonly progress?: (done: number) => void;
}

/** Fresh weights, small and random: units that begin alike stay alike. */
export function emptyNetwork(hidden: number, random: Random): Network {
  if (!Number.isInteger(hidden) || hidden < 1 || hidden > MOST_HIDDEN) {
    throw new RangeError(`Cannot build a network: ${hidden} hidden units, 1 to ${MOST_HIDDEN} are possible`);
  }
  const small = (): number => (random.next() - 0.5) * 0.1;
  return {
    hidden,
    input: Float32Array.from({ length: PLACES * hidden }, small),
    hiddenBias: Float32Array.from({ length: hidden }, small),
    output: Float32Array.from({ length: hidden }, () => (random.next() - 0.5) * 0.5),
    bias: 0,
  };
}

/** Trains by AdaGrad, a sample at a time. The same samples, in the same order, and seed give the same weights. */
export function trainNetwork(samples: readonly NetworkSample[], options: NetworkOptions): Network {
  const { seed, hidden, epochs = 4, rate = 0.02, progress } = options;
  const random = new Random(seed);
  const network = emptyNetwork(hidden, random);
  const squares = new Float32Array(network.input.length).fill(0.02);
  const outputSquares = new Float32Array(hidden).fill(0.02);
  const attacks = samples.filter(({ attack }) => attack).length;
  const order = samples.map((_, i) => i);
  const units = new Float64Array(hidden);
  for (let epoch = 0; epoch < epochs; epoch++) {
    random.shuffle(order);
    order.forEach((index, n) => {
      const { places, attack } = samples[index]!;
      const logit = forward(network, places, units);
      const weight = samples.length / (2 * (attack ? attacks : samples.length - attacks));
      const gradient = (1 / (1 + Math.exp(-logit)) - (attack ? 1 : 0)) * weight;
      if (Math.abs(gradient) > 1e-4) step(network, { places, units, gradient, rate, squares, outputSquares });
      if (progress && n % 2048 === 0) progress((epoch + n / order.length) / epochs);
    });
  }
  return network;
}

/** The network's logit for the places of a window. */
export function networkLogit(network: Network, places: Int32Array): number {
  return forward(network, places, new Float64Array(network.hidden));
}

/** Fills `units` with what the hidden units say (ReLU) and returns the logit. */
function forward(
  { hidden, input, hiddenBias, output, bias }: Network,
  places: Int32Array,
  units: Float64Array,
): number {
  for (let unit = 0; unit < hidden; unit++) units[unit] = hiddenBias[unit]!;
  for (let i = 0; i < places.length; i++) {
    const from = places[i]! * hidden;
    for (let unit = 0; unit < hidden; unit++) units[unit] = units[unit]! + input[from + unit]!;
  }
  let logit = bias;
  for (let unit = 0; unit < hidden; unit++) {
    if (units[unit]! < 0) units[unit] = 0;
    logit += units[unit]! * output[unit]!;
  }
  return logit;
}

interface Step {
  readonly places: Int32Array;
  readonly units: Float64Array;
  readonly gradient: number;
  readonly rate: number;
  readonly squares: Float32Array;
  readonly outputSquares: Float32Array;
}

function step(network: Network, { places, units, gradient, rate, squares, outputSquares }: Step): void {
  const { hidden, input, hiddenBias, output } = network;
  for (let unit = 0; unit < hidden; unit++) {
    const value = units[unit]!;
    // A unit that is off passes nothing on, and learns nothing.
    if (value === 0) continue;
    const back = gradient * output[unit]!;
    const g = gradient * value;
    outputSquares[unit] = outputSquares[unit]! + g * g;
    output[unit] = output[unit]! - rate * g / Math.sqrt(outputSquares[unit]!);
    hiddenBias[unit] = hiddenBias[unit]! - 0.002 * back;
    const square = back * back;
    for (let i = 0; i < places.length; i++) {
      const at = places[i]! * hidden + unit;
      squares[at] = squares[at]! + square;
      input[at] = input[at]! - rate * back / Math.sqrt(squares[at]!);
    }
  }
  network.bias -= 0.002 * gradient;
}
