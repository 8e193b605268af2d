/**
 * From a request to what the detectors read.
 * @module
 */
import { DecodeBudget, DECODERS, inspectedField, viewsOf } from "../decode/mod.ts";
import type { InspectedField, InspectedRequest, ProtocolNote, RawRequest } from "../types.ts";
import type { QuietPaths } from "../quiet.ts";
import { addInner } from "./inner.ts";
import { type ParsedRequest, type ParseOptions, parseRequest } from "./parse.ts";

/** Takes a request apart and decodes every field. */
export function inspect(raw: RawRequest, options?: ParseOptions): InspectedRequest {
  return inspectParsed(parseRequest(raw, options));
}

/** Decodes every field of a request that was taken apart. `quiet`: paths that the detectors to come need not read. */
export function inspectParsed(parsed: ParsedRequest, quiet?: QuietPaths): InspectedRequest {
  const fields: InspectedField[] = [];
  const budget = new DecodeBudget();
  const { method, path } = parsed;
  const known = quiet?.get(method, path);
  if (known) fields.push(known);
  for (let i = fields.length; i < parsed.fields.length; i++) {
    const field = parsed.fields[i]!;
    fields.push(inspectedField(field, viewsOf(field, DECODERS, budget, i)));
  }
  let chars = 0;
  // The list grows while it is walked: JSON in a string may hold a string with GraphQL.
  for (let i = 0; i < fields.length; i++) {
    if (fields[i]!.role === "value") addInner(fields, i, budget);
    chars |= fields[i]!.chars;
  }
  const notes = budget.exceeded === undefined ? parsed.notes : [...parsed.notes, budgetNote(budget.exceeded)];
  return { method, path, fields, notes, chars };
}

function budgetNote(field: number): ProtocolNote {
  return { code: "decode.budget", detail: "a value has more readings than are looked at", field };
}
