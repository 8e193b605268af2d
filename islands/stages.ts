/**
 * The way of a value from the bytes to the text that a detector read, stage by stage. Pure.
 * @module
 */
import type { DecoderName, Evidence, InspectedField, View } from "../detectors/types.ts";

/** One stage: the value after this step, with the matched stretch in it. */
export interface Stage {
  /** Name of the step; `bytes` for the value as it was sent. */
  readonly step: string;
  /** How many places the step rewrote. */
  readonly changes: number;
  /** Undefined where the engine did not keep the text between two steps. */
  readonly text?: string;
  readonly start: number;
  readonly end: number;
}

/** Words for the decodings. */
export const DECODERS: Readonly<Record<DecoderName, string>> = {
  "percent": "percent-decoded",
  "form": "form-decoded",
  "percent-lenient": "percent-decoded, lenient",
  "percent-stray": "stray percents removed",
  "percent-u": "%u-decoded",
  "overlong": "overlong UTF-8",
  "html-entity": "HTML entities",
  "js-escape": "JavaScript escapes",
  "css-escape": "CSS escapes",
  "json": "JSON escapes",
  "json-in-string": "JSON inside the string",
  "base64": "Base64",
  "utf7": "UTF-7",
  "utf16": "UTF-16",
  "unicode": "Unicode normalised",
  "zero-width": "zero-width removed",
  "nul": "NUL removed",
  "sql-comment": "SQL comments",
  "shell": "shell quoting",
  "joined": "values joined",
};

/** Characters of a stage that are shown, around the match. */
const WINDOW = 400;

/** Stages from the bytes to the view in which the evidence was found. */
export function stagesOf(field: InspectedField, evidence: Evidence): readonly Stage[] {
  const { start, end } = evidence;
  const stages: Stage[] = [cut("bytes", 0, field.raw, start, end)];
  const last = field.views[evidence.view];
  last?.steps.forEach((step, index) => {
    const view = index === last.steps.length - 1 ? last : viewAfter(field, last, index + 1);
    const label = DECODERS[step.decoder];
    stages.push(
      view
        ? cut(label, step.changes, view.text, ...spanIn(view, start, end))
        : { step: label, changes: step.changes, start: 0, end: 0 },
    );
  });
  return stages;
}

/** The view that stands after the first `count` steps of another. */
function viewAfter(field: InspectedField, last: View, count: number): View | undefined {
  return field.views.find(({ steps }) =>
    steps.length === count && steps.every(({ decoder }, i) => decoder === last.steps[i]!.decoder)
  );
}

/** The characters of a view that came from `start`–`end` of the raw text. */
export function spanIn(view: View, start: number, end: number): [from: number, to: number] {
  let from = -1;
  let to = -1;
  for (let i = 0; i < view.text.length; i++) {
    if (view.origin.start(i) < end && view.origin.end(i + 1) > start) {
      if (from < 0) from = i;
      to = i + 1;
    } else if (from >= 0 && view.origin.start(i) >= end) break;
  }
  return from < 0 ? [0, 0] : [from, to];
}

function cut(step: string, changes: number, text: string, start: number, end: number): Stage {
  if (text.length <= WINDOW) return { step, changes, text, start, end };
  const from = Math.max(0, Math.min(start - WINDOW / 4, text.length - WINDOW));
  const to = from + WINDOW;
  const shown = `${from > 0 ? "…" : ""}${text.slice(from, to)}${to < text.length ? "…" : ""}`;
  const shift = from > 0 ? from - 1 : 0;
  return { step, changes, text: shown, start: start - shift, end: Math.min(end - shift, shown.length) };
}
