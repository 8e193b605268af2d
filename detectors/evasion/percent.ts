/**
 * Abuse of percent-encoding, read in the text that a decoder still has to decode.
 * @module
 */
import { isDoubtful, overlongCode, overlongLength } from "../decode/overlong.ts";
import { byteAt } from "../decode/percent.ts";
import { hexValue, isLetter } from "../decode/digits.ts";
import type { Report } from "../report.ts";
import type { DecoderName, View } from "../types.ts";
import { DOUBLE, INVALID, LETTERS_TWICE, NESTED, OVERLONG, PERCENT_U, SPLIT, STRAY } from "./rules.ts";

const LAYERS: ReadonlySet<DecoderName> = new Set(["form", "percent", "percent-lenient", "percent-u", "overlong"]);

/** Characters that matter to an interpreter: quotes, brackets, backslash, NUL and line breaks. */
const SHARP: ReadonlySet<number> = new Set(Array.from("'\"`<>(){}\\;|\0\r\n", (char) => char.charCodeAt(0)));

/** Fewer stray percents are a LIKE pattern or a discount. */
const STRAYS = 3;

/** One encoded letter is a typing error in a text with a percent sign. */
const TWICE = 2;

/** Reports what percent signs in the view's text mean. */
export function detectPercent(view: View, report: Report): void {
  const { text, steps } = view;
  let layers = 0;
  for (const { decoder } of steps) if (LAYERS.has(decoder)) layers++;
  let strays = 0;
  let letters = 0;
  for (let at = text.indexOf("%"); at >= 0; at = text.indexOf("%", at + 1)) {
    const byte = byteAt(text, at);
    if (byte >= 0) {
      detectGroup(text, at, byte, layers, report);
      if (layers > 0 && isLetter(byte) && !isRestOfInvalidRun(text, at) && ++letters === TWICE) {
        report(LETTERS_TWICE, at, at + 3);
      }
    } else if ((text.charCodeAt(at + 1) | 32) === 117) detectPercentU(text, at, report);
    else if (isLetter(text.charCodeAt(at + 1)) && !isFormat(text, at) && ++strays === STRAYS) report(STRAY, at, at + 2);
  }
}

function detectGroup(text: string, at: number, byte: number, layers: number, report: Report): void {
  if (byte < 128) {
    // A group that is still there after a decoding was encoded twice.
    if (layers > 0 && SHARP.has(byte) && !isRestOfInvalidRun(text, at)) report(DOUBLE, at, at + 3);
    if (layers > 1) report(NESTED, at, at + 3);
    return;
  }
  const next = byteAt(text, at + 3);
  if (isOverlong(text, at, byte)) report(OVERLONG, at, at + 6);
  else if (next >= 0 && next < 128 && SHARP.has(next) && !isContinuation(byte, text, at)) report(SPLIT, at, at + 6);
  else if (next < 128 && byte >= 0xc0) report(INVALID, at, at + 3);
}

/** Hono leaves a whole run encoded when one byte of it is invalid: that is no second encoding. */
function isRestOfInvalidRun(text: string, at: number): boolean {
  for (let before = at - 3; before >= at - 48; before -= 3) {
    const byte = byteAt(text, before);
    if (byte < 0) break;
    if (byte >= 128) return true;
  }
  for (let after = at + 3; after <= at + 48; after += 3) {
    const byte = byteAt(text, after);
    if (byte < 0) return false;
    if (byte >= 128) return true;
  }
  return false;
}

/**
 * Overlong forms of letters occur in random bytes (a torrent's info_hash); a quote, bracket, slash or dot is what
 * one would hide.
 */
function isOverlong(text: string, at: number, lead: number): boolean {
  const length = overlongLength(text, at, lead);
  return length > 0 && isHidden(overlongCode(text, at, length)) && !isDoubtful(text, at, length);
}

/** Sharp characters, and the dot and slash of a path. */
function isHidden(ascii: number): boolean {
  return SHARP.has(ascii) || ascii === 46 || ascii === 47;
}

/** A continuation byte that ends a sequence, as 0xA9 in `%C3%A9`: what follows is not split by it. */
function isContinuation(byte: number, text: string, at: number): boolean {
  return byte < 0xc0 && byteAt(text, at - 3) >= 0x80;
}

function detectPercentU(text: string, at: number, report: Report): void {
  const code = hexValue(text, at + 2, 4);
  const fullWidth = code >= 0xff01 && code <= 0xff5e;
  if ((code >= 0 && code < 128) || fullWidth) report(PERCENT_U, at, at + 6);
}

/** `%Y-%m-%d`, `%s\n`: one letter, then a sign or the end, as dates and numbers are laid out. */
function isFormat(text: string, at: number): boolean {
  return !isLetter(text.charCodeAt(at + 2)) && text[at + 2] !== "%";
}
