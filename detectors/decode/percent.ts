/**
 * Percent-encoding, as the URL API reads it: valid groups become bytes, bytes become UTF-8 with U+FFFD for what
 * is not, anything else stays.
 * @module
 */
import { Char } from "../chars.ts";
import type { View } from "../types.ts";
import { Rewriter } from "./view.ts";

const UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Decodes one layer; `plus` also turns `+` into a space, as forms do. Undefined when nothing changes. */
export function decodePercent(view: View, plus: boolean): View | undefined {
  if ((view.chars & (plus ? Char.percent | Char.plus : Char.percent)) === 0) return undefined;
  const { text } = view;
  const out = new Rewriter(text);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (plus && code === 43) {
      out.replace(i, i + 1, " ");
    } else if (code === 37) {
      const byte = byteAt(text, i);
      if (byte < 0) continue;
      if (byte < 128) {
        out.replace(i, i + 3, String.fromCharCode(byte));
        i += 2;
      } else {
        i = decodeRun(text, i, out) - 1;
      }
    }
  }
  return out.finish(view, plus ? "form" : "percent");
}

/** Decodes a run of groups beyond ASCII, character by character, and returns the index behind it. */
function decodeRun(text: string, from: number, out: Rewriter): number {
  const bytes: number[] = [];
  let to = from;
  for (let byte = byteAt(text, to); byte >= 128; byte = byteAt(text, to)) {
    bytes.push(byte);
    to += 3;
  }
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    const char = length === 0 ? "\ufffd" : UTF8.decode(new Uint8Array(bytes.slice(at, at + length)));
    const used = Math.max(length, 1);
    out.replace(from + at * 3, from + (at + used) * 3, char);
    at += used;
  }
  return to;
}

/** Length of the valid UTF-8 sequence at `at`, or 0. */
function sequenceLength(bytes: readonly number[], at: number): number {
  const lead = bytes[at]!;
  const length = lead >= 0xf0 && lead < 0xf5
    ? 4
    : lead >= 0xe0 && lead < 0xf0
    ? 3
    : lead >= 0xc2 && lead < 0xe0
    ? 2
    : 0;
  for (let i = 1; i < length; i++) {
    const next = bytes[at + i];
    if (next === undefined || (next & 0xc0) !== 0x80) return 0;
  }
  return length;
}

/** Value of the percent group at `at`, or -1. */
function byteAt(text: string, at: number): number {
  if (text.charCodeAt(at) !== 37) return -1;
  const high = hexDigit(text.charCodeAt(at + 1));
  const low = hexDigit(text.charCodeAt(at + 2));
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/** Value of a hexadecimal digit, or -1. */
export function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}
