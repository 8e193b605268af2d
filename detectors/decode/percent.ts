/**
 * Percent-encoding in two readings. Hono decodes a run of groups that is valid UTF-8 and leaves any other run as it
 * is; the URL API decodes every group and puts U+FFFD where bytes are no UTF-8. One odd byte before a quote
 * (`%ff%27`) is enough to make them differ, so both are views.
 * @module
 */
import { Char, charClass } from "../chars.ts";
import type { DecoderName, OffsetMap, View } from "../types.ts";
import { hexDigit } from "./digits.ts";
import { sequenceLengthOf } from "./utf8.ts";
import { mappedView, Rewriter } from "./view.ts";

const RUN = /(?:%[0-9A-Fa-f]{2})+/g;

/** The text as Hono reads it; `plus` also turns `+` into a space. */
export function percentText(raw: string, plus: boolean): string {
  const text = plus && raw.includes("+") ? raw.replaceAll("+", " ") : raw;
  if (!text.includes("%")) return text;
  return decoded(text) ?? text.replace(RUN, (run) => decoded(run) ?? run);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Decodes one layer as Hono does; `plus` also turns `+` into a space, as forms do. Undefined when nothing changes. */
export function decodePercent(view: View, plus = false): View | undefined {
  return decodeLayer(view, plus, false);
}

/** Decodes one layer as the URL API does. Undefined when no group is invalid UTF-8: then it reads as Hono does. */
export function decodePercentLenient(view: View, plus = false): View | undefined {
  return (view.chars & Char.percent) !== 0 && hasInvalidRun(view.text) ? decodeLayer(view, plus, true) : undefined;
}

function decodeLayer(view: View, plus: boolean, lenient: boolean): View | undefined {
  if ((view.chars & (plus ? Char.percent | Char.plus : Char.percent)) === 0) return undefined;
  const whole = lenient ? undefined : decodeWhole(view, plus);
  return whole ?? rewriteLayer(view, plus, lenient);
}

function nameOf(plus: boolean, lenient: boolean): DecoderName {
  return lenient ? "percent-lenient" : plus ? "form" : "percent";
}

/** A longer text gets a table of its pieces, which is shorter than one of its characters. */
const LONGEST_WALK = 1_000;

/** The bytes of the text that is being decoded. */
const BYTES = new Uint8Array(LONGEST_WALK);
const UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * The layer decoded by the platform, which is quicker than we are; undefined where some percent sign begins no group
 * or some run is no UTF-8. Where its characters stood is read off the raw text when a finding asks.
 */
function decodeWhole(view: View, plus: boolean): View | undefined {
  const { text } = view;
  if (text.length > LONGEST_WALK) return undefined;
  let chars = 0;
  let changes = 0;
  let length = 0;
  let bytes = true;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (code === 37) {
      code = byteAt(text, i);
      if (code < 0) return undefined;
      const groups = code < 128 ? 1 : sequenceLength(text, i);
      if (groups === 0) return undefined;
      BYTES[length++] = code;
      if (groups > 1) {
        for (let g = 1; g < groups; g++) BYTES[length++] = byteAt(text, i + g * 3);
        code = codePointAt(text, i, groups);
      }
      changes++;
      i += groups * 3 - 1;
    } else {
      if (plus && code === 43) {
        code = 32;
        changes++;
      }
      // A character that should have been encoded has more than one byte.
      if (code >= 128) bytes = false;
      BYTES[length++] = code;
    }
    chars |= charClass(code);
  }
  const decoded = bytes ? UTF8.decode(BYTES.subarray(0, length)) : percentText(text, plus);
  const step = { decoder: nameOf(plus, false), changes };
  return mappedView(view, decoded, { chars, step, local: new PercentMap(text) });
}

/** Where each unit of the decoded text began, worked out at the first question: most texts are never asked about. */
class PercentMap implements OffsetMap {
  #starts: readonly number[] | undefined;
  constructor(readonly text: string) {}

