/**
 * A request taken apart: every value and every name that the client controls, with its place.
 * @module
 */
import { decodeField } from "../decode/mod.ts";
import type { Field, InspectedRequest, ProtocolNote, RawRequest } from "../types.ts";
import { pairsOf } from "./pairs.ts";

/** Takes a request apart and decodes every field. */
export function inspect(raw: RawRequest): InspectedRequest {
  const fields: Field[] = [];
  const notes: ProtocolNote[] = [];
  fields.push({ source: "path", name: "", role: "value", syntax: "percent", raw: raw.path, at: 0 });
  for (const pair of pairsOf(raw.query, "&")) {
    fields.push({
      source: "query",
      name: pair.name,
      role: "value",
      syntax: "form",
      raw: pair.rawValue,
      at: pair.valueAt,
    });
  }
  const inspected = fields.map(decodeField);
  const chars = inspected.reduce((all, field) => all | field.chars, 0);
  return { method: raw.method, path: raw.path, fields: inspected, notes, chars };
}
