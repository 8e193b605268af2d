/**
 * Two texts side by side, line by line: what both have stands beside itself. Pure.
 * @module
 */

/** A line of the comparison; `undefined` where a side has nothing. */
export interface DiffRow {
  readonly left: string | undefined;
  readonly right: string | undefined;
  readonly same: boolean;
}

/** Lines of a side that are compared; functions of the demo API are far shorter. */
const MAX_LINES = 300;

/** Pairs the lines of two texts by their longest common subsequence; lines that differ stand beside each other. */
export function diffLines(left: string, right: string): readonly DiffRow[] {
  const [a, b] = [left, right].map((text) => text.split("\n").slice(0, MAX_LINES));
  if (!a || !b) return [];
  const rows: DiffRow[] = [];
  let [gone, come]: [string[], string[]] = [[], []];
  const flush = () => {
    for (let i = 0; i < Math.max(gone.length, come.length); i++) {
      rows.push({ left: gone[i], right: come[i], same: gone[i] === come[i] });
    }
    [gone, come] = [[], []];
  };
  const lengths = commonLengths(a, b);
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && isCommon(a[i]!, b[j]!)) {
      flush();
      rows.push({ left: a[i++], right: b[j++], same: true });
    } else if (j >= b.length || i < a.length && lengths[i + 1]![j]! >= lengths[i]![j + 1]!) gone.push(a[i++]!);
    else come.push(b[j++]!);
  }
  flush();
  return rows;
}

/** Length of the longest common subsequence of each pair of tails. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i]![j] = isCommon(a[i]!, b[j]!)
        ? lengths[i + 1]![j + 1]! + 1
        : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  return lengths;
}

/** A line of brackets alone is in every function; it must not pull apart what belongs together. */
function isCommon(a: string, b: string): boolean {
  return a === b && a.trim().length > 3;
}
