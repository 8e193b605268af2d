/**
 * What was measured of a model, as the header of its weights and the files beside them say it. Types only: whoever
 * shows a figure reads it from there.
 * @module
 */

/** Shares of requests that are blocked, in percent; null where there was none to judge. */
export interface Rates {
  readonly tpr: number | null;
  readonly fpr: number | null;
}

/** Requests of one source, or of a few small ones, judged by a model and by thresholds that never saw them. */
export interface HeldOutRow {
  /** Name of the source, of several with `+` between them, or `all`. */
  readonly source: string;
  readonly attacks: number;
  readonly benign: number;
  /** What the rules alone block at level 1. */
  readonly rules: Rates;
  /** What rules and model block at level 1. */
  readonly combined: Rates;
  /** The same with the shipped weights, which learned from this source. */
  readonly inSource: Rates;
  /**
   * Of innocent requests that the rules let pass, how many the model blocks, in percent: the rate that its threshold was
   * chosen for, what that let through on the sources that chose it, and what on this one. Rules have no threshold that
   * data chose: what they block is in `rules`.
   */
  readonly nominalFpr: number;
  readonly othersFpr: number;
  readonly realFpr: number | null;
}

/** True positive rates in percent at one false positive rate in percent, sources held out. */
export interface AtFpr {
  readonly fpr: number;
  readonly rules: number;
  readonly model: number;
  readonly combined: number;
}

/**
 * Counts of requests by log-odds in bins of `step`; the first bin begins at `from` and takes all below it, the last one
 * all above. ROC, calibration and the confusion matrix at every edge follow from it.
 */
export interface Histogram {
  readonly from: number;
  readonly step: number;
  readonly attacks: readonly number[];
  readonly benign: readonly number[];
}

/** What a class of attacks comes to, sources held out. */
export interface ClassRow {
  readonly class: string;
  readonly attacks: number;
  /** Attacks that the rules alone let pass at level 1. */
  readonly missedByRules: number;
  /** Attacks that rules and model let pass at level 1. */
  readonly missed: number;
}

/** Figures of a training, in the header of the weights. */
export interface TrainingFigures {
  /** Leave-source-out, a group of sources a row; combined decision at level 1. */
  readonly heldOut: readonly HeldOutRow[];
  /** The rows together. */
  readonly total: HeldOutRow;
  /** Rules, model and both at the same false positive rates. */
  readonly atFpr: readonly AtFpr[];
  /** Fused log-odds (rules and model), sources held out. */
  readonly combinedHistogram: Histogram;
  /** Calibrated log-odds of the model alone, sources held out. */
  readonly modelHistogram: Histogram;
  /** The same of the shipped weights on what they learned from. */
  readonly inSourceHistogram: Histogram;
  readonly classes: readonly ClassRow[];
  /** Records whose label a model trained without them contradicted, by source. */
  readonly dropped: Readonly<Record<string, number>>;
}

/** How and when a file of figures came about. */
export interface Provenance {
  /** ISO date. */
  readonly date: string;
  /** Commit that was measured, with `+` when the engine had changes on top. */
  readonly commit: string;
  readonly command: string;
}

/** What one mutation costs: `deno task robust`. */
export interface MutationRow {
  readonly mutation: string;
  /** The operator was used in training. */
  readonly known: boolean;
  /** True positive rate of the model alone at the clean threshold, in percent. */
  readonly tpr: number;
  /** Points below the clean rate. */
  readonly lost: number;
  /** Most points it may cost. */
  readonly bar: number;
}

/** What a guided search comes to with one set of operators. */
export interface SearchRow {
  readonly operators: "known" | "new";
  readonly names: readonly string[];
  /** Attacks that the search began with, all of them found by the model. */
  readonly seeds: number;
  /** Queries a seed. */
  readonly queries: number;
  readonly evaded: number;
  /** Median queries of the searches that evaded; null where none did. */
  readonly medianQueries: number | null;
  /** Searches that rules and model together let pass. */
  readonly evadedBoth: number;
}

/** `detectors/anomaly/robustness.json`. */
export interface RobustnessFigures extends Provenance {
  /** SHA-256 of the weights file that was measured. */
  readonly weights: string;
  /** Attacks that were mutated. */
  readonly attacks: number;
  /** False positive rate of the threshold, in percent. */
  readonly fpr: number;
  readonly clean: number;
  readonly mutations: readonly MutationRow[];
  readonly searches: readonly SearchRow[];
}

/** One model on the split that all are compared on. */
export interface ComparedModel {
  readonly name: "linear" | "network";
  /** Hidden units; 0 for the linear one. */
  readonly hidden: number;
  readonly parameters: number;
  readonly trainSeconds: number;
  readonly inSource: { readonly tprAt01: number; readonly tprAt05: number };
  readonly heldOut: { readonly tprAt01: number; readonly tprAt05: number };
  /** Median microseconds for a value of 200 bytes. */
  readonly microseconds: number;
}

/** `detectors/anomaly/comparison.json`: `deno task train --hidden N`. */
export interface ComparisonFigures extends Provenance {
  readonly seed: number;
  readonly trainedOn: readonly string[];
  readonly heldOutSources: readonly string[];
  readonly records: number;
  readonly models: readonly ComparedModel[];
}
