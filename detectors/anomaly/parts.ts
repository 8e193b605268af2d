/**
 * What a logit is made of, feature by feature, and what a place among the weights may stand for. Places are hashes:
 * the texts are those that were seen to fall there, not all that could.
 * @module
 */
import { eachFeature } from "./features.ts";
import { scoreValue } from "./model.ts";
import { END, normalise, type Normalised, START } from "./normalise.ts";
import type { Model } from "./weights.ts";
import { bestWindow } from "./window.ts";

/** A feature in the window that decided. */
export interface Part {
  /** As the model reads it: normalised, with `⊢` and `⊣` for the value's beginning and end. */
  readonly text: string;
  readonly place: number;
  /** Log-odds that it adds; below nothing it speaks for innocence. */
  readonly weight: number;
  /** Span in the value, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** The features of a value's deciding window that weigh something, the heaviest first. They and the bias are the logit. */
export function partsOf({ header, weights }: Model, value: string): Part[] {
  const { comments } = scoreValue({ header, weights }, value);
  const normalised = normalise(value, comments);
  const { from, to } = bestWindow(normalised, weights);
  const parts: Part[] = [];
  eachFeature(normalised, (place, start, end) => {
    const weight = weights[place]! * header.scale;
    if (weight === 0 || start < from || start >= to) return;
    const [first, last] = [normalised.at[start]!, normalised.at[end]!];
    parts.push({ text: textOf(normalised, start, end), place, weight, start: first, end: last });
  });
  return parts.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || a.start - b.start);
}

/** What was seen to fall into one place. */
export interface Entry {
  readonly place: number;
  readonly weight: number;
  /** Texts that fell there, the most frequent first. */
  readonly texts: readonly string[];
  /** How many different ones did. */
  readonly different: number;
}

/** Texts that are kept for a place. */
const KEPT = 4;

/**
 * The heaviest weights of each sign among those that these values use, with what falls into their places. Weights of
 * one byte have a limit that many reach: of equal ones, those that more of the values use come first.
 */
export function heaviest(model: Model, values: Iterable<string>, count: number): { up: Entry[]; down: Entry[] } {
  const { header, weights } = model;
  const seen = new Map<number, Map<string, number>>();
  for (const value of values) {
    const normalised = normalise(value);
    eachFeature(normalised, (place, start, end) => {
      if (weights[place] === 0) return;
      const texts = seen.get(place) ?? new Map<string, number>();
      const text = textOf(normalised, start, end);
      seen.set(place, texts.set(text, (texts.get(text) ?? 0) + 1));
    });
  }
  const used = [...seen].map(([place, texts]) => ({
    place,
    texts,
    weight: weights[place]!,
    times: texts.values().reduce((sum, times) => sum + times, 0),
  })).sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || b.times - a.times || a.place - b.place);
  const entryOf = ({ place, texts, weight }: typeof used[number]): Entry => {
    const sorted = [...texts].sort(([a, n], [b, m]) => m - n || a.length - b.length);
    return {
      place,
      weight: weight * header.scale,
      texts: sorted.slice(0, KEPT).map(([text]) => text),
      different: texts.size,
    };
  };
  return {
    up: used.filter(({ weight }) => weight > 0).slice(0, count).map(entryOf),
    down: used.filter(({ weight }) => weight < 0).slice(0, count).map(entryOf),
  };
}

function textOf({ codes }: Normalised, start: number, end: number): string {
  let text = "";
  for (let i = start; i < end; i++) {
    const code = codes[i]!;
    text += code === START ? "⊢" : code === END ? "⊣" : String.fromCharCode(code);
  }
  return text;
}
