/**
 * What the threshold is moved over: requests of one kind of sources, by the log-odds of one score. Pure.
 * @module
 */
import type { Histogram } from "../../detectors/anomaly/figures.ts";
import {
  type Cells,
  cellsAt,
  edgeOf,
  GRID,
  type Grid,
  type Histograms,
  mapOdds,
  type Odds,
  type PackedOdds,
  unpackCounts,
} from "./odds.ts";

/** Whose requests. */
export type Sources = "unseen" | "seen" | "heldOut";

/** Which log-odds. */
export type Score = "together" | "alone";

/** Both scores over one grid. */
export interface Dataset {
  readonly grid: Grid;
  readonly together: Histograms;
  readonly alone: Histograms;
  /** Whether it is known what the rules alone do. */
  readonly ruled: boolean;
}

/** Log-odds by source, as the page carries them: those of the evaluation, those of the training with sources held out. */
export interface Measured {
  readonly evaluated?: PackedOdds | undefined;
  readonly heldOut?: { readonly together: Histogram; readonly alone: Histogram } | undefined;
}

/** The datasets that there are, the most honest first. */
export function datasetsOf({ evaluated, heldOut }: Measured): ReadonlyMap<Sources, Dataset> {
  const odds: Odds | undefined = evaluated && mapOdds(evaluated, unpackCounts);
  const sets = new Map<Sources, Dataset>();
  if (odds) sets.set("unseen", { grid: GRID, ...odds.unseen, ruled: true });
  if (heldOut) {
    const { from, step } = heldOut.together;
    const [together, alone] = [heldOut.together, heldOut.alone].map(({ attacks, benign }): Histograms => ({
      attack: { blocked: attacks.map(() => 0), passed: attacks },
      benign: { blocked: benign.map(() => 0), passed: benign },
    }));
    sets.set("heldOut", { grid: { from, step }, together: together!, alone: alone!, ruled: false });
  }
  if (odds) sets.set("seen", { grid: GRID, ...odds.seen, ruled: true });
  return sets;
}

/** Both labels at a threshold. */
export interface Confusion {
  readonly attack: Cells;
  readonly benign: Cells;
  readonly caught: number;
  readonly missed: number;
  readonly falseAlarms: number;
  readonly passed: number;
}

/** What is blocked by the rules, or at the threshold, or both. */
export function confusionAt({ attack, benign }: Histograms, bin: number): Confusion {
  const [a, b] = [cellsAt(attack, bin), cellsAt(benign, bin)];
  return {
    attack: a,
    benign: b,
    caught: a.both + a.rulesOnly + a.modelOnly,
    missed: a.neither,
    falseAlarms: b.both + b.rulesOnly + b.modelOnly,
    passed: b.neither,
  };
}

/** The bin whose edge is next to some log-odds, within the grid. */
export function nearestBin({ grid, together }: Dataset, logit: number): number {
  const bins = together.attack.passed.length;
  return Math.max(0, Math.min(bins - 1, Math.round((logit - grid.from) / grid.step)));
}

/** Log-odds of a threshold. */
export function logitAt({ grid }: Dataset, bin: number): number {
  return edgeOf(bin, grid);
}
