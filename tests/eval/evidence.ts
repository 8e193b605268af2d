/**
 * Does the evidence hold? The marked span is cut out of the bytes as they were sent and decoded again, alone; the text
 * that the detector says it matched must come out.
 * @module
 */
import { DecodeBudget, DECODERS, viewsOf } from "../../detectors/decode/mod.ts";
import type { Examination } from "../../detectors/engine.ts";
import type { Evidence, InspectedField, RawRequest, View } from "../../detectors/types.ts";

/** What is wrong with a piece of evidence, or undefined. */
export function evidenceError(raw: RawRequest, { request }: Examination, evidence: Evidence): string | undefined {
  const field = request.fields[evidence.field];
  if (!field) return "names a field that does not exist";
  if (!field.views[evidence.view]) return "names a view that does not exist";
  const { start, end, text } = evidence;
  if (!(start >= 0 && end <= field.raw.length && start <= end)) return `spans ${start}–${end} of ${field.raw.length}`;
  if (start === end && text !== "") return "marks nothing";
  if (!partsOf(raw, field).some((part) => part.slice(field.at, field.at + field.raw.length) === field.raw)) {
    return "stands in a field that is not where it says";
  }
  const view = field.views[evidence.view]!;
  if (view.steps[0]?.decoder === "joined") return joinedError(view, evidence);
  // Which percent signs are strays depends on the text around the span, so there they do not count.
  const stray = view.steps.some(({ decoder }) => decoder === "percent-stray");
  const plain = (reading: string): string => stray ? reading.replaceAll("%", "") : reading;
  return readingsOf(field, start, end).some((reading) => plain(reading).includes(plain(folded(text))))
    ? undefined
    : `"${text}" does not come out of "${field.raw.slice(start, end)}"`;
}

/** Where the field's text may stand: `Field.at` counts from the beginning of its part. */
function partsOf(raw: RawRequest, { source }: InspectedField): string[] {
  switch (source) {
    case "path":
      return [raw.path];
    case "query":
      return [raw.query];
    case "cookie":
    case "header":
      return raw.headers.flatMap(([name, value]) => [value, name]);
    case "body":
      return bodyTexts(raw.body);
  }
}

/** A body as text: UTF-8, with and without a byte order mark, or bytes one by one where a part is no UTF-8. */
function bodyTexts(body: RawRequest["body"]): string[] {
  if (body === undefined) return [];
  if (typeof body === "string") return [body];
  const latin1 = Array.from(body, (byte) => String.fromCharCode(byte)).join("");
  return [new TextDecoder("utf-8", { ignoreBOM: true }).decode(body), new TextDecoder().decode(body), latin1];
}

/** Parameters read as one have gaps in the bytes between them, so here only the offsets themselves are checked. */
function joinedError({ text: whole, origin }: View, { start, end, text }: Evidence): string | undefined {
  for (let at = whole.indexOf(text); at >= 0; at = whole.indexOf(text, at + 1)) {
    if (origin.start(at) === start && origin.end(at + text.length) <= end) return undefined;
  }
  return `"${text}" does not begin where it says`;
}

/** Every reading of the span alone. The syntax says how the span is written; text that no decoder changes counts too. */
function readingsOf(field: InspectedField, start: number, end: number): string[] {
  const raw = field.raw.slice(start, end);
  const { source, name, role, syntax } = field;
  const alone = { source, name, role, syntax, raw, at: 0 };
  const readings = viewsOf(alone, DECODERS, new DecodeBudget(), 0).map((view) => folded(view.text));
  return [...readings, folded(raw), ...plainBase64(raw)];
}

/** Base64 too short for the guarded decoder, which wants more to go by; with another layer of percent below it. */
function plainBase64(raw: string): string[] {
  try {
    const text = atob(decodeURIComponent(raw).replaceAll("-", "+").replaceAll("_", "/"));
    return [folded(text), folded(decodeURIComponent(text))];
  } catch {
    return [];
  }
}

/** Case does not matter; nor do spaces and the marks of comments, of which a span may hold one half. */
function folded(text: string): string {
  return text.toLowerCase().replaceAll(/\s+|\/\*!?\d*|\*\//g, "");
}
