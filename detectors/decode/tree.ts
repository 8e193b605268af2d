/**
 * The decode tree: every reading of a value that some parser behind the guard could make, each once, up to a bound.
 * @module
 */
import { Char } from "../chars.ts";
import { MAX_DECODE_DEPTH, MAX_DECODED_CHARS, MAX_VIEWS } from "../limits.ts";
import type { Field, InspectedField, View } from "../types.ts";
import { decodeHtml } from "./html.ts";
import { joinValues } from "./joined.ts";
import { decodeJsonString } from "./json.ts";
import { decodePercent, decodePercentLenient } from "./percent.ts";
import { decodeUtf7 } from "./utf7.ts";
import { rawView } from "./view.ts";

/** One way to read a text differently. */
export interface Decoder {
  /** Character classes of which a text must have one. */
  readonly needs: number;
  /** The text read this way; undefined when that changes nothing. */
  decode(view: View): View | undefined;
  /** Its views are not decoded further: they put words together, they do not unpack. */
  readonly leaf?: boolean;
}

/** What one request may spend on decoding. */
export class DecodeBudget {
  #chars = MAX_DECODED_CHARS;
  /** Index of the field at which a bound was reached first. */
  exceeded: number | undefined;

  /** Takes `chars` from the budget; false when it is spent. */
  take(chars: number): boolean {
    this.#chars -= chars;
    return this.#chars >= 0;
  }
}

/** What stands for the classes of a text that is decoded at once and then read by nobody. */
const ENCODED = Char.percent | Char.plus;

function isEncoded({ syntax, raw, joined }: Field): boolean {
  if (joined || (syntax !== "form" && syntax !== "percent")) return false;
  return raw.includes("%") || (syntax === "form" && raw.includes("+"));
}

/** Builds the views of a field: first what the application sees, then the other readings, nearest first. */
export function viewsOf(field: Field, decoders: readonly Decoder[], budget: DecodeBudget, index: number): View[] {
  const encoded = isEncoded(field);
  const sent = rawView(field.raw, encoded ? ENCODED : field.chars);
  let raw = field.joined ? joinValues(sent, field.joined) : sent;
  let first = decodeSyntax(field, raw);
  if (encoded && first === raw) first = raw = rawView(field.raw);
  const views = [first];
  if (first !== raw || (raw.chars & Char.percent) !== 0) addRootReadings(field, raw, first, views);
  return growViews(views, decoders, budget, index);
}

/** Decodes the given views further, and adds what that gives to them. */
export function growViews(views: View[], decoders: readonly Decoder[], budget: DecodeBudget, index: number): View[] {
  const deepest = views[0]!.steps.length + MAX_DECODE_DEPTH;
  let leaves: Set<View> | undefined;
  for (let v = 0; v < views.length; v++) {
    const view = views[v]!;
    if (leaves?.has(view)) continue;
    for (const decoder of decoders) {
      if ((view.chars & decoder.needs) === 0) continue;
      const next = decoder.decode(view);
      if (!next || isKnown(views, next)) continue;
      if (next.steps.length > deepest || views.length >= MAX_VIEWS || !budget.take(next.text.length)) {
        budget.exceeded ??= index;
        return views;
      }
      if (decoder.leaf) (leaves ??= new Set()).add(next);
      views.push(next);
    }
  }
  return views;
}

/** A field with its views. Every one has the same properties in the same order, which each detector's loop reads. */
export function inspectedField(field: Field, views: readonly View[], quiet = false): InspectedField {
  let chars = 0;
  for (const view of views) chars |= view.chars;
  const { source, name, role, syntax, raw, at, within } = field;
  return { source, name, role, syntax, raw, at, within, views, chars, quiet };
}

/** The decoding that the place in the request prescribes. */
function decodeSyntax(field: Field, raw: View): View {
  switch (field.syntax) {
    case "percent":
      return decodePercent(raw) ?? raw;
    case "form":
      return decodePercent(raw, true) ?? raw;
    case "json":
      return decodeJsonString(raw) ?? raw;
    case "xml":
      return decodeHtml(raw) ?? raw;
    case "text":
      return raw;
  }
}

/** Other decodings of the raw text itself: the URL API's, and UTF-7 while its plus signs still stand. */
function addRootReadings(field: Field, raw: View, first: View, views: View[]): void {
  const form = field.syntax === "form";
  if (!form && field.syntax !== "percent") return;
  if ((first.chars & Char.percent) !== 0) add(views, decodePercentLenient(raw, form));
  if (form && (raw.chars & Char.plus) !== 0) add(views, decodeUtf7(raw));
}

function add(views: View[], view: View | undefined): void {
  if (view && !isKnown(views, view)) views.push(view);
}

function isKnown(views: readonly View[], view: View): boolean {
  for (const known of views) if (known.text === view.text) return true;
  return false;
}
