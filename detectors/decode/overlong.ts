/**
 * Bytes that are no UTF-8, as careless decoders read them: an ASCII character in more bytes than it needs
 * (`%C0%A7` for a quote), and 0xA0 as a blank.
 * @module
 */
import { Char } from "../chars.ts";
import type { View } from "../types.ts";
import { byteAt } from "./percent.ts";
import { Rewriter } from "./view.ts";

/** Decodes percent groups, overlong forms included. Undefined when there is no overlong form and no lone 0xA0. */
export function decodeOverlong(view: View): View | undefined {
  if ((view.chars & Char.percent) === 0) return undefined;
  const { text } = view;
  if (!hasSuspectByte(text)) return undefined;
  const out = new Rewriter(text);
  let found = false;
  for (let i = text.indexOf("%"); i >= 0; i = text.indexOf("%", i)) {
    const byte = byteAt(text, i);
    const length = byte < 0 ? 0 : overlongLength(text, i, byte);
    if (byte >= 0 && byte < 128) {
      out.replace(i, i + 3, String.fromCharCode(byte));
      i += 3;
    } else if (length > 0) {
      found ||= !isDoubtful(text, i, length);
      out.replace(i, i + length * 3, String.fromCharCode(overlongCode(text, i, length)));
      i += length * 3;
    } else if (byte === 0xa0 && byteAt(text, i - 3) < 128) {
      found = true;
      out.replace(i, i + 3, "\u00a0");
      i += 3;
    } else {
      i++;
    }
  }
  return found ? out.finish(view, "overlong") : undefined;
}

/** Forms of three to six bytes by their first; UTF-8 ended with four, old decoders did not. */
const LENGTHS: ReadonlyMap<number, number> = new Map([[0xe0, 3], [0xf0, 4], [0xf8, 5], [0xfc, 6]]);

/** Length in bytes of the overlong form of an ASCII character that begins with `lead` at `at`, or 0. */
export function overlongLength(text: string, at: number, lead: number): number {
  if (lead === 0xc0 || lead === 0xc1) {
    const last = byteAt(text, at + 3);
    return isContinuation(last) || (lead === 0xc0 && isBareTail(last)) ? 2 : 0;
  }
  const length = LENGTHS.get(lead) ?? 0;
  for (let n = 1; n < length; n++) {
    const byte = byteAt(text, at + n * 3);
    const fits = n === length - 1 ? isContinuation(byte) : byte === 0x80 || (n === length - 2 && byte === 0x81);
    if (!fits) return 0;
  }
  return length;
}

/** The character that the overlong form of `length` bytes at `at` stands for. */
export function overlongCode(text: string, at: number, length: number): number {
  const last = byteAt(text, at + (length - 1) * 3);
  if (!isContinuation(last)) return last;
  return ((byteAt(text, at + (length - 2) * 3) & (length === 2 ? 1 : 3)) << 6) | (last & 0x3f);
}

/** `%c0%2f` could be a letter of Latin-1 before a slash; but no honest encoder writes a dot as `%2e`. */
export function isDoubtful(text: string, at: number, length: number): boolean {
  const last = byteAt(text, at + (length - 1) * 3);
  return !isContinuation(last) && last !== 0x2e;
}

/** `%c0%2e`: a decoder that never looks at the upper bits of the second byte reads a dot; so `/` and `\`. */
function isBareTail(byte: number): boolean {
  return byte === 0x2e || byte === 0x2f || byte === 0x5c;
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}

/** `%c0`, `%c1`, `%e0`, `%f0`, `%f8`, `%fc` or `%a0`: nothing else concerns this decoder. */
function hasSuspectByte(text: string): boolean {
  for (let i = text.indexOf("%"); i >= 0; i = text.indexOf("%", i + 1)) {
    const byte = byteAt(text, i);
    if (byte === 0xc0 || byte === 0xc1 || byte === 0xa0 || LENGTHS.has(byte)) return true;
  }
  return false;
}
