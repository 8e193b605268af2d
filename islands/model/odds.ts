/**
 * What a threshold does: counts, ROC and calibration from histograms of log-odds. Pure.
 * @module
 */

/** Log-odds at which the first bin begins; it also takes what lies below, the last bin what lies above. */
export const FROM = -8;
export const BINS = 160;
/** Bins in one unit of log-odds; whole, so that edges are exact. */
export const PER_UNIT = 10;

/** Requests by log-odds, apart by what the rules alone do with them at that level. */
export interface ByRules<Counts = readonly number[]> {
  readonly blocked: Counts;
  readonly passed: Counts;
}

/** Histograms of both labels. */
export interface Histograms<Counts = readonly number[]> {
  readonly attack: ByRules<Counts>;
  readonly benign: ByRules<Counts>;
}

/** Log-odds of rules and model `together`, as the guard uses them, and of the model `alone`. */
export interface OddsOfSources<Counts = readonly number[]> {
  readonly together: Histograms<Counts>;
  readonly alone: Histograms<Counts>;
}

/** What an evaluation with the model counted. */
export interface Odds<Counts = readonly number[]> {
  /** Sources that the model was trained on. */
  readonly seen: OddsOfSources<Counts>;
  /** Sources of which it knew nothing. */
  readonly unseen: OddsOfSources<Counts>;
}

/** Histograms as they are kept in a file: `bin:count`, with a space between. */
export type PackedOdds = Odds<string>;

/** Counts as text, bins of nothing left out. */
export function packCounts(counts: readonly number[]): string {
  return counts.flatMap((count, bin) => count === 0 ? [] : [`${bin}:${count}`]).join(" ");
}

/** Counts from text. */
export function unpackCounts(packed: string): readonly number[] {
  const counts = new Array<number>(BINS).fill(0);
  for (const pair of packed.split(" ")) {
    const [bin, count] = pair.split(":").map(Number);
    if (bin !== undefined && count !== undefined && bin < BINS) counts[bin] = count;
  }
  return counts;
}

/** The same histograms with other counts. */
export function mapOdds<A, B>({ seen, unseen }: Odds<A>, map: (counts: A) => B): Odds<B> {
  const byRules = ({ blocked, passed }: ByRules<A>) => ({ blocked: map(blocked), passed: map(passed) });
  const both = ({ attack, benign }: Histograms<A>) => ({ attack: byRules(attack), benign: byRules(benign) });
  const sources = ({ together, alone }: OddsOfSources<A>) => ({ together: both(together), alone: both(alone) });
  return { seen: sources(seen), unseen: sources(unseen) };
}

/** Where the bins of a histogram stand. */
export interface Grid {
  readonly from: number;
  readonly step: number;
}

/** The grid of the evaluations. */
export const GRID: Grid = { from: FROM, step: 1 / PER_UNIT };

/** Bin of some log-odds. */
export function binOf(logit: number): number {
  return Math.max(0, Math.min(BINS - 1, Math.floor((logit - FROM) * PER_UNIT)));
}

/** Log-odds at which a bin begins. */
export function edgeOf(bin: number, { from, step }: Grid = GRID): number {
  return Math.round((from + bin * step) * 1e6) / 1e6;
}

/** One label: what the rules block, what they pass and the model finds, what both pass. */
export interface Cells {
  /** Blocked by the rules, and at or above the threshold. */
  readonly both: number;
  readonly rulesOnly: number;
  readonly modelOnly: number;
  readonly neither: number;
}

/** Counts of one label at the threshold with which `bin` begins. */
export function cellsAt({ blocked, passed }: ByRules, bin: number): Cells {
  const [both, modelOnly] = [above(blocked, bin), above(passed, bin)];
  return { both, modelOnly, rulesOnly: above(blocked, 0) - both, neither: above(passed, 0) - modelOnly };
}

