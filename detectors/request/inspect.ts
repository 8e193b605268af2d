/**
 * From a request to what the detectors read.
 * @module
 */
import { decodeField } from "../decode/mod.ts";
import type { InspectedField, InspectedRequest, RawRequest } from "../types.ts";
import { type ParsedRequest, type ParseOptions, parseRequest } from "./parse.ts";

/** Takes a request apart and decodes every field. */
export function inspect(raw: RawRequest, options?: ParseOptions): InspectedRequest {
  return inspectParsed(parseRequest(raw, options));
}

/** Decodes every field of a request that was taken apart. */
export function inspectParsed(parsed: ParsedRequest): InspectedRequest {
  const fields: InspectedField[] = [];
  let chars = 0;
  for (const field of parsed.fields) {
    const inspected = decodeField(field);
    chars |= inspected.chars;
    fields.push(inspected);
  }
  return { method: parsed.method, path: parsed.path, fields, notes: parsed.notes, chars };
}
