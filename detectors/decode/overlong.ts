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
      found = true;
      const last = byteAt(text, i + (length - 1) * 3);
      const before = byteAt(text, i + (length - 2) * 3);
      out.replace(i, i + length * 3, String.fromCharCode(((before & (length === 2 ? 1 : 3)) << 6) | (last & 0x3f)));
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

/** Length of the overlong form of an ASCII character at `at`, or 0. */
function overlongLength(text: string, at: number, lead: number): number {
  if (lead === 0xc0 || lead === 0xc1) return isContinuation(byteAt(text, at + 3)) ? 2 : 0;
  const second = byteAt(text, at + 3);
  if (lead === 0xe0) return (second === 0x80 || second === 0x81) && isContinuation(byteAt(text, at + 6)) ? 3 : 0;
  if (lead !== 0xf0 || second !== 0x80) return 0;
  const third = byteAt(text, at + 6);
  return (third === 0x80 || third === 0x81) && isContinuation(byteAt(text, at + 9)) ? 4 : 0;
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}

/** `%c0`, `%c1`, `%e0`, `%f0` or `%a0`: nothing else concerns this decoder. */
function hasSuspectByte(text: string): boolean {
  for (let i = text.indexOf("%"); i >= 0; i = text.indexOf("%", i + 1)) {
    const byte = byteAt(text, i);
    if (byte === 0xc0 || byte === 0xc1 || byte === 0xe0 || byte === 0xf0 || byte === 0xa0) return true;
  }
  return false;
}