/** Share of each label at or above each threshold, from the lowest threshold to the highest; in percent. */
export interface RocPoint {
  readonly bin: number;
  readonly tpr: number;
  readonly fpr: number;
}

/** The curve of a score by itself: what reaches the threshold, whatever the rules do. */
export function rocOf({ attack, benign }: Histograms): readonly RocPoint[] {
  const [attacks, innocent] = [merged(attack), merged(benign)];
  const [allAttacks, allInnocent] = [above(attacks, 0), above(innocent, 0)];
  const points: RocPoint[] = [];
  let tp = 0, fp = 0;
  for (let bin = attacks.length - 1; bin >= 0; bin--) {
    tp += attacks[bin] ?? 0;
    fp += innocent[bin] ?? 0;
    points.push({ bin, tpr: percent(tp, allAttacks), fpr: percent(fp, allInnocent) });
  }
  return points.reverse();
}

/** Area under the curve, 0 to 1: how often an attack outranks an innocent request. */
export function areaUnder(points: readonly RocPoint[]): number {
  let area = 0;
  let last: { tpr: number; fpr: number } = { tpr: 0, fpr: 0 };
  for (const point of points.toReversed()) {
    area += (point.fpr - last.fpr) * (point.tpr + last.tpr) / 2;
    last = point;
  }
  return area / 10_000;
}

/** The lowest threshold that at most this share of the innocent reaches, in percent; where one is. */
export function binAtFpr(points: readonly RocPoint[], fpr: number): RocPoint | undefined {
  return points.find((point) => point.fpr <= fpr);
}

/** A tenth of the probabilities: what was said, and what was true. */
export interface Reliability {
  /** Bounds of the tenth, 0 to 1. */
  readonly from: number;
  readonly to: number;
  readonly requests: number;
  /** Mean of the probabilities, 0 to 1; both labels count the same in all. */
  readonly said: number;
  /** Share of attacks, likewise. */
  readonly was: number;
}

const TENTHS = 10;

/**
 * How far probabilities mean what they say. They are stated at even odds beforehand, so each label weighs as much as
 * the other here, whatever their numbers. Tenths into which nothing fell are left out.
 */
export function reliabilityOf({ attack, benign }: Histograms, grid: Grid = GRID): readonly Reliability[] {
  const [attacks, innocent] = [merged(attack), merged(benign)];
  const [allAttacks, allInnocent] = [above(attacks, 0), above(innocent, 0)];
  const tenths = Array.from({ length: TENTHS }, () => ({ requests: 0, weight: 0, said: 0, was: 0 }));
  for (let bin = 0; bin < attacks.length; bin++) {
    const probability = 1 / (1 + Math.exp(-(edgeOf(bin, grid) + grid.step / 2)));
    const tenth = tenths[Math.min(TENTHS - 1, Math.floor(probability * TENTHS))]!;
    const [a, b] = [share(attacks[bin] ?? 0, allAttacks), share(innocent[bin] ?? 0, allInnocent)];
    tenth.requests += (attacks[bin] ?? 0) + (innocent[bin] ?? 0);
    tenth.weight += a + b;
    tenth.said += (a + b) * probability;
    tenth.was += a;
  }
  return tenths.map(({ requests, weight, said, was }, i) => ({
    from: i / TENTHS,
    to: (i + 1) / TENTHS,
    requests,
    said: weight === 0 ? 0 : said / weight,
    was: weight === 0 ? 0 : was / weight,
  })).filter(({ requests }) => requests > 0);
}

/** Both verdicts of the rules together. */
export function merged({ blocked, passed }: ByRules): readonly number[] {
  return blocked.map((count, bin) => count + (passed[bin] ?? 0));
}

function above(counts: readonly number[], bin: number): number {
  let sum = 0;
  for (let i = bin; i < counts.length; i++) sum += counts[i]!;
  return sum;
}

function share(count: number, of: number): number {
  return of === 0 ? 0 : count / of;
}

function percent(count: number, of: number): number {
  return 100 * share(count, of);
}
