/**
 * The body as fields, by its type and by what it looks like: a JSON text that is sent as a form or as plain text
 * is still a JSON text to a handler that does not look at the type.
 * @module
 */
import { Char, charsOf } from "../chars.ts";
import { isUtf8 } from "../decode/utf8.ts";
import { MAX_FILE_TEXT } from "../limits.ts";
import {
  type BodyKind,
  charsetKind,
  type ContentType,
  isUtf8Name,
  kindOfText,
  kindOfType,
  parameterOf,
  parseContentType,
} from "./content_type.ts";
import type { FieldList } from "./fields.ts";
import { type JsonSink, scanJson, skipJsonSpace } from "./json.ts";
import { type Part, partsOf } from "./multipart.ts";
import { isPlainName } from "./names.ts";
import type { Pair } from "./pairs.ts";
import { addParameters } from "./parameters.ts";
import type { Field } from "../types.ts";
import { addXml } from "./xml.ts";

/** The body taken apart: the pieces that a handler's input is built from. */
export type ParsedBody =
  | { readonly kind: "none" }
  /** `text` is valid JSON exactly when `valid`. */
  | { readonly kind: "json"; readonly text: string; readonly valid: boolean }
  | { readonly kind: "form"; readonly pairs: readonly Pair[] }
  | { readonly kind: "multipart"; readonly parts: readonly Part[] }
  | { readonly kind: "xml" | "text"; readonly text: string }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array };

const LENIENT = new TextDecoder("utf-8", { ignoreBOM: true });
const ENCODER = new TextEncoder();

/** Adds the fields of a body. `header` is its Content-Type, undefined where there is none. */
export function addBody(
  list: FieldList,
  body: Uint8Array | string | undefined,
  header: string | undefined,
): ParsedBody {
  if (body === undefined || body.length === 0) return { kind: "none" };
  const type = parseContentType(header ?? "");
  const declared = kindOfType(type.essence);
  if (declared === "multipart") {
    const bytes = typeof body === "string" ? ENCODER.encode(body) : body;
    return addMultipart(list, bytes, type);
  }
  noteType(list, type, declared, header);
  const text = typeof body === "string" ? body : textOf(list, body, declared);
  if (text === undefined) return { kind: "bytes", bytes: typeof body === "string" ? ENCODER.encode(body) : body };
  return addText(list, text, type, declared);
}

function noteType(
  list: FieldList,
  type: ContentType,
  declared: BodyKind | undefined,
  header: string | undefined,
): void {
  if (header === undefined || header === "") return list.note("content-type.missing", "a body without a Content-Type");
  if (declared === undefined) list.note("content-type.unknown", header);
  const charset = parameterOf(type, "charset");
  const kind = charsetKind(charset ?? "");
  if (kind !== "same") list.note(kind === "hiding" ? "content-type.charset" : "content-type.other-charset", header);
}

/** The bytes as text; undefined for what is no text at all. */
function textOf(list: FieldList, bytes: Uint8Array, declared: BodyKind | undefined): string | undefined {
  const wide = utf16Of(bytes);
  if (wide && declared !== "bytes") {
    list.note("body.utf16", "the body is UTF-16, which JSON and forms cannot be");
    return new TextDecoder(wide).decode(bytes);
  }
  const valid = isUtf8(bytes);
  if (declared === "bytes" && !valid) return undefined;
  const text = LENIENT.decode(bytes);
  if (declared === "bytes" && isBinary(text)) return undefined;
  if (!valid) list.note("body.invalid-utf8", "the body is not valid UTF-8");
  if (!valid && hasOverlong(bytes)) list.note("body.overlong", "a character is written in more bytes than it needs");
  return text;
}

/** A control character that no text has. */
function isBinary(text: string): boolean {
  return (charsOf(text.slice(0, MAX_FILE_TEXT)) & Char.control) !== 0 &&
    // deno-lint-ignore no-control-regex
    /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text.slice(0, MAX_FILE_TEXT));
}

function utf16Of(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const first = bytes[0];
  const second = bytes[1];
  const third = bytes[2];
  const fourth = bytes[3];
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return "utf-16le";
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return "utf-16be";
  return undefined;
}

/** C0 and C1 lead ASCII characters only, E0 followed by 80–9F and F0 by 80–8F likewise need fewer bytes. */
function hasOverlong(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length - 1; i++) {
    const lead = bytes[i]!;
    const next = bytes[i + 1]!;
    if ((lead === 0xc0 || lead === 0xc1) && (next & 0xc0) === 0x80) return true;
    if (lead === 0xe0 && next >= 0x80 && next < 0xa0) return true;
    if (lead === 0xf0 && next >= 0x80 && next < 0x90) return true;
  }
  return false;
}

function addText(list: FieldList, text: string, type: ContentType, declared: BodyKind | undefined): ParsedBody {
  const looks = kindOfText(text);
  const kind = declared === undefined || declared === "bytes" ? looks : declared;
  if (looks === "json" && kind !== "json" && kind !== "xml") return addDisguisedJson(list, text, kind);
  switch (kind) {
    case "json":
      return { kind: "json", text, valid: addJson(list, text, type.essence) };
    case "form":
      return { kind: "form", pairs: addParameters(list, "body", text) };
    case "xml":
      addXml(list, text);
      return { kind: "xml", text };
    default:
      list.add({ source: "body", name: "", role: "value", syntax: "text", raw: text, at: 0 });
      return { kind: "text", text };
  }
}

