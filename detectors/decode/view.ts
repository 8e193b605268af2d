/**
 * Views: a text with the way back to the bytes it was decoded from.
 * @module
 */
import { charsOf } from "../chars.ts";
import type { DecoderName, DecodeStep, OffsetMap, View } from "../types.ts";

/** The map of a text that was not rewritten. */
export const IDENTITY: OffsetMap = { start: (index) => index, end: (index) => index };

/** A view as the field was sent, before any decoding. */
export function rawView(text: string, chars = charsOf(text)): View {
  return new TextView(text, chars, [], IDENTITY);
}

/** A view made from `parent` by one decoding step; `local` maps the new text to the parent's. */
export function derivedView(parent: View, text: string, step: DecodeStep, local: OffsetMap): View {
  const origin = parent.origin === IDENTITY ? local : new ChainedMap(parent.origin, local);
  return new TextView(text, charsOf(text), [...parent.steps, step], origin);
}

class TextView implements View {
  #lower: string | undefined;
  constructor(
    readonly text: string,
    readonly chars: number,
    readonly steps: readonly DecodeStep[],
    readonly origin: OffsetMap,
  ) {}

  get lower(): string {
    return this.#lower ??= lowerSameLength(this.text);
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
  // Segment n covers output from #outAt[n]; it came from input #inAt[n] to #inEnd[n].
  // A literal segment maps character by character, a rewritten one as a whole.
  readonly #outAt: number[] = [];
  readonly #inAt: number[] = [];
  readonly #inEnd: number[] = [];
  readonly #literal: boolean[] = [];

  constructor(readonly input: string) {}

  /** Replaces input `from`–`to` by `text`; everything before it that was not replaced is kept as it is. */
  replace(from: number, to: number, text: string): void {
    this.#keep(from);
    this.#changes++;
    if (text !== "") this.#segment(from, to, text, false);
    this.#copied = to;
  }

  /** How many spans were replaced so far. */
  get changes(): number {
    return this.#changes;
  }

  /** The new view, or undefined when nothing was replaced. */
  finish(parent: View, decoder: DecoderName): View | undefined {
    if (this.#changes === 0) return undefined;
    this.#keep(this.input.length);
    const map = new SegmentMap(this.#outAt, this.#inAt, this.#inEnd, this.#literal, this.input.length);
    return derivedView(parent, this.#out, { decoder, changes: this.#changes }, map);
  }

  #keep(until: number): void {
    if (until > this.#copied) this.#segment(this.#copied, until, this.input.slice(this.#copied, until), true);
  }

  #segment(from: number, to: number, text: string, literal: boolean): void {
    this.#outAt.push(this.#out.length);
    this.#inAt.push(from);
    this.#inEnd.push(to);
    this.#literal.push(literal);
    this.#out += text;
  }
}

class SegmentMap implements OffsetMap {
  constructor(
    readonly outAt: readonly number[],
    readonly inAt: readonly number[],
    readonly inEnd: readonly number[],
    readonly literal: readonly boolean[],
    readonly inLength: number,
  ) {}

  start(index: number): number {
    const n = this.#segmentOf(index);
    if (n < 0) return 0;
    return this.literal[n] ? Math.min(this.inAt[n]! + index - this.outAt[n]!, this.inLength) : this.inAt[n]!;
  }

  end(index: number): number {
    if (index <= 0) return 0;
    const n = this.#segmentOf(index - 1);
    if (n < 0) return 0;
    return this.literal[n] ? Math.min(this.inAt[n]! + index - this.outAt[n]!, this.inLength) : this.inEnd[n]!;
  }

  /** The last segment that begins at or before `index`. */
  #segmentOf(index: number): number {
    let low = 0;
    let high = this.outAt.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (this.outAt[middle]! <= index) low = middle + 1;
      else high = middle - 1;
    }
    return high;
  }
}
