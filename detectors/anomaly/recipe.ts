/**
 * The recipe of the shipped weights: clean the labels, train, harden against disguises, add noise that is innocent.
 * @module
 */
import { evaded } from "./evade.ts";
import { TRAINING } from "./mutate.ts";
import { Random } from "./random.ts";
import { rawLogit, type RawModel, type Sample, train, training } from "./train.ts";

/** What the recipe tells while it works. */
export interface RecipeOptions {
  readonly seed: number;
  /** Called with the name of the stage and the part of it that is done. */
  readonly progress?: (stage: string, done: number) => void;
}

/** A logit beyond which a model that never saw the record contradicts its label. */
const CONTRADICTION = 2.5;

/** Attacks that are disguised in each adversarial round, at most an eighth of all, and queries spent on each. */
const DISGUISED = 1_000;
const QUERIES = 40;
const ROUNDS = 2;

/** Breaths of the training between two looks at its weights. */
const BETWEEN = 64;

/** Share of the benign samples that is added as shuffled noise. */
const NOISE = 0.15;

/** Splits off the samples whose label a model trained on the other half contradicts. */
export function cleanLabels(samples: readonly Sample[], options: RecipeOptions): { kept: Sample[]; dropped: Sample[] } {
  const kept: Sample[] = [];
  const dropped: Sample[] = [];
  const halves = [samples.filter((sample) => fold(sample) === 0), samples.filter((sample) => fold(sample) === 1)];
  for (const [half, other] of [[halves[0]!, halves[1]!], [halves[1]!, halves[0]!]] as const) {
    const progress = (done: number): void => options.progress?.("checking labels", done);
    const model = train(other, { seed: options.seed, epochs: 2, mutated: 0, embedded: 0, progress });
    for (const sample of half) {
      const logit = rawLogit(model, sample.values);
      const contradicted = sample.attack ? logit < -CONTRADICTION : logit > CONTRADICTION;
      (contradicted ? dropped : kept).push(sample);
    }
  }
  return { kept: kept.sort(byId), dropped: dropped.sort(byId) };
}

/**
 * Trains on cleaned samples, hardens against the training's own disguises. The result is the mean of the weights on the
 * way through the last pass and a half: where a single pass ends is luck, and the luck shows on sources never seen.
 */
export function trainHardened(samples: readonly Sample[], options: RecipeOptions): RawModel {
  const { seed } = options;
  const random = new Random(seed ^ 0x5bd1e995);
  const all = [...samples, ...noiseFrom(samples, random)];
  const model = train(all, { seed, progress: (done) => options.progress?.("training", done) });
  const mean = new Mean(model);
  for (let round = 0; round < ROUNDS; round++) {
    const disguised = disguise(model, samples, random, (done) => options.progress?.("disguising attacks", done));
    all.push(...disguised);
    let breath = 0;
    for (const done of training(all, { seed: seed + round + 1, epochs: 1, from: model })) {
      if (breath++ % BETWEEN !== 0) continue;
      options.progress?.("hardening", done);
      if (round > 0 || done >= 0.5) mean.add(model);
    }
  }
  mean.add(model);
  mean.into(model);
  return model;
}

/** The mean of a model's weights at several times. */
class Mean {
  readonly #sums: Float64Array;
  #bias = 0;
  #count = 0;

  constructor({ weights }: RawModel) {
    this.#sums = new Float64Array(weights.length);
  }

  add({ weights, bias }: RawModel): void {
    for (let place = 0; place < weights.length; place++) this.#sums[place]! += weights[place]!;
    this.#bias += bias;
    this.#count++;
  }

  into(model: RawModel): void {
    for (let place = 0; place < this.#sums.length; place++) model.weights[place] = this.#sums[place]! / this.#count;
    model.bias = this.#bias / this.#count;
  }
}

function disguise(
  model: RawModel,
  samples: readonly Sample[],
  random: Random,
  progress: (done: number) => void,
): Sample[] {
  const attacks = samples.filter((sample) => sample.attack && sample.values.some((value) => value.length < 400));
  const out: Sample[] = [];
  if (attacks.length === 0) return out;
  const judge = (text: string): number => rawLogit(model, [text]);
  const wanted = Math.min(DISGUISED, Math.ceil(attacks.length / 8));
  for (let n = 0; n < wanted; n++) {
    const sample = random.pick(attacks);
    const worst = [...sample.values].sort((a, b) => judge(b) - judge(a))[0]!;
    const text = evaded(worst, { judge, mutations: TRAINING, random, queries: QUERIES, below: -1 });
    out.push({ id: `${sample.id}~${n}`, source: "disguised", attack: true, values: [text] });
    if (n % 100 === 0) progress(n / wanted);
  }
  return out;
}

/** Innocent values with their words shuffled: innocence must not depend on the order of words. */
function noiseFrom(samples: readonly Sample[], random: Random): Sample[] {
  const benign = samples.filter((sample) => !sample.attack && sample.values.length > 0);
  const out: Sample[] = [];
  for (let n = 0; n < benign.length * NOISE; n++) {
    const words = random.pick(random.pick(benign).values).split(" ");
    const others = random.pick(random.pick(benign).values).split(" ");
    const text = random.shuffle([...words.slice(0, 20), ...others.slice(0, 20)]).join(" ");
    out.push({ id: `noise-${n}`, source: "noise", attack: false, values: [text] });
  }
  return out;
}

/** Half of a sample, by its id alone, so that it does not depend on what else is in the corpus. */
function fold(sample: Sample): 0 | 1 {
  let hash = 0;
  for (let i = 0; i < sample.id.length; i++) hash = Math.imul(hash ^ sample.id.charCodeAt(i), 0x01000193);
  return (hash >>> 7) & 1 ? 1 : 0;
}

function byId(a: Sample, b: Sample): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
