/**
 * Histograms of the log-odds that the model and the rules gave, for every threshold at once: the model page draws
 * its curves from them.
 * @module
 */
import type { Model } from "../../detectors/anomaly/weights.ts";
import type { InspectedRequest } from "../../detectors/types.ts";
import type { Detection } from "../../detectors/engine.ts";
import { scoreOf, type ScoreSettings } from "../../detectors/score.ts";
import { binOf, BINS, type Odds } from "../../islands/model/odds.ts";
import type { EvalRecord } from "./record.ts";

/** The model's word on one request beside that of the rules. */
export interface Weighed {
  /** Log-odds of rules and model together. */
  readonly together: number;
  /** Log-odds that the model alone would have given. */
  readonly alone: number;
  /** The rules alone reach the threshold. */
  readonly ruled: boolean;
}

/** Takes a verdict apart; undefined where no model took part. */
export function weigh(
  model: Model | undefined,
  request: InspectedRequest,
  { opinion, findings }: Detection,
  settings: ScoreSettings,
): Weighed | undefined {
  if (!model || !opinion) return undefined;
  const own = new Set(opinion.findings);
  const ruled = findings.filter((finding) => !own.has(finding));
  let alone = opinion.logit;
  for (const rule of new Set(ruled.map(({ rule }) => rule))) alone -= model.header.fusion.rules[rule] ?? 0;
  return { together: opinion.logit, alone, ruled: scoreOf(request, ruled, settings).reached };
}

/** Counts what was weighed. */
export class OddsTally {
  readonly odds = { seen: none(), unseen: none() } satisfies Odds;
  readonly #trainedOn: ReadonlySet<string>;

  /** Names the sources that the model was trained on. */
  constructor(model: Model) {
    this.#trainedOn = new Set(Object.keys(model.header.licences));
  }

  add({ source, label }: Pick<EvalRecord, "source" | "label">, { together, alone, ruled }: Weighed): void {
    const of = this.odds[this.#trainedOn.has(source) ? "seen" : "unseen"];
    for (const [name, logit] of [["together", together], ["alone", alone]] as const) {
      of[name][label][ruled ? "blocked" : "passed"][binOf(logit)]!++;
    }
  }
}

function none() {
  const bins = () => new Array<number>(BINS).fill(0);
  const histograms = () => ({
    attack: { blocked: bins(), passed: bins() },
    benign: { blocked: bins(), passed: bins() },
  });
  return { together: histograms(), alone: histograms() };
}
