/**
 * Parameters of a query string or a form as fields: each value, each name that is more than a word, and what
 * several parameters amount to when an application joins them.
 * @module
 */
import { MAX_FIELDS } from "../limits.ts";
import type { FieldSource } from "../types.ts";
import { isUtf8Name } from "./content_type.ts";
import type { FieldList } from "./fields.ts";
import { isPlainName } from "./names.ts";
import { type Pair, pairsOf } from "./pairs.ts";

/** Adds the parameters of `text`; returns them. */
export function addParameters(list: FieldList, source: FieldSource, text: string): Pair[] {
  if (text === "") return [];
  const pairs = pairsOf(text, MAX_FIELDS);
  const indexes: number[] = [];
  for (const { name, rawName, nameAt, rawValue, valueAt } of pairs) {
    if (list.full) {
      list.note("fields.too-many", `more than ${MAX_FIELDS} values`);
      list.addRest(source, "form", text.slice(nameAt), nameAt);
      break;
    }
    if (name === "_method") list.note(rawValue.startsWith("__") ? "method.magic" : "method.override-field", rawValue);
    if (name === "_charset_" && !isUtf8Name(rawValue)) list.note("form.charset-field", rawValue);
    if (!isPlainName(rawName)) {
      // A payload in a name ends at its first `=` only for the parser; whoever reads the query whole sees all of it.
      const raw = hasSharp(name) ? text.slice(nameAt, valueAt + rawValue.length) : rawName;
      list.add({ source, name, role: "name", syntax: "form", raw, at: nameAt });
    }
    indexes.push(
      rawValue === "" ? -1 : list.add({ source, name, role: "value", syntax: "form", raw: rawValue, at: valueAt }),
    );
  }
  if (
    pairs.length > 1 && (hasSameNames(pairs) || mayHoldComment(text)) &&
    !indexes.every((index) => index < 0 || isPlainName(list.fields[index]!.raw))
  ) {
    addJoined(list, source, text, pairs, indexes);
  }
  return pairs;
}

/**
 * Some frameworks join a parameter that is given twice with a comma, and an application may paste two parameters
 * into one statement. A joined field is the stretch of the text from the first value to the last; its view leaves
 * out what stands between the values.
 */
function addJoined(
  list: FieldList,
  source: FieldSource,
  text: string,
  pairs: readonly Pair[],
  indexes: readonly number[],
): void {
  const places = new Map<string, number[]>();
  for (let i = 0; i < indexes.length; i++) {
    if (indexes[i]! < 0) continue;
    const known = places.get(pairs[i]!.name);
    if (known) known.push(i);
    else places.set(pairs[i]!.name, [i]);
  }
  for (const [name, repeated] of places) {
    if (repeated.length < 2 || repeated.every((i) => isPlainName(pairs[i]!.rawValue))) continue;
    addSpan(list, source, text, name, repeated.map((i) => pairs[i]!), indexes[repeated[0]!]!, ",");
  }
  const opens = indexes.findIndex((index, i) => index >= 0 && opensComment(pairs[i]!.rawValue));
  if (opens < 0) return;
  const closes = pairs.findIndex(({ rawValue }, i) => i > opens && closesComment(rawValue));
  if (closes < 0 || indexes[closes] === undefined) return;
  addSpan(list, source, text, pairs[opens]!.name, pairs.slice(opens, closes + 1), indexes[opens]!, " ");
}

function addSpan(
  list: FieldList,
  source: FieldSource,
  text: string,
  name: string,
  pairs: readonly Pair[],
  within: number,
  glue: string,
): void {
  const from = pairs[0]!.valueAt;
  const last = pairs[pairs.length - 1]!;
  const raw = text.slice(from, last.valueAt + last.rawValue.length);
  const gaps: [number, number][] = [];
  for (let i = 1; i < pairs.length; i++) {
    gaps.push([pairs[i - 1]!.valueAt + pairs[i - 1]!.rawValue.length - from, pairs[i]!.valueAt - from]);
  }
  list.add({ source, name, role: "value", syntax: "form", raw, at: from, within, joined: { gaps, glue } });
}

/** A quote, a blank or a bracket of code: what no name of a parameter has. */
function hasSharp(name: string): boolean {
  return /['"`\s<>();]/.test(name);
}

/** Names that are compared one by one; more of them may well have one twice. */
const FEW_PAIRS = 12;

function hasSameNames(pairs: readonly Pair[]): boolean {
  if (pairs.length > FEW_PAIRS) return true;
  for (let i = 1; i < pairs.length; i++) {
    for (let k = 0; k < i; k++) if (pairs[k]!.name === pairs[i]!.name) return true;
  }
  return false;
}

function mayHoldComment(text: string): boolean {
  return text.includes("*") || text.includes("%2a") || text.includes("%2A");
}

/** The end of the value is inside a C comment, as far as its last characters tell. */
function opensComment(raw: string): boolean {
  if (!mayHoldComment(raw)) return false;
  const lower = raw.toLowerCase();
  let open = -1;
  for (const form of COMMENT_STARTS) open = Math.max(open, lower.lastIndexOf(form));
  return open >= 0 && !closesComment(lower.slice(open));
}

/** Ways to write `/*`. */
const COMMENT_STARTS = ["/*", "/%2a", "%2f*", "%2f%2a"];

function closesComment(raw: string): boolean {
  return raw.includes("*/") || /%2a(?:\/|%2f)/i.test(raw);
}
