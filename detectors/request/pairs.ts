/**
 * `name=value` pairs of a query string, a form or a Cookie header.
 * @module
 */
import { percentText } from "../decode/percent.ts";
import { MAX_NAME } from "../limits.ts";

/** One pair as it was sent. */
export interface Pair {
  /** The name, decoded. */
  readonly name: string;
  readonly rawName: string;
  readonly nameAt: number;
  readonly rawValue: string;
  readonly valueAt: number;
}

/** Splits at `&` and at the first `=`; an empty piece is no pair. Stops after `most` pairs. */
export function pairsOf(text: string, most: number): Pair[] {
  const pairs: Pair[] = [];
  for (let at = 0; at < text.length && pairs.length < most;) {
    const found = text.indexOf("&", at);
    const end = found < 0 ? text.length : found;
    if (end > at) pairs.push(pairOf(text, at, end));
    at = end + 1;
  }
  return pairs;
}

/** The value as an application reads it: `+` is a space, percent groups are bytes of UTF-8. */
export function formText(raw: string): string {
  return percentText(raw, true);
}

function pairOf(text: string, from: number, to: number): Pair {
  let nameEnd = from;
  while (nameEnd < to && text.charCodeAt(nameEnd) !== 61) nameEnd++;
  const rawName = text.slice(from, nameEnd);
  const valueAt = Math.min(nameEnd + 1, to);
  const name = formText(rawName).slice(0, MAX_NAME);
  return { name, rawName, nameAt: from, rawValue: text.slice(valueAt, to), valueAt };
}

/** Pairs of a Cookie header: separated by `;`, blanks trimmed, surrounding quotes removed. */
export function cookiesOf(header: string, most: number): Pair[] {
  const pairs: Pair[] = [];
  for (let at = 0; at < header.length && pairs.length < most;) {
    const found = header.indexOf(";", at);
    const end = found < 0 ? header.length : found;
    const [from, to] = trimmed(header, at, end);
    if (to > from) pairs.push(cookieOf(header, from, to));
    at = end + 1;
  }
  return pairs;
}

function cookieOf(header: string, from: number, to: number): Pair {
  let equals = from;
  while (equals < to && header.charCodeAt(equals) !== 61) equals++;
  // A cookie without a name is a value to browsers, and nothing to most servers: read it as a value.
  if (equals === to) {
    return { name: "", rawName: "", nameAt: from, rawValue: header.slice(from, to), valueAt: from };
  }
  const [, nameEnd] = trimmed(header, from, equals);
  let [valueAt, valueEnd] = trimmed(header, equals + 1, to);
  if (valueEnd - valueAt >= 2 && header[valueAt] === '"' && header[valueEnd - 1] === '"') {
    valueAt++;
    valueEnd--;
  }
  const rawName = header.slice(from, nameEnd);
  return {
    name: rawName.slice(0, MAX_NAME),
    rawName,
    nameAt: from,
    rawValue: header.slice(valueAt, valueEnd),
    valueAt,
  };
}

function trimmed(text: string, from: number, to: number): [from: number, to: number] {
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return [from, to];
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
