/**
 * Climbing parts of a path: `../` in all the ways in which a sloppy decoder still reads one.
 * @module
 */
import { CLIMBS } from "../limits.ts";

/** A run of climbing parts, with what stands between them. */
export interface Climb {
  readonly start: number;
  /** Behind the last separator. */
  readonly end: number;
  readonly count: number;
  /** A dot or separator was written in a way that no honest path uses. */
  readonly odd: boolean;
}

/** Finds runs of climbing parts from left to right; at most a bounded number. */
export function findClimbs(text: string): Climb[] {
  const climbs: Climb[] = [];
  for (let i = 0; i < text.length && climbs.length < CLIMBS;) {
    const first = readClimb(text, i);
    if (!first) {
      // Dots that no separator follows are no climb wherever one begins to read them.
      if (text.charCodeAt(i) === 46) { while (text.charCodeAt(i + 1) === 46) i++; }
      i++;
      continue;
    }
    let { end, odd } = first;
    let count = 1;
    for (;;) {
      const next = readClimb(text, end);
      if (!next) break;
      end = next.end;
      odd ||= next.odd;
      count++;
    }
    climbs.push({ start: i, end, count, odd });
    i = end;
  }
  return climbs;
}

interface Step {
  readonly end: number;
  readonly odd: boolean;
}

/** Two or more dots and a separator. */
function readClimb(text: string, at: number): Step | undefined {
  const dots = readDots(text, at);
  if (!dots) return undefined;
  const separator = readSeparator(text, dots.end);
  if (!separator) return undefined;
  return { end: separator.end, odd: dots.odd || separator.odd };
}

function readDots(text: string, at: number): Step | undefined {
  let i = at;
  let dots = 0;
  let marks = 0;
  let hex = 0;
  for (;;) {
    const code = text.charCodeAt(i);
    if (code === 46) {
      dots++;
      i++;
    } else if (code === 63 && dots < 2) {
      // `?.` and `??`: a dot that some conversion replaced.
      dots++;
      marks++;
      i++;
    } else if (code === 48 && dots < 16 && text.startsWith("x2e", i + 1)) {
      dots++;
      hex++;
      i += 4;
    } else if (code === 0 && dots === 1 && text.charCodeAt(i + 1) === 46) {
      marks++;
      i++;
    } else break;
  }
  if (dots < 2) return undefined;
  return { end: i, odd: marks + hex > 0 || dots > 2 };
}

/** `/`, `\`, or what is left of one: `0x2f`, `2f`, `%c0%qf`, `%u2216`, a replacement character, `;/`. */
function readSeparator(text: string, at: number): Step | undefined {
  let i = at;
  let plain = 0;
  let other = 0;
  const stop = Math.min(text.length, at + 40);
  while (i < stop) {
    const code = text.charCodeAt(i);
    if (code === 47 || code === 92) {
      plain++;
      i++;
      // `..//.//..`: single dots between separators climb nowhere.
      while (text.charCodeAt(i) === 46 && isSlash(text.charCodeAt(i + 1))) {
        i += 2;
        plain++;
      }
      continue;
    }
    if (code < 32 && isSlash(text.charCodeAt(i + 1))) {
      other++;
      i++;
      continue;
    }
    const escape = escapeLength(text, i);
    if (escape > 0) {
      other++;
      i += escape;
      continue;
    }
    if (code === 59 && isSlash(text.charCodeAt(i + 1)) && plain + other === 0) {
      other++;
      i++;
      continue;
    }
    break;
  }
  if (plain + other === 0) return undefined;
  return { end: i, odd: other > 0 };
}

/** Length of a separator's remains at `i`, or 0. */
function escapeLength(text: string, i: number): number {
  const code = text.charCodeAt(i);
  if (code > 0x7f) return code === 0xfffd || isSlashLike(code) ? 1 : 0;
  if (code === 37) {
    if ((text.charCodeAt(i + 1) | 32) === 117 && areAlnum(text, i + 2, 4)) return 6;
    return areAlnum(text, i + 1, 2) ? 3 : 0;
  }
  if (code === 48 && (text.startsWith("x2f", i + 1) || text.startsWith("x5c", i + 1))) return 4;
  if (code === 50 && text[i + 1] === "f") return 2;
  if (code === 53 && text[i + 1] === "c") return 2;
  return 0;
}

/** Characters that some conversion turns into a slash or backslash: U+2215, U+2216, U+2044, U+FF0F, U+FF3C, U+EFC8. */
function isSlashLike(code: number): boolean {
  return code === 0x2215 || code === 0x2216 || code === 0x2044 || code === 0xff0f || code === 0xff3c ||
    code === 0xefc8 || code === 0x29f8 || code === 0xa5 || code === 0x20a9;
}

function isSlash(code: number): boolean {
  return code === 47 || code === 92;
}

function areAlnum(text: string, at: number, length: number): boolean {
  for (let i = at; i < at + length; i++) {
    const code = text.charCodeAt(i);
    const lower = code | 32;
    if (!((lower >= 97 && lower <= 122) || (code >= 48 && code <= 57))) return false;
  }
  return true;
}

/** The path behind a run of climbs, with odd separators read as `/`; at most 160 characters. */
export function tailOf(text: string, at: number): string {
  let end = at;
  const stop = Math.min(text.length, at + 160);
  while (end < stop) {
    const code = text.charCodeAt(end);
    if (code <= 32 || code === 34 || code === 39 || code === 60 || code === 62 || code === 124 || code === 44) break;
    end++;
  }
  return text.slice(at, end).replace(
    /(?:%u[0-9a-z]{4}|%[0-9a-z]{2}|0x(?:2f|5c)|[\ufffd\u2215\u2216\u2044\uff0f\uff3c\uefc8])+/gi,
    "/",
  );
}
