/**
 * What one parameter usually looks like: about 1.2 KB, however many requests it was learned from.
 * @module
 */
import { bucketEnd, lengthBucket, REGION, type Shape, SLOTS } from "./shape.ts";
import { KINDS } from "./kind.ts";
import { bitCount, countSlots, fade, groupOf, isConfirmed, join, mark, seal, SLOT_BYTES } from "./slots.ts";
import { count, isWarm, joinTally, newTally, type Tally } from "./tally.ts";

/** Milliseconds of a window: what is new must come again in five of them. */
export const WINDOW_MS = 10 * 60_000;

/** While a parameter is learned for the first time, this many requests are a window too. */
export const WINDOW_REQUESTS = 25;

/** Milliseconds, and requests at least, after which what did not come again is forgotten. */
export const FADE_MS = 7 * 24 * 3_600_000;
export const FADE_REQUESTS = 200;

/** Share of the groups of clients that must have brought something new: one in four, and at least two. */
const GROUP_SHARE = 4;

/** A learned parameter. */
export interface Parameter {
  readonly tally: Tally;
  readonly slots: Uint8Array;
  /** Values by bucket of length, for quantiles. */
  readonly lengths: Uint16Array;
  /** Groups of all clients, as bits. */
  groups: number;
  /** The warm-up is over: it speaks. */
  sealed: boolean;
  /** Number of the running window, when it began, and its requests. */
  window: number;
  windowAt: number;
  windowRequests: number;
  /** What is usual, until something changes it. */
  usual: Usual | undefined;
  /** When it was last gone through for what is to be forgotten, and the requests since. */
  fadedAt: number;
  fadedRequests: number;
}

/** An empty parameter. `now`: milliseconds since the epoch. */
export function newParameter(now: number): Parameter {
  return {
    tally: newTally(),
    slots: new Uint8Array(SLOTS * SLOT_BYTES),
    lengths: new Uint16Array(REGION.lengths.to - REGION.lengths.from),
    groups: 0,
    sealed: false,
    window: 0,
    windowAt: now,
    windowRequests: 0,
    usual: undefined,
    fadedAt: now,
    fadedRequests: 0,
  };
}

/** Another parameter that was learned from the same. */
export function copyParameter(parameter: Parameter): Parameter {
  const { tally, slots, lengths } = parameter;
  const own = { tally: { ...tally, clients: [...tally.clients] }, slots: slots.slice(), lengths: lengths.slice() };
  return { ...parameter, ...own };
}

/** Who sent a value, and when; `again`: the same request had a value of this name before. */
export interface Sender {
  readonly client: number;
  readonly now: number;
  readonly again?: boolean;
}

/** Learns a value that a client sent. */
export function learn(parameter: Parameter, shape: Shape, { client, now, again = false }: Sender): void {
  const { slots, tally } = parameter;
  if (!again) {
    tick(parameter, now);
    count(tally, client);
  }
  parameter.groups |= groupOf(client);
  const by = { group: groupOf(client), window: 1 << (parameter.window % 7), groups: neededGroups(parameter) };
  const bucket = lengthBucket(shape.length);
  let changed = mark(slots, REGION.kinds.from + KINDS.indexOf(shape.kind), by);
  changed = mark(slots, REGION.lengths.from + bucket, by) || changed;
  changed = mark(slots, shape.structure, by) || changed;
  changed = mark(slots, shape.value, by) || changed;
  for (let bits = shape.chars; bits !== 0; bits &= bits - 1) {
    changed = mark(slots, REGION.chars.from + lowestBit(bits), by) || changed;
  }
  for (const gram of shape.grams) changed = mark(slots, gram, by) || changed;
  if (changed) parameter.usual = undefined;
  const { lengths } = parameter;
  if (lengths[bucket]! === 0xffff) halve(lengths);
  lengths[bucket] = lengths[bucket]! + 1;
  endWarmUp(parameter);
}

function halve(lengths: Uint16Array): void {
  for (let i = 0; i < lengths.length; i++) lengths[i] = lengths[i]! >> 1;
}

/** Position of the lowest bit that is set. */
export function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

function neededGroups({ groups }: Parameter): number {
  return Math.max(2, Math.ceil(bitCount(groups) / GROUP_SHARE));
}