/** JSON under another name: its values and, where it is none after all, the text as its type says. */
function addDisguisedJson(list: FieldList, text: string, kind: "form" | "text" | "multipart"): ParsedBody {
  const probe: JsonSink = { key: () => {}, leaf: () => {} };
  const { end, problem } = scanJson(text, startOf(text), probe);
  if (!problem && skipJsonSpace(text, end) === text.length) {
    list.note("content-type.mismatch", `a JSON text sent as ${kind}`);
    addJson(list, text, "");
    if (kind === "form") return { kind: "form", pairs: addParameters(list, "body", text) };
    list.add({ source: "body", name: "", role: "document", syntax: "text", raw: text, at: 0 });
    return { kind: "text", text };
  }
  if (kind === "form") return { kind: "form", pairs: addParameters(list, "body", text) };
  // Browsers send reports of errors as lines of JSON under `text/plain`, which needs no question beforehand.
  if (!problem && kind === "text" && isJsonLines(text, end)) {
    addJson(list, text, "application/x-ndjson");
    list.add({ source: "body", name: "", role: "document", syntax: "text", raw: text, at: 0 });
    return { kind: "text", text };
  }
  list.add({ source: "body", name: "", role: "value", syntax: "text", raw: text, at: 0 });
  return { kind: "text", text };
}

/** Whether nothing but JSON texts, each on a line of its own, follows. */
function isJsonLines(text: string, from: number): boolean {
  const probe: JsonSink = { key: () => {}, leaf: () => {} };
  for (let end = from;;) {
    const at = skipJsonSpace(text, end);
    if (at >= text.length) return true;
    if (!text.slice(end, at).includes("\n")) return false;
    const next = scanJson(text, at, probe);
    if (next.problem) return false;
    end = next.end;
  }
}

/** Adds keys and leaves; what cannot be parsed is added as one text. Returns whether all of it is valid JSON. */
function addJson(list: FieldList, text: string, essence: string): boolean {
  const lines = essence === "application/x-ndjson" || essence === "application/jsonl";
  const sink = jsonFields(list, text);
  let at = startOf(text);
  for (;;) {
    const { end, problem } = scanJson(text, at, sink);
    if (problem) {
      list.note(`json.${problem}`, problem === "malformed" ? `at character ${end}` : "nested too deep");
      list.addRest("body", "text", text.slice(end), end);
      return false;
    }
    at = skipJsonSpace(text, end);
    if (at >= text.length) return true;
    if (!lines) {
      list.note("json.trailing", text.slice(at));
      list.addRest("body", "text", text.slice(at), at);
      return false;
    }
  }
}

/** A byte order mark before JSON is skipped, as Deno and browsers do. */
function startOf(text: string): number {
  return skipJsonSpace(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
}

function jsonFields(list: FieldList, text: string): JsonSink {
  const add = (field: Field) => {
    if (!list.full) return list.add(field);
    list.note("fields.too-many", "more values than are inspected one by one");
    list.addRest("body", "json", text.slice(field.at), field.at);
  };
  return {
    key(name, start, end, duplicate) {
      const raw = text.slice(start, end);
      if (duplicate) list.note("json.duplicate-key", raw);
      if (!isPlainName(raw)) add({ source: "body", name, role: "name", syntax: "json", raw, at: start });
    },
    leaf(name, start, end, quoted, chars) {
      if (end === start) return;
      const raw = text.slice(start, end);
      if (quoted) add({ source: "body", name, role: "value", syntax: "json", raw, at: start, chars });
      else add({ source: "body", name, role: "value", syntax: "text", raw, at: start });
    },
  };
}

function addMultipart(list: FieldList, bytes: Uint8Array, type: ContentType): ParsedBody {
  const parts = partsOf(list, bytes, type);
  if (parts.length === 0) list.addRest("body", "text", LENIENT.decode(bytes), 0);
  for (const part of parts) addPart(list, part);
  return { kind: "multipart", parts };
}

function addPart(list: FieldList, part: Part): void {
  const { name, nameAt, filename, filenameAt, at } = part;
  if (!isPlainName(name)) {
    list.add({ source: "body", name, role: "name", syntax: "text", raw: name, at: Math.max(0, nameAt) });
  }
  if (filename) {
    const place = Math.max(0, filenameAt);
    list.add({ source: "body", name, role: "filename", syntax: "text", raw: filename, at: place });
  }
  if (part.bytes.length === 0) return;
  if (filename === "") list.note("multipart.empty-filename", name);
  const raw = LENIENT.decode(filename ? part.bytes.subarray(0, MAX_FILE_TEXT) : part.bytes);
  if (name === "_charset_" && !isUtf8Name(raw)) list.note("form.charset-field", raw);
  if (!filename) list.add({ source: "body", name, role: "value", syntax: "text", raw, at });
  else if (!isBinary(raw)) list.add({ source: "body", name, role: "document", syntax: "text", raw, at });
}
