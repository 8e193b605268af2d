/**
 * Views: a text with the way back to the bytes it was decoded from.
 * @module
 */
import { charsOf } from "../chars.ts";
import { signalsOf } from "../signals.ts";
import type { DecoderName, DecodeStep, OffsetMap, View } from "../types.ts";

/** The map of a text that was not rewritten. */
export const IDENTITY: OffsetMap = { start: (index) => index, end: (index) => index };

const NO_STEPS: readonly DecodeStep[] = [];

/** A view as the field was sent, before any decoding; `chars` where its classes are known. */
export function rawView(raw: string, chars?: number): View {
  const text = copied(raw);
  return new TextView(text, chars ?? charsOf(text), NO_STEPS, IDENTITY);
}

/** Shorter pieces of a text are copies already. */
const SHORTEST_SLICE = 13;

/** A longer value is seldom a piece of a text, and a copy of it is no longer cheap. */
const LONGEST_COPY = 2_000;

/**
 * The same text in memory of its own. A piece of a query or a body is a reference into it, and each look at a
 * character goes through that reference: the loops over a value, a score of them, cost more than one copy.
 */
function copied(text: string): string {
  if (text.length < SHORTEST_SLICE || text.length > LONGEST_COPY) return text;
  return [text.slice(0, 1), text.slice(1)].join("");
}

/** A view made from `parent` by one decoding step; `local` maps the new text to the parent's. */
export function derivedView(parent: View, text: string, step: DecodeStep, local: OffsetMap): View {
  return new TextView(text, charsOf(text), stepsTo(parent, step), chained(parent, local));
}

/** What a decoder knows of its text already. */
export interface Known {
  readonly chars: number;
  readonly step: DecodeStep;
  readonly local: OffsetMap;
}

/** A view like `derivedView`, of a text that was classified while it was decoded. */
export function mappedView(parent: View, text: string, { chars, step, local }: Known): View {
  return new TextView(text, chars, stepsTo(parent, step), chained(parent, local));
}

function stepsTo({ steps }: View, step: DecodeStep): readonly DecodeStep[] {
  return steps.length === 0 ? [step] : [...steps, step];
}

function chained({ origin }: View, local: OffsetMap): OffsetMap {
  return origin === IDENTITY ? local : new ChainedMap(origin, local);
}

/** A string of a JSON text in `parent`, as the only text of a field whose `raw` begins at `origin`. */
export function slicedView(parent: View, start: number, end: number, origin: number): View {
  const text = parent.text.slice(start, end);
  const steps: DecodeStep[] = [...parent.steps, { decoder: "json-in-string", changes: 1 }];
  return new TextView(text, charsOf(text), steps, new ShiftedMap(parent.origin, start, origin));
}

class TextView implements View {
  #lower: string | undefined;
  #signals: number | undefined;
  constructor(
    readonly text: string,
    readonly chars: number,
    readonly steps: readonly DecodeStep[],
    readonly origin: OffsetMap,
  ) {}

  get lower(): string {
    return this.#lower ??= lowerSameLength(this.text);
  }

  get signals(): number {
    return this.#signals ??= signalsOf(this.lower);
  }
}

class ChainedMap implements OffsetMap {
  constructor(readonly outer: OffsetMap, readonly inner: OffsetMap) {}
  start(index: number): number {
    return this.outer.start(this.inner.start(index));
  }
  end(index: number): number {
    return this.outer.end(this.inner.end(index));
  }
}

class ShiftedMap implements OffsetMap {
  constructor(readonly outer: OffsetMap, readonly inner: number, readonly origin: number) {}
  start(index: number): number {
    return this.outer.start(index + this.inner) - this.origin;
  }
  end(index: number): number {
    return this.outer.end(index + this.inner) - this.origin;
  }
}

/** Lower case without the few letters whose lower case is longer, so that offsets stay equal. */
function lowerSameLength(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/**
 * Builds a decoded text piece by piece and remembers where each piece came from.
 * Call `replace` for each rewritten span from left to right, then `finish`.
 */
export class Rewriter {
  #out = "";
  #copied = 0;
  #changes = 0;
  #map: SegmentMap | undefined;

  constructor(readonly input: string) {}

  /** Replaces input `from`–`to` by `text`; everything before it that was not replaced is kept as it is. */
  replace(from: number, to: number, text: string): void {
    if (from > this.#copied) this.#keep(from);
    this.#changes++;
    this.#copied = to;
    if (text === "") return;
    this.#pieces.push(this.#out.length, from, to, text.length === 1 ? to - from : 0);
    this.#out += text;
  }

  /** How many spans were replaced so far. */
  get changes(): number {
    return this.#changes;
  }

  /** The new view, or undefined when nothing was replaced. */
  finish(parent: View, decoder: DecoderName): View | undefined {
    if (this.#changes === 0) return undefined;
    if (this.input.length > this.#copied) this.#keep(this.input.length);
    return derivedView(parent, this.#out, { decoder, changes: this.#changes }, this.#pieces);
  }

  /** Made with the first piece: most texts that are looked through need none. */
  get #pieces(): SegmentMap {
    return this.#map ??= new SegmentMap();
  }

  #keep(until: number): void {
    this.#pieces.push(this.#out.length, this.#copied, until, 1);
    this.#out += this.input.slice(this.#copied, until);
  }
}

/**
 * Pieces of a rewritten text, four numbers each: where the piece begins in the output, where it began and ended in
 * the input, and how many input characters each output character took (0: they belong to the piece as a whole).
 */
class SegmentMap implements OffsetMap {
  readonly #pieces: number[] = [];

  /** Adds a piece; one that goes on as the last did becomes part of it, so that a run of escapes is one piece. */
  push(outAt: number, inAt: number, inEnd: number, width: number): void {
    const pieces = this.#pieces;
    const { length } = pieces;
    if (length > 0 && width > 0 && pieces[length - 1] === width && pieces[length - 2] === inAt) {
      pieces[length - 2] = inEnd;
    } else {
      pieces.push(outAt, inAt, inEnd, width);
    }
  }

  start(index: number): number {
    const piece = this.#pieceOf(index);
    if (piece < 0) return 0;
    const [outAt, inAt, inEnd, width] = this.#at(piece);
    return width === 0 ? inAt : Math.min(inAt + (index - outAt) * width, inEnd);
  }

  end(index: number): number {
    const piece = index <= 0 ? -1 : this.#pieceOf(index - 1);
    if (piece < 0) return 0;
    const [outAt, inAt, inEnd, width] = this.#at(piece);
    return width === 0 ? inEnd : Math.min(inAt + (index - outAt) * width, inEnd);
  }

  #at(piece: number): [outAt: number, inAt: number, inEnd: number, width: number] {
    const pieces = this.#pieces;
    return [pieces[piece]!, pieces[piece + 1]!, pieces[piece + 2]!, pieces[piece + 3]!];
  }

  /** Index of the last piece that begins at or before `index`. */
  #pieceOf(index: number): number {
    let low = 0;
    let high = this.#pieces.length / 4 - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (this.#pieces[middle * 4]! <= index) low = middle + 1;
      else high = middle - 1;
    }
    return high * 4;
  }
}