/** Moves time on. A clock that jumped back begins its window again. */
function tick(parameter: Parameter, now: number): void {
  if (now < parameter.windowAt) parameter.windowAt = now;
  if (now < parameter.fadedAt) parameter.fadedAt = now;
  parameter.windowRequests++;
  parameter.fadedRequests++;
  const full = !parameter.sealed && parameter.windowRequests > WINDOW_REQUESTS;
  if (full || now - parameter.windowAt >= WINDOW_MS) {
    parameter.window = (parameter.window + 1) % 7;
    parameter.windowAt = now;
    parameter.windowRequests = 1;
  }
  if (parameter.sealed && now - parameter.fadedAt >= FADE_MS && parameter.fadedRequests > FADE_REQUESTS) {
    fade(parameter.slots);
    parameter.usual = undefined;
    halve(parameter.lengths);
    parameter.fadedAt = now;
    parameter.fadedRequests = 1;
  }
}

function endWarmUp(parameter: Parameter): void {
  // Clients of one group cannot confirm each other's values: one more has to come.
  if (parameter.sealed || !isWarm(parameter.tally) || bitCount(parameter.groups) < 2) return;
  parameter.sealed = true;
  parameter.usual = undefined;
  seal(parameter.slots);
}

/** Takes over what another instance learned. */
export function joinParameter(parameter: Parameter, other: Parameter): void {
  joinTally(parameter.tally, other.tally);
  parameter.groups |= other.groups;
  join(parameter.slots, other.slots, neededGroups(parameter));
  for (let i = 0; i < parameter.lengths.length; i++) {
    parameter.lengths[i] = Math.max(parameter.lengths[i]!, other.lengths[i]!);
  }
  parameter.sealed ||= other.sealed;
  parameter.usual = undefined;
  parameter.windowAt = Math.max(parameter.windowAt, other.windowAt);
  parameter.fadedAt = Math.max(parameter.fadedAt, other.fadedAt);
  parameter.fadedRequests = Math.max(parameter.fadedRequests, other.fadedRequests);
  endWarmUp(parameter);
}

/** What is usual for a parameter, in words and numbers. */
export interface Usual {
  readonly kinds: readonly typeof KINDS[number][];
  /** Set of character classes. */
  readonly chars: number;
  readonly shortest: number;
  readonly longest: number;
  /** Values it is confined to; 0: not to a few. */
  readonly values: number;
  /** Structures it is confined to; 0: not to a few. */
  readonly structures: number;
  /** So many orders of marks were seen that a new one says nothing. */
  readonly anyOrder: boolean;
}

/** Above this share of taken slots, what is new cannot be told from what is not. */
const FULL = 0.5;

/** A value that is one of so few. */
const FEW = 12;

/** What was confirmed. */
export function usualOf(parameter: Parameter): Usual {
  return parameter.usual ??= sumUp(parameter);
}

function sumUp({ slots }: Parameter): Usual {
  let chars = 0, shortest = -1, longest = 0;
  for (let bit = 0; bit < 31; bit++) if (isConfirmed(slots, REGION.chars.from + bit)) chars |= 1 << bit;
  const { from, to } = REGION.lengths;
  for (let bucket = 0; bucket < to - from; bucket++) {
    if (!isConfirmed(slots, from + bucket)) continue;
    longest = bucketEnd(bucket);
    if (shortest < 0) shortest = bucket === 0 ? 0 : bucketEnd(bucket - 1) + 1;
  }
  const grams = countSlots(slots, REGION.grams.from, REGION.grams.to).confirmed;
  return {
    kinds: KINDS.filter((_, i) => isConfirmed(slots, REGION.kinds.from + i)),
    chars,
    shortest: Math.max(0, shortest),
    longest,
    values: fewIn(slots, REGION.values),
    structures: fewIn(slots, REGION.structures),
    anyOrder: grams > (REGION.grams.to - REGION.grams.from) * FULL,
  };
}

/** A length that this share of the values do not exceed; 0 when there are none. */
export function lengthQuantile({ lengths }: Parameter, share: number): number {
  const total = lengths.reduce((sum, n) => sum + n, 0);
  let sum = 0;
  const bucket = lengths.findIndex((n) => (sum += n) >= total * share);
  return total === 0 ? 0 : bucketEnd(bucket);
}

/** How many, where they are few and hardly anything else was ever seen. */
function fewIn(slots: Uint8Array, { from, to }: { readonly from: number; readonly to: number }): number {
  const { confirmed, shared } = countSlots(slots, from, to);
  return confirmed > 0 && confirmed <= FEW && shared - confirmed <= confirmed / 4 ? confirmed : 0;
}
