/**
 * The decode tree: every reading of a value that some parser behind the guard could make.
 * @module
 */
import { Char, charsOf } from "../chars.ts";
import type { Field, InspectedField, View } from "../types.ts";
import { decodeJsonString } from "./json.ts";
import { joinValues } from "./joined.ts";
import { decodePercent } from "./percent.ts";
import { rawView } from "./view.ts";

/** Builds the views of a field: first what the application sees, then the deeper readings. */
export function decodeField(field: Field): InspectedField {
  const sent = rawView(field.raw);
  const raw = field.joined ? joinValues(sent, field.joined) : sent;
  const first = decodeSyntax(field, raw);
  const views = [first];
  for (let depth = 0; depth < 2; depth++) {
    const last = views[views.length - 1]!;
    if ((last.chars & Char.percent) === 0) break;
    const deeper = decodePercent(last, false);
    if (!deeper) break;
    views.push(deeper);
  }
  return { ...field, views, chars: views.reduce((all, view) => all | view.chars, charsOf(field.raw)) };
}

/** The decoding that the place in the request prescribes. */
function decodeSyntax(field: Field, raw: View): View {
  switch (field.syntax) {
    case "percent":
      return decodePercent(raw, false) ?? raw;
    case "form":
      return decodePercent(raw, true) ?? raw;
    case "json":
      return decodeJsonString(raw) ?? raw;
    case "text":
    case "xml":
      return raw;
  }
}