  start(index: number): number {
    const starts = this.#starts ??= startsOf(this.text);
    return index < starts.length ? starts[index]! : this.text.length;
  }

  end(index: number): number {
    if (index <= 0) return 0;
    const at = this.start(index - 1);
    return at < this.text.length ? at + writtenLength(this.text, at) : at;
  }
}

/** Walks along a text that consists of characters and whole groups. A plain array: a typed one costs more to make. */
function startsOf(text: string): number[] {
  const starts: number[] = [];
  for (let at = 0; at < text.length;) {
    const length = writtenLength(text, at);
    starts.push(at);
    if (length === 12) starts.push(at);
    at += length;
  }
  return starts;
}

/** Characters that the one at `at` takes: beyond the basic plane it is written in four groups and has two units. */
function writtenLength(text: string, at: number): number {
  if (text.charCodeAt(at) !== 37) return 1;
  // The first digit tells ASCII from the lead of a sequence.
  return hexDigit(text.charCodeAt(at + 1)) < 8 ? 3 : sequenceLength(text, at) * 3;
}

function rewriteLayer(view: View, plus: boolean, lenient: boolean): View | undefined {
  const { text } = view;
  const out = new Rewriter(text);
  const { length } = text;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (plus && code === 43) out.replace(i, i + 1, " ");
    else if (code === 37 && byteAt(text, i) >= 0) i = decodeRun(text, i, lenient, out) - 1;
  }
  return out.finish(view, nameOf(plus, lenient));
}

/** Decodes a run of groups and returns the index behind it. */
function decodeRun(text: string, from: number, lenient: boolean, out: Rewriter): number {
  let to = from;
  let ascii = true;
  for (let byte = byteAt(text, to); byte >= 0; byte = byteAt(text, to)) {
    if (byte >= 128) ascii = false;
    to += 3;
  }
  if (!ascii && !lenient && !isUtf8Run(text, from, to)) return to;
  for (let at = from; at < to;) {
    const byte = byteAt(text, at);
    if (byte < 128) {
      out.replace(at, at + 3, String.fromCharCode(byte));
      at += 3;
    } else {
      const used = Math.max(1, sequenceLength(text, at));
      out.replace(at, at + used * 3, characterAt(text, at, used));
      at += used * 3;
    }
  }
  return to;
}

/** Whether some run of groups is not valid UTF-8. */
function hasInvalidRun(text: string): boolean {
  for (let at = text.indexOf("%"); at >= 0; at = text.indexOf("%", at)) {
    let to = at;
    while (byteAt(text, to) >= 0) to += 3;
    if (to === at) at++;
    else if (!isUtf8Run(text, at, to)) return true;
    else at = to;
  }
  return false;
}

function isUtf8Run(text: string, from: number, to: number): boolean {
  for (let at = from; at < to;) {
    const length = byteAt(text, at) < 128 ? 1 : sequenceLength(text, at);
    if (length === 0) return false;
    at += length * 3;
  }
  return true;
}

/** The character that `count` groups at `at` encode; a single group beyond ASCII encodes none. */
function characterAt(text: string, at: number, count: number): string {
  return count === 1 ? "\ufffd" : String.fromCodePoint(codePointAt(text, at, count));
}

function codePointAt(text: string, at: number, count: number): number {
  let code = byteAt(text, at) & (0x7f >> count);
  for (let i = 1; i < count; i++) code = (code << 6) | (byteAt(text, at + i * 3) & 0x3f);
  return code;
}

/** Bytes of the valid UTF-8 sequence that begins at `at`, or 0; what is no group is no continuation either. */
function sequenceLength(text: string, at: number): number {
  return sequenceLengthOf(byteAt(text, at), byteAt(text, at + 3), byteAt(text, at + 6), byteAt(text, at + 9));
}

/** Value of the percent group at `at`, or -1. */
export function byteAt(text: string, at: number): number {
  if (text.charCodeAt(at) !== 37) return -1;
  const high = hexDigit(text.charCodeAt(at + 1));
  const low = hexDigit(text.charCodeAt(at + 2));
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}
