/**
 * The request model: how much a value looks like the attacks it was trained on. Logistic regression over the
 * features of the most suspicious 64 characters; every contribution can be drawn on the bytes.
 * @module
 */
import { Char } from "../chars.ts";
import type { InspectedField, InspectedRequest } from "../types.ts";
import { eachFeature } from "./features.ts";
import { hasComment, normalise } from "./normalise.ts";
import type { Model } from "./weights.ts";
import { bestWindow } from "./window.ts";

/** Logit of a value that was not scored because nothing in it can do harm. */
export const PLAIN_LOGIT = -20;

/** The model's word on one value. */
export interface ValueScore {
  readonly logit: number;
  /** Span in the value, in UTF-16 units, of the window that decided. */
  readonly start: number;
  readonly end: number;
  /** Which reading of SQL comments decided. */
  readonly comments: "kept" | "dropped";
}

/** The model's word on a request: that on its most suspicious value. */
export interface RequestScore extends ValueScore {
  /** Index into `request.fields`, or -1 when every value was plain. */
  readonly field: number;
  /** Length of all values that were scored, in UTF-16 units. */
  readonly length: number;
}

/** Contribution of one character of a value to the logit. */
export interface ByteContribution {
  readonly at: number;
  readonly value: number;
}

/** How the logit of a value came about: `bias` plus the contributions is `logit`. */
export interface Explanation {
  readonly logit: number;
  readonly bias: number;
  /** One number for each UTF-16 unit of the value. */
  readonly contributions: Float64Array;
}

/** Characters without which a value cannot leave its place: a value of only others is not scored. */
const HARMLESS = Char.letter | Char.digit | Char.space | Char.dot | Char.dash | Char.underscore | Char.comma |
  Char.high;

/** Scores one value, as the application reads it. */
export function scoreValue(model: Model, value: string): ValueScore {
  const kept = scoreReading(model, value, "kept");
  if (!hasComment(value)) return kept;
  const dropped = scoreReading(model, value, "dropped");
  return dropped.logit > kept.logit ? dropped : kept;
}

function scoreReading({ header, weights }: Model, value: string, comments: "kept" | "dropped"): ValueScore {
  const normalised = normalise(value, comments);
  const { sum, from, to } = bestWindow(normalised, weights);
  const start = normalised.at[from]!;
  const end = normalised.at[Math.min(to, normalised.length)]!;
  return { logit: header.bias + header.scale * sum, start, end, comments };
}

/** Scores a request: its most suspicious value decides. Plain paths are the rules' business. */
export function scoreRequest(model: Model, request: InspectedRequest): RequestScore {
  let best: RequestScore = { logit: PLAIN_LOGIT, start: 0, end: 0, comments: "kept", field: -1, length: 0 };
  let length = 0;
  const { fields } = request;
  for (let f = 0; f < fields.length; f++) {
    const field = fields[f]!;
    if (!isScored(field)) continue;
    const { text } = field.views[0]!;
    length += text.length;
    const score = scoreValue(model, text);
    if (score.logit > best.logit) best = { ...score, field: f, length: 0 };
  }
  return { ...best, length };
}

/** The values of a request that the model reads, as the application reads them. */
export function scoredValues(request: InspectedRequest): string[] {
  return request.fields.filter(isScored).map((field) => field.views[0]!.text);
}

/** An uploaded file is full of code without being an attack; nor is a plain path scored. */
function isScored(field: InspectedField): boolean {
  return !(field.role === "document" && field.name !== "") && (field.chars & ~HARMLESS) !== 0 &&
    !(field.source === "path" && field.name === "");
}

/** The contributions of a value's characters; a feature's weight is shared by the characters it spans. */
export function explainValue(model: Model, value: string): Explanation {
  const { header, weights } = model;
  const { comments } = scoreValue(model, value);
  const normalised = normalise(value, comments);
  const { from, to } = bestWindow(normalised, weights);
  const contributions = new Float64Array(value.length);
  let logit = header.bias;
  eachFeature(normalised, (place, start, end) => {
    const weight = weights[place]! * header.scale;
    if (weight === 0 || start < from || start >= to) return;
    logit += weight;
    const first = Math.min(normalised.at[start]!, value.length - 1);
    const last = Math.max(first + 1, Math.min(normalised.at[end]!, value.length));
    for (let i = first; i < last; i++) contributions[i] = contributions[i]! + weight / (last - first);
  });
  return { logit, bias: header.bias, contributions };
}

/** The logistic function. */
export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
