/**
 * What the model page shows the model again while a visitor teaches it: a part of the small corpus, as the model reads
 * it. Kept as a file, for pages may not import what makes it.
 * @module
 */
import type { Known } from "../../islands/model/lesson.ts";
import { sampleOf } from "./samples.ts";
import { smallCorpus } from "./small.ts";

/** Samples of each label: enough that a lesson does not unteach, few enough to load and train at once. */
export const KNOWN_OF_EACH = 200;

/** Longer samples cost more than they keep. */
const LONGEST = 300;

const SEED = 1;

/** The first short samples of each label, the texts and the traffic by turns. */
export function knownSamples(): Known[] {
  const samples = [...smallCorpus(SEED)].map(sampleOf)
    .filter(({ values, length }) => values.length > 0 && length <= LONGEST);
  const attacks = samples.filter(({ attack }) => attack);
  const innocent = samples.filter(({ attack }) => !attack);
  // The corpus has its texts before its traffic: every other one takes from both.
  const step = Math.max(1, Math.floor(innocent.length / KNOWN_OF_EACH));
  const mixed = innocent.filter((_, i) => i % step === 0);
  return [...attacks.slice(0, KNOWN_OF_EACH), ...mixed.slice(0, KNOWN_OF_EACH)]
    .map(({ source, attack, values }) => ({ source, attack, values }));
}

/** The file's text: one line a sample. */
export function textOfKnown(known: readonly Known[]): string {
  return `[\n${known.map((sample) => `  ${JSON.stringify(sample)}`).join(",\n")}\n]\n`;
}
