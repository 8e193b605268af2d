/**
 * What the handler gets: built from the very pieces that were inspected.
 * @module
 */
import {
  formText,
  type Pair,
  type ParsedBody,
  type ParsedRequest,
  type Part,
  percentText,
} from "../detectors/request/mod.ts";
import type { Refusal } from "./decide.ts";
import { GUARD_RULES } from "./rules.ts";
import type { GuardInput, InputBody, InputFile } from "./types.ts";

const UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Notes on a request that cannot be read in one way only, or not at all. */
const UNREADABLE: Readonly<Record<string, Omit<Refusal, "kind">>> = {
  "content-type.missing": { status: 415, rule: GUARD_RULES.contentType, why: "the body has no content type" },
  "content-type.unknown": { status: 415, rule: GUARD_RULES.contentType },
  "content-type.charset": { status: 415, rule: GUARD_RULES.charset },
  "body.encoded": { status: 415, rule: GUARD_RULES.contentEncoding },
  "json.too-deep": { status: 400, rule: GUARD_RULES.jsonTooDeep },
  "json.malformed": { status: 400, rule: GUARD_RULES.jsonMalformed },
  "json.trailing": { status: 400, rule: GUARD_RULES.jsonMalformed },
  "multipart.no-boundary": { status: 400, rule: GUARD_RULES.multipart },
  "multipart.no-part": { status: 400, rule: GUARD_RULES.multipart },
  "multipart.no-final-boundary": { status: 400, rule: GUARD_RULES.multipart },
};

/** Why the request cannot be handed on, or undefined. */
export function refusalOf({ notes, body }: ParsedRequest): Refusal | undefined {
  for (const note of notes) {
    const refusal = Object.hasOwn(UNREADABLE, note.code) ? UNREADABLE[note.code] : undefined;
    if (!refusal || (note.code === "content-type.missing" && body.kind === "none")) continue;
    return { kind: "refusal", ...refusal };
  }
  return undefined;
}

/** Builds the input. */
export function inputOf(parsed: ParsedRequest): GuardInput {
  return {
    method: parsed.method,
    segments: parsed.segments.filter((segment) => segment !== "").map((segment) => percentText(segment, false)),
    query: valuesOf(parsed.query),
    cookies: new Map(parsed.cookies.map(({ name, rawValue }) => [name, percentText(rawValue, false)])),
    body: bodyOf(parsed.body),
  };
}

function valuesOf(pairs: readonly Pair[]): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const { name, rawValue } of pairs) add(values, name, formText(rawValue));
  return values;
}

function add(values: Map<string, string[]>, name: string, value: string): void {
  const known = values.get(name);
  if (known) known.push(value);
  else values.set(name, [value]);
}

function bodyOf(body: ParsedBody): InputBody {
  switch (body.kind) {
    case "json":
      return jsonOf(body.text);
    case "form":
      return { kind: "form", fields: valuesOf(body.pairs), files: [] };
    case "multipart":
      return multipartOf(body.parts);
    case "xml":
    case "text":
      return { kind: "text", text: body.text };
    default:
      return body;
  }
}

/** Lines of JSON are no JSON text: they stay text. */
function jsonOf(text: string): InputBody {
  try {
    return { kind: "json", value: JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) };
  } catch {
    return { kind: "text", text };
  }
}

function multipartOf(parts: readonly Part[]): InputBody {
  const fields = new Map<string, string[]>();
  const files: InputFile[] = [];
  for (const { name, filename, contentType, bytes } of parts) {
    if (filename === undefined) add(fields, name, UTF8.decode(bytes));
    else files.push({ name, filename, contentType, bytes });
  }
  return { kind: "form", fields, files };
}
