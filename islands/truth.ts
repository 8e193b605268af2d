/**
 * Ground truth against verdicts: what was meant, what was done. Pure.
 * @module
 */
import type { Action, SecurityEvent } from "../guard/types.ts";

/** The four plain words, counted. */
export interface Matrix {
  readonly caught: number;
  readonly missed: number;
  readonly falseAlarm: number;
  readonly rightlyAllowed: number;
}

/** A matrix, and how much of each event is in it. */
export interface Counted {
  readonly matrix: Matrix;
  readonly seen: ReadonlyMap<string, number>;
}

/** Nothing counted yet. */
export const NOTHING_COUNTED: Counted = {
  matrix: { caught: 0, missed: 0, falseAlarm: 0, rightlyAllowed: 0 },
  seen: new Map(),
};

/** Events remembered as counted; more than the page keeps, so that none is counted again. */
const MAX_SEEN = 1_000;

/** What a request was meant to be. */
export interface Meant {
  readonly id: string;
  readonly truth: "attack" | "benign";
}

/** Attacks that are one by their number alone: kinds of the library, and the runs of the page. */
const BY_NUMBER = ["rate-limit/", "brute-force/", "spraying/", "enumeration/", "scenario/"];

/**
 * Cell of a request that was meant so and ended so; in observe mode what would have been counts. A guess or a burst
 * that is still within its limit is no miss, and has no cell.
 */
export function cellOf({ id, truth }: Meant, wouldBe: Action): keyof Matrix | undefined {
  const refused = wouldBe === "block" || wouldBe === "limit";
  if (truth === "attack" && !refused && BY_NUMBER.some((kind) => id.startsWith(kind))) return undefined;
  if (truth === "attack") return refused ? "caught" : "missed";
  return refused ? "falseAlarm" : "rightlyAllowed";
}

/** Adds a launched request that left no event. */
export function countOne(counted: Counted, meant: Meant, wouldBe: Action): Counted {
  return { ...counted, matrix: plus(counted.matrix, cellOf(meant, wouldBe), 1) };
}

/** Adds what a matrix grew by since an earlier look at it. */
export function countMatrix(counted: Counted, matrix: Matrix, before: Matrix): Counted {
  const sum = { ...counted.matrix };
  const cells = ["caught", "missed", "falseAlarm", "rightlyAllowed"] as const;
  if (cells.every((cell) => matrix[cell] === before[cell])) return counted;
  for (const cell of cells) sum[cell] += matrix[cell] - before[cell];
  return { ...counted, matrix: sum };
}

/** What a matrix grew by; undefined where it began anew in between. */
export function grownBy(matrix: Matrix, before: Matrix): Matrix | undefined {
  const grown = {
    caught: matrix.caught - before.caught,
    missed: matrix.missed - before.missed,
    falseAlarm: matrix.falseAlarm - before.falseAlarm,
    rightlyAllowed: matrix.rightlyAllowed - before.rightlyAllowed,
  };
  return Object.values(grown).every((count) => count >= 0) ? grown : undefined;
}

/** Adds events of launched requests; each counts once, and a growing flood only by what it grew. */
export function countEvents(counted: Counted, events: readonly SecurityEvent[]): Counted {
  const fresh = events.filter(({ attack, id, count }) => attack && counted.seen.get(id) !== (count ?? 1));
  if (fresh.length === 0) return counted;
  const seen = new Map(counted.seen);
  let { matrix } = counted;
  for (const { id, attack, wouldBe, count } of fresh) {
    if (!attack) continue;
    matrix = plus(matrix, cellOf(attack, wouldBe), (count ?? 1) - (seen.get(id) ?? 0));
    seen.delete(id);
    seen.set(id, count ?? 1);
  }
  for (const id of seen.keys()) {
    if (seen.size <= MAX_SEEN) break;
    seen.delete(id);
  }
  return { matrix, seen };
}

function plus(matrix: Matrix, cell: keyof Matrix | undefined, count: number): Matrix {
  return cell === undefined ? matrix : { ...matrix, [cell]: matrix[cell] + count };
}
