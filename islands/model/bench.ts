/**
 * What the islands of the model page share: the engine, the model of the server, the one that was taught here, the
 * text on the bench. Signals only; nothing is written here on the server.
 * @module
 */
import { computed, signal } from "@preact/signals";
import type { Model } from "../../detectors/anomaly/weights.ts";
import type { Change, Taught } from "./lesson.ts";
import { MAX_TAUGHT } from "./limits.ts";
import type { Place } from "./place.ts";

/** The chunk with the engine. */
export type Engine = typeof import("./engine.ts");

/** A training that was done here. */
export interface Lesson {
  readonly model: Model;
  /** Verdicts before and after: the samples first, then the library. */
  readonly changes: readonly Change[];
  /** How many samples there were. */
  readonly samples: number;
}

export const engine = signal<Engine | undefined>(undefined);

/** The weights that the server runs. */
export const shipped = signal<Model | undefined>(undefined);

/** Why there is no model to ask. */
export const failure = signal<string | undefined>(undefined);

/** The weights that were taught in this page, and the verdicts that they change. */
export const lesson = signal<Lesson | undefined>(undefined);

/** The weights that the page asks. */
export const current = computed(() => lesson.value?.model ?? shipped.value);

/** What the visitor typed, and where it stands. */
export const text = signal("' OR 1=1--");
export const place = signal<Place>("query");

/** Samples to be taught. */
export const taught = signal<readonly Taught[]>([]);

let loading: Promise<void> | undefined;

/** Fetches engine and weights, once. */
export function load(): Promise<void> {
  return loading ??= (async () => {
    try {
      const chunk = await import("./engine.ts");
      shipped.value = await chunk.loadModel();
      engine.value = chunk;
      if (!shipped.value) failure.value = "This server runs without a model.";
    } catch {
      loading = undefined;
      failure.value = "The engine could not be loaded. Reload the page to try again.";
    }
  })();
}

/** Takes a sample into the lesson; one text has one label, and one too many is not taken. */
export function addSample(sample: Taught): void {
  const others = taught.value.filter(({ text, place }) => text !== sample.text || place !== sample.place);
  if (others.length < MAX_TAUGHT) taught.value = [...others, sample];
}
