/**
 * What rules and model say of one text, and how their numbers come about. Pure.
 * @module
 */

import { explainValue } from "../../detectors/anomaly/model.ts";
import { MODEL_RULES } from "../../detectors/anomaly/opinion.ts";
import { type Part, partsOf } from "../../detectors/anomaly/parts.ts";
import type { Band, Model } from "../../detectors/anomaly/weights.ts";
import { examine } from "../../detectors/engine.ts";
import { POINTS } from "../../detectors/score.ts";
import type { RawRequest } from "../../detectors/types.ts";

/** A number of the sum, with what it stands for. */
export interface Term {
  readonly name: string;
  readonly value: number;
}

/** What the model read. */
export interface Reading {
  /** The value that decided, and where it stood. */
  readonly where: string;
  readonly text: string;
  /** Log-odds of each UTF-16 unit. */
  readonly shares: readonly number[];
  readonly bias: number;
  /** The model's own log-odds: `bias` and all `shares`. */
  readonly logit: number;
  readonly parts: readonly Part[];
}

/** A text judged. */
export interface Judged {
  /** Undefined where nothing in the request can leave its place, so that the model reads nothing. */
  readonly reading?: Reading | undefined;
  /** What adds up to `logit`. */
  readonly terms: readonly Term[];
  /** Log-odds of rules and model together. */
  readonly logit: number;
  readonly probability: number;
  /** The highest band that speaks at level 1, with its points. */
  readonly band?: { readonly name: Band["name"]; readonly points: number } | undefined;
  /** Points of rules and model at level 1. */
  readonly score: number;
  readonly blocked: boolean;
  /** Rules that matched, the model's own left out. */
  readonly rules: readonly string[];
}

/** Judges a request by rules and model, as the guard does at level 1. */
export function judgeRequest(model: Model, raw: RawRequest): Judged {
  const { request, findings, opinion, score } = examine(raw, undefined, { model });
  if (!opinion) throw new TypeError("Cannot judge: no model took part");
  const own = new Set(opinion.findings);
  const rules = [...new Set(findings.filter((finding) => !own.has(finding)).map(({ rule }) => rule))];
  const field = request.fields[opinion.field];
  const text = field?.views[0]?.text;
  const said = opinion.findings.find(({ level }) => level === 1);
  const band = said && {
    name: model.header.bands.find(({ name }) => MODEL_RULES[name].id === said.rule)!.name,
    points: POINTS[said.severity],
  };
  let reading: Reading | undefined;
  if (field && text !== undefined) {
    const { logit, bias, contributions } = explainValue(model, text);
    const where = `${field.source} ${field.name}`.trim();
    reading = { where, text, shares: [...contributions], bias, logit, parts: partsOf(model, text) };
  }
  const { fusion } = model.header;
  const terms: Term[] = [
    { name: "model", value: fusion.slope * opinion.modelLogit },
    { name: "bias of both", value: fusion.bias },
    ...rules.flatMap((rule) => fusion.rules[rule] ? [{ name: rule, value: fusion.rules[rule] }] : []),
  ];
  const length = opinion.logit - terms.reduce((sum, { value }) => sum + value, 0);
  return {
    reading,
    terms: reading ? [...terms, { name: "length", value: length }] : [],
    logit: opinion.logit,
    probability: opinion.probability,
    band,
    score: score.score,
    blocked: score.reached,
    rules,
  };
}

/** Log-odds and points of the model alone, as if no rule were there. */
export function modelAlone(model: Model, raw: RawRequest): { logit: number; points: number } {
  const { opinion } = examine(raw, undefined, { model, detectors: [] });
  const said = opinion?.findings.find(({ level }) => level === 1);
  return { logit: opinion?.logit ?? -Infinity, points: said ? POINTS[said.severity] : 0 };
}

/** Band names in words. */
const BAND_WORDS: Readonly<Record<Band["name"], string>> = {
  certain: "almost certainly an attack",
  likely: "likely an attack",
  suspicious: "suspicious",
  strict: "an attack by the strict reading",
};

/** One plain sentence. */
export function sentenceOf({ reading, band, blocked, rules, score, probability }: Judged): string {
  const guard = blocked
    ? "The guard blocks it"
    : score > 0
    ? "The guard flags it and lets it pass"
    : "The guard lets it pass";
  const byRules = rules.length === 0
    ? "no rule matches"
    : rules.length === 1
    ? "one rule matches"
    : `${rules.length} rules match`;
  if (!reading) {
    return `${guard}: ${byRules}, and the model has nothing to read, for letters, digits and spaces alone do not leave their place.`;
  }
  const model = band ? `the model finds it ${BAND_WORDS[band.name]}` : "the model finds it innocent";
  const odds = probability > 0.9995
    ? "over 99.9 %"
    : probability < 0.0005
    ? "under 0.1 %"
    : `${(100 * probability).toFixed(1)} %`;
  return `${guard}: ${byRules}, and ${model} (${odds}).`;
}
