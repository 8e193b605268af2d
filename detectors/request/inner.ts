/**
 * Documents inside a value: JSON (`?filter={"name":…}`, a string in a JSON body, a base64 cookie) and GraphQL. Their
 * strings become fields of their own, so that a detector meets the value itself and not a text around it.
 * @module
 */
import { Char } from "../chars.ts";
import { type DecodeBudget, DECODERS, growViews, inspectedField } from "../decode/mod.ts";
import { decodeJsonString } from "../decode/json.ts";
import { slicedView } from "../decode/view.ts";
import { graphqlStrings, isGraphql } from "../lex/graphql.ts";
import { MAX_FIELDS, MAX_GRAPHQL_STRINGS, MAX_NAME } from "../limits.ts";
import type { Field, InspectedField, View } from "../types.ts";
import { scanJson, skipJsonSpace } from "./json.ts";
import { isPlainName } from "./names.ts";

/** Shortest value that is taken for JSON: `{"a":1}`. */
const SHORTEST = 7;

/**
 * Adds the fields of a JSON or GraphQL text in `fields[index]` to `fields`. Where the application itself sees the
 * JSON text, the outer field becomes a document; a GraphQL text stays a value, for it is what its detector judges.
 */
export function addInner(fields: InspectedField[], index: number, budget: DecodeBudget): void {
  const outer = fields[index]!;
  if ((outer.chars & Char.double) === 0 || (outer.chars & (Char.brace | Char.bracket)) === 0) return;
  for (const view of outer.views) {
    if (view.text.length < SHORTEST || (view.chars & Char.double) === 0) continue;
    const json = looksLikeJson(view.text) ? jsonPieces(view.text) : undefined;
    const pieces = json ?? (isGraphql(view.text) ? graphqlPieces(view.text) : undefined);
    if (!pieces || fields.length + pieces.length > MAX_FIELDS) continue;
    for (const piece of pieces) fields.push(fieldOf(fields, index, view, piece, budget));
    if (json && view === outer.views[0]) fields[index] = inspectedField({ ...outer, role: "document" }, outer.views);
    return;
  }
}

interface Piece {
  /** JSON pointer, or the argument's name behind a slash. */
  readonly pointer: string;
  readonly start: number;
  readonly end: number;
  readonly role: "value" | "name";
  /** Backslashes mean themselves. */
  readonly verbatim?: boolean;
}

function looksLikeJson(text: string): boolean {
  const first = text.charCodeAt(skipJsonSpace(text, 0));
  return first === 123 || first === 91;
}

/** Leaves that are strings, and unusual keys; undefined when the text is no JSON. */
function jsonPieces(text: string): Piece[] | undefined {
  const pieces: Piece[] = [];
  const { end, problem } = scanJson(text, skipJsonSpace(text, 0), {
    key(pointer, start, end) {
      if (!isPlainName(text.slice(start, end))) pieces.push({ pointer, start, end, role: "name" });
    },
    leaf(pointer, start, end, quoted) {
      if (quoted && end > start) pieces.push({ pointer, start, end, role: "value" });
    },
  });
  return problem || skipJsonSpace(text, end) < text.length ? undefined : pieces;
}

function graphqlPieces(text: string): Piece[] {
  return graphqlStrings(text, MAX_GRAPHQL_STRINGS)
    .filter(({ start, end }) => end > start)
    .map(({ argument, start, end, block }) => ({
      pointer: argument === "" ? "" : `/${argument}`,
      start,
      end,
      role: "value",
      verbatim: block,
    }));
}

function fieldOf(
  fields: readonly InspectedField[],
  index: number,
  view: View,
  { pointer, start, end, role, verbatim }: Piece,
  budget: DecodeBudget,
): InspectedField {
  const { source, name, syntax, raw, at, within } = fields[index]!;
  const from = view.origin.start(start);
  const to = view.origin.end(end);
  const field: Field = {
    source,
    name: `${name}${pointer}`.slice(0, MAX_NAME),
    role,
    syntax,
    raw: raw.slice(from, to),
    at: at + from,
    within: within ?? index,
  };
  const inner = slicedView(view, start, end, from);
  const read = verbatim ? undefined : decodeJsonString(inner);
  return inspectedField(field, growViews([read ?? inner], DECODERS, budget, fields.length));
}
