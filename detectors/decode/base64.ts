/**
 * Base64 and base64url, guarded: only a whole value (or what follows `;base64,`) of at least 16 characters that
 * decodes to text, and to more than a word.
 * @module
 */
import { Char, charsOf } from "../chars.ts";
import type { View } from "../types.ts";
import { isUtf8 } from "./utf8.ts";
import { Rewriter } from "./view.ts";

const SHORTEST = 16;
const ALPHABET = Char.letter | Char.digit | Char.plus | Char.slash | Char.equals | Char.dash | Char.underscore;
/** Text of these classes only holds no payload; identifiers often decode to such by accident. */
const PLAIN = Char.letter | Char.digit;

const VALUE = new Int8Array(128).fill(-1);
for (let i = 0; i < 64; i++) {
  VALUE["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".charCodeAt(i)] = i;
}
VALUE["-".charCodeAt(0)] = 62;
VALUE["_".charCodeAt(0)] = 63;

const UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Decodes a base64 value. Undefined when it is none. */
export function decodeBase64(view: View): View | undefined {
  const { text, chars } = view;
  if (text.length < SHORTEST) return undefined;
  let from = 0;
  if ((chars & ~ALPHABET) !== 0) {
    if ((chars & Char.semicolon) === 0) return undefined;
    from = text.indexOf(";base64,") + 8;
    if (from < 8) return undefined;
  }
  let to = text.length;
  while (to > from && text.charCodeAt(to - 1) === 61) to--;
  const bytes = bytesOf(text, from, to);
  if (!bytes || !isUtf8(bytes)) return undefined;
  const decoded = UTF8.decode(bytes);
  if ((charsOf(decoded) & ~PLAIN) === 0) return undefined;
  const out = new Rewriter(text);
  if (decoded.length !== bytes.length) {
    out.replace(from, text.length, decoded);
  } else {
    for (let i = 0; i < decoded.length; i += 3) {
      const at = from + (i / 3) * 4;
      out.replace(at, i + 3 >= decoded.length ? text.length : at + 4, decoded.slice(i, i + 3));
    }
  }
  return out.finish(view, "base64");
}

/** The bytes; undefined when one of them is what no text has. */
function bytesOf(text: string, from: number, to: number): Uint8Array | undefined {
  const length = to - from;
  if (length < SHORTEST - 2 || length % 4 === 1 || !isTextual(text, from, to)) return undefined;
  const bytes = new Uint8Array((length * 3) >> 2);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = from; i < to; i++) {
    bits = ((bits << 6) | VALUE[text.charCodeAt(i)]!) & 0xfffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[at++] = bits >> held;
  }
  return bytes;
}

/** Whether all digits are of the alphabet and no byte is a control character: most identifiers fail at once. */
function isTextual(text: string, from: number, to: number): boolean {
  let bits = 0;
  let held = 0;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    const value = code < 128 ? VALUE[code]! : -1;
    if (value < 0) return false;
    bits = ((bits << 6) | value) & 0xfffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    const byte = (bits >> held) & 0xff;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) return false;
  }
  return true;
}
