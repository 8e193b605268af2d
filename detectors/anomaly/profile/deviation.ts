/**
 * How far a value is from what is usual for its parameter, and why: a sum of surprises, the largest of which is the
 * reason.
 * @module
 */
import { Char, charClass } from "../../chars.ts";
import { PROFILE_CHARS } from "../../limits.ts";
import { nameOfClass } from "./class_names.ts";
import { RIGID } from "./kind.ts";
import { type Parameter, type Usual, usualOf } from "./parameter.ts";
import { gramsOf, type Shape } from "./shape.ts";
import { isConfirmed } from "./slots.ts";
import { requestsOf } from "./tally.ts";

/** What is unusual about a value. */
export interface Surprise {
  /** From 0 to `MAX_SURPRISE`. */
  readonly score: number;
  /** In words: "length 64, never above 4 in 212 requests". */
  readonly reason: string;
  /** Where it stands in the value. */
  readonly start: number;
  readonly end: number;
}

/** From here on a value is worth a notice: one thing that is plainly new, or several that are new together. */
export const NOTICE = 3;

/** More than this says no more. */
export const MAX_SURPRISE = 10;

/** A surprise of this size is reason enough, even where a later one is larger. */
const PLAIN = 2;

/** Marks with which a value could leave its place: new, they surprise twice as much as others. */
export const SHARP = Char.single | Char.double | Char.backtick | Char.angle | Char.paren | Char.bracket | Char.brace |
  Char.backslash | Char.percent | Char.ampersand | Char.semicolon | Char.dollar | Char.equals | Char.hash |
  Char.pipe | Char.star | Char.control;

/** Compares a value with what is usual; undefined when nothing surprises. */
export function surpriseOf(parameter: Parameter, text: string, shape: Shape): Surprise | undefined {
  if (!parameter.sealed) return undefined;
  const { slots } = parameter;
  const usual = usualOf(parameter);
  const requests = requestsOf(parameter.tally);
  let score = 0;
  let most: Surprise | undefined;
  const look: Look = { usual, slots, requests, text, shape };
  for (const part of PARTS) {
    const found = part(look);
    if (!found) continue;
    score += found.score;
    // The plainer reasons come first; one that says enough stays.
    if (!most || (most.score < PLAIN && found.score > most.score)) most = found;
  }
  if (!most) return undefined;
  const { reason, start, end } = most;
  return { score: Math.min(MAX_SURPRISE, score), reason, start, end };
}

/** What a part looks at. */
interface Look {
  readonly usual: Usual;
  readonly slots: Uint8Array;
  readonly requests: number;
  readonly text: string;
  readonly shape: Shape;
}

/** The surprises that are added up. */
const PARTS: readonly ((look: Look) => Surprise | undefined)[] = [kindPart, charsPart, lengthPart, fewPart, gramPart];

function kindPart({ usual: { kinds }, requests, text, shape: { kind, chars, length } }: Look): Surprise | undefined {
  if (kinds.length === 0 || kinds.includes(kind)) return undefined;
  if (kind === "a number" && kinds.includes("a decimal")) return undefined;
  const rigid = kinds.every((known) => RIGID.has(known));
  const numeric = kinds.every((known) => known === "a number" || known === "a decimal");
  if (numeric && (chars & (Char.letter | Char.high)) !== 0) {
    const [start, end] = spanOf(text, Char.letter | Char.high);
    return { score: 4, reason: `letters in a value that was always a number in ${requests} requests`, start, end };
  }
  const reason = `${kind} where ${requests} requests had ${kinds.join(" or ")}`;
  const score = rigid ? (RIGID.has(kind) ? 1.5 : 3) : kind === "text" ? 1 : 0.5;
  return { score, reason, start: 0, end: length };
}

function charsPart({ usual, requests, text, shape: { chars } }: Look): Surprise | undefined {
  const unknown = chars & ~usual.chars;
  // Where no two clients ever agreed on anything, everything would be new.
  if (unknown === 0 || usual.chars === 0) return undefined;
  let score = 0, worst = 0;
  for (let bits = unknown; bits !== 0; bits &= bits - 1) {
    const bit = bits & -bits;
    const one = (bit & SHARP) !== 0 ? 2 : 1;
    score += one;
    if (one > ((worst & SHARP) !== 0 ? 2 : worst === 0 ? 0 : 1)) worst = bit;
  }
  const [start, end] = spanOf(text, worst);
  return {
    score: Math.min(score, 6),
    reason: `${nameOfClass(worst)}, which ${requests} requests never had`,
    start,
    end,
  };
}

function lengthPart({ usual: { longest }, requests, shape: { length } }: Look): Surprise | undefined {
  if (longest === 0 || length <= longest * 1.5 + 4) return undefined;
  const score = Math.min(4, 1 + Math.log2(length / Math.max(1, longest)));
  const reason = `length ${length}, never above ${longest} in ${requests} requests`;
  return { score, reason, start: Math.min(longest, length - 1), end: length };
}

function fewPart({ usual: { values, structures }, slots, requests, shape }: Look): Surprise | undefined {
  const { length } = shape;
  if (values > 0 && !isConfirmed(slots, shape.value)) {
    const which = values === 1 ? "not the one value" : `none of the ${values} values`;
    return { score: 1.5, reason: `${which} that ${requests} requests had`, start: 0, end: length };
  }
  if (structures > 0 && !isConfirmed(slots, shape.structure)) {
    return { score: 1, reason: `put together as in none of ${requests} requests`, start: 0, end: length };
  }
  return undefined;
}

function gramPart({ usual, slots, text, shape: { grams } }: Look): Surprise | undefined {
  if (usual.anyOrder || hasAll(slots, grams)) return undefined;
  const unseen = new Set(grams.filter((gram) => !isConfirmed(slots, gram))).size;
  const [start, end] = spanOfNewGrams(slots, text);
  return { score: Math.min(4, unseen / 2), reason: "an order of marks that was never seen here", start, end };
}

function hasAll(slots: Uint8Array, grams: readonly number[]): boolean {
  for (const gram of grams) if (!isConfirmed(slots, gram)) return false;
  return true;
}

/** From the first to the last character of the classes, as far as it was looked at. */
function spanOf(text: string, classes: number): [start: number, end: number] {
  let start = -1, end = 0;
  for (let i = 0; i < Math.min(text.length, PROFILE_CHARS); i++) {
    if ((charClass(text.charCodeAt(i)) & classes) === 0) continue;
    if (start < 0) start = i;
    end = i + 1;
  }
  return start < 0 ? [0, text.length] : [start, end];
}

/** From before the first order of marks that is new to behind the last. */
function spanOfNewGrams(slots: Uint8Array, text: string): [start: number, end: number] {
  let start = -1, end = 0, one = 0, two = 0;
  for (const { slot, at } of gramsOf(text)) {
    if (!isConfirmed(slots, slot)) {
      if (start < 0) start = one;
      end = Math.min(text.length, at + 1);
    }
    [one, two] = [two, at];
  }
  return start < 0 ? [0, text.length] : [start, Math.max(end, start + 1)];
}
