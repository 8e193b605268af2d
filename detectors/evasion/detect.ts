/**
 * Encoding abuse: what is done to a value so that a filter and an application read it differently.
 *
 * Catches: double and nested percent-encoding, overlong UTF-8, `%u`, invalid bytes before a quote, UTF-7, NUL,
 * escaped letters, full-width ASCII, look-alike letters, invisible characters in words, more encodings than are read.
 * Misses: an encoding that only the application knows.
 * Source: EVASIONS 2–25, OWASP CRS 920220–920270 and 920540.
 * @module
 */
import { Char } from "../chars.ts";
import { detectInViews, evidenceOf, findingOf, type Report } from "../report.ts";
import type { Detector, Finding, InspectedField, InspectedRequest, View } from "../types.ts";
import { detectEscapes, encodedLetters } from "./escapes.ts";
import { detectPercent } from "./percent.ts";
import { BUDGET, CONTROL, LETTERS, NUL, RULES, UTF7 } from "./rules.ts";
import { detectUnicode } from "./unicode.ts";

const NEEDS = Char.percent | Char.backslash | Char.ampersand | Char.control | Char.wide;

export const evasion: Detector = {
  name: "evasion",
  title: "Encoding abuse",
  rules: RULES,
  detect(request) {
    const findings = detectInViews(request, NEEDS, detectView);
    const encoded = detectEncoded(request);
    const budget = detectBudget(request);
    return encoded.length + budget.length === 0 ? findings : [...findings, ...encoded, ...budget];
  },
};

function detectView(view: View, _field: InspectedField, report: Report): void {
  const { text, chars } = view;
  if (chars & Char.percent) detectPercent(view, report);
  if (chars & (Char.backslash | Char.ampersand)) detectEscapes(view, report);
  if (chars & Char.control) detectControls(text, report);
  if (chars & Char.wide) detectUnicode(view, report);
}

function detectControls(text: string, report: Report): void {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0) report(NUL, i, i + 1);
    else if (code < 9 || (code > 13 && code < 32 && code !== 27) || code === 127) report(CONTROL, i, i + 1);
  }
}

/** Letters that were percent-encoded are plain in every view; the raw text and the steps of views show the act. */
function detectEncoded(request: InspectedRequest): Finding[] {
  let findings: Finding[] | undefined;
  const { fields } = request;
  for (let f = 0; f < fields.length; f++) {
    const field = fields[f]!;
    const { views } = field;
    const span = views[0]!.steps.length === 0 ? undefined : encodedLetters(field);
    if (span) {
      const evidence = evidenceOf(request, f, 0, indexOf(views[0]!, span[0]), indexOf(views[0]!, span[1]));
      (findings ??= []).push(findingOf(LETTERS, evidence));
    }
    const utf7 = views.length < 2 ? -1 : views.findIndex(isSharpUtf7);
    if (utf7 >= 0) {
      const at = views[utf7]!.text.search(/[<>"']/);
      (findings ??= []).push(findingOf(UTF7, evidenceOf(request, f, utf7, at, at + 1)));
    }
  }
  return findings ?? NONE;
}

/** The decoder makes such a view only where shifted characters are ASCII; honest text shifts none. */
function isSharpUtf7({ steps, chars }: View): boolean {
  return steps[steps.length - 1]?.decoder === "utf7" && (chars & (Char.angle | Char.single | Char.double)) !== 0;
}

const NONE: Finding[] = [];

/** Index in the view's text of the character that comes from the raw offset. */
function indexOf({ text, origin }: View, offset: number): number {
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (origin.start(middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function detectBudget(request: InspectedRequest): Finding[] {
  const note = request.notes.find(({ code }) => code === "decode.budget");
  if (note?.field === undefined) return NONE;
  const { text } = request.fields[note.field]!.views[0]!;
  return [findingOf(BUDGET, evidenceOf(request, note.field, 0, 0, text.length))];
}
