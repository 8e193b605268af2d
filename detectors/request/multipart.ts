/**
 * A multipart body taken apart as lines of bytes. It notes every form on which parsers are known to disagree, so
 * that the guard can refuse what its own reading and an application's might tell apart.
 * @module
 */
import { MAX_NAME, MAX_PART_HEADERS, MAX_PARTS } from "../limits.ts";
import { charsetKind, type ContentType, parameterOf, parseContentType } from "./content_type.ts";
import type { FieldList } from "./fields.ts";

/** One part of a multipart body. */
export interface Part {
  readonly name: string;
  /** Offset of the name in the body text; -1 where it stands escaped in the header. */
  readonly nameAt: number;
  /** Undefined for a part that is no file. */
  readonly filename?: string;
  readonly filenameAt: number;
  /** Declared type in lower case, without parameters; empty where none was given. */
  readonly contentType: string;
  readonly bytes: Uint8Array;
  /** Offset of the content in the body text, in UTF-16 units. */
  readonly at: number;
}

/** One character a byte; what the encoding standard calls latin1 is windows-1252, so 80–9F are other characters. */
const BYTES = new TextDecoder("latin1");
const BYTE_OF: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 128 }, (_, i) => [BYTES.decode(new Uint8Array([128 + i])), 128 + i]),
);
const UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Splits a body at its boundary. Notes go to `list`. */
export function partsOf(list: FieldList, bytes: Uint8Array, type: ContentType): Part[] {
  const boundaries = type.parameters.filter(([name]) => name === "boundary");
  const boundary = boundaries[0]?.[1];
  if (!boundary) {
    list.note("multipart.no-boundary", "the Content-Type names no boundary");
    return [];
  }
  if (boundaries.length > 1) list.note("multipart.duplicate-boundary", boundaries.map(([, value]) => value).join(", "));
  return new MultipartReader(list, bytes, boundary).read();
}

class MultipartReader {
  readonly #parts: Part[] = [];
  /** One character a byte, so that `indexOf` finds byte offsets. */
  readonly #binary: string;
  #textAt = 0;
  #byteAt = 0;

  constructor(readonly list: FieldList, readonly bytes: Uint8Array, readonly boundary: string) {
    this.#binary = BYTES.decode(bytes);
  }

  read(): Part[] {
    const { list } = this;
    const binary = this.#binary;
    const dash = `--${this.boundary}`;
    let at = this.#delimiter(dash, 0);
    if (at < 0) {
      list.note("multipart.no-part", "the boundary never occurs");
      return this.#parts;
    }
    if (binary.slice(0, at).trim() !== "") list.note("multipart.preamble", binary.slice(0, at));
    for (;;) {
      const lineEnd = at + dash.length;
      if (binary.startsWith("--", lineEnd)) {
        const epilogue = binary.slice(lineEnd + 2);
        if (epilogue.trim() !== "") list.note("multipart.epilogue", epilogue);
        return this.#parts;
      }
      const from = this.#lineAfter(lineEnd);
      const next = this.#delimiter(dash, from);
      if (next < 0) {
        list.note("multipart.no-final-boundary", "the body ends inside a part");
        this.#part(from, binary.length);
        return this.#parts;
      }
      if (this.#parts.length >= MAX_PARTS) {
        list.note("multipart.too-many-parts", `more than ${MAX_PARTS} parts`);
        list.addRest("body", "text", UTF8.decode(this.bytes.subarray(from)), this.#toText(from));
        return this.#parts;
      }
      this.#part(from, next);
      at = next;
    }
  }

  /** Offset of the next delimiter that begins a line. */
  #delimiter(dash: string, from: number): number {
    for (let at = this.#binary.indexOf(dash, from); at >= 0; at = this.#binary.indexOf(dash, at + 1)) {
      if (at === 0 || at === from || this.#binary.charCodeAt(at - 1) === 10) return at;
    }
    return -1;
  }

  #lineAfter(at: number): number {
    const newline = this.#binary.indexOf("\n", at);
    if (newline < 0) return this.#binary.length;
    const between = this.#binary.slice(at, newline);
    if (between === "") this.list.note("multipart.bare-lf", "lines end without a carriage return");
    else if (between.trim() !== "") this.list.note("multipart.boundary-suffix", between);
    return newline + 1;
  }

  /** Reads header lines and content of the part between two delimiters. */
  #part(from: number, to: number): void {
    const { list } = this;
    const binary = this.#binary;
    let disposition: { value: string; at: number } | undefined;
    let type: ContentType | undefined;
    let at = from;
    for (let lines = 0; at < to; lines++) {
      const newline = binary.indexOf("\n", at);
      const end = newline < 0 || newline > to ? to : newline;
      const bare = binary.charCodeAt(end - 1) !== 13;
      const line = binary.slice(at, bare ? end : end - 1);
      const lineAt = at;
      at = Math.min(end + 1, to);
      if (line === "") break;
      if (bare) list.note("multipart.bare-lf", "lines end without a carriage return");
      if (lines >= MAX_PART_HEADERS) {
        list.note("multipart.too-many-headers", `more than ${MAX_PART_HEADERS} lines`);
        break;
      }
      const colon = line.indexOf(":");
      if (colon < 0 || /^\s/.test(line)) {
        list.note("multipart.bad-header", line);
        continue;
      }
      const name = line.slice(0, colon).trim().toLowerCase();
      const value = line.slice(colon + 1);
      if (name === "content-disposition") {
        if (disposition) list.note("multipart.duplicate-header", line);
        else disposition = { value, at: lineAt + colon + 1 };
      } else if (name === "content-type") {
        if (type) list.note("multipart.duplicate-header", line);
        type ??= this.#partType(value);
      } else if (name === "content-transfer-encoding") {
        if (!/^\s*(?:binary|8bit|7bit)\s*$/i.test(value)) list.note("multipart.transfer-encoding", line);
      }
    }
    const content = contentEnd(binary, at, to);
    this.#parts.push({
      ...this.#names(disposition?.value ?? "", disposition?.at ?? from),
      contentType: type?.essence ?? "",
      bytes: this.bytes.subarray(at, content),
      at: this.#toText(at),
    });
  }

  #partType(value: string): ContentType {
    const type = parseContentType(value);
    const charset = parameterOf(type, "charset");
    const kind = charsetKind(charset ?? "");
    if (kind !== "same") this.list.note(kind === "hiding" ? "multipart.charset" : "multipart.other-charset", value);
    return type;
  }

  #names(disposition: string, at: number): Pick<Part, "name" | "nameAt" | "filename" | "filenameAt"> {
    const { list } = this;
    const parsed = parseContentType(disposition);
    const names = parsed.parameters.filter(([name]) => name === "name");
    if (parsed.essence !== "form-data") list.note("multipart.disposition", disposition);
    if (names.length === 0) list.note("multipart.no-name", disposition);
    if (names.length > 1 || parsed.parameters.filter(([name]) => name === "filename").length > 1) {
      list.note("multipart.duplicate-name", disposition);
    }
    if (parameterOf(parsed, "name*") !== undefined) list.note("multipart.extended-name", disposition);
    const extended = parameterOf(parsed, "filename*");
    if (extended !== undefined) list.note("multipart.extended-filename", disposition);
    const name = text(names.at(-1)?.[1] ?? "");
    const written = parameterOf(parsed, "filename") ?? extendedFilename(extended);
    const place = { name: name.slice(0, MAX_NAME), nameAt: this.#placeOf(disposition, names.at(-1)?.[1], at) };
    if (written === undefined) return { ...place, filenameAt: -1 };
    return { ...place, filename: text(written), filenameAt: this.#placeOf(disposition, written, at) };
  }

  #placeOf(disposition: string, value: string | undefined, at: number): number {
    const found = value ? disposition.lastIndexOf(value) : -1;
    return found < 0 ? -1 : this.#toText(at + found);
  }

  /** Offset in the body text of a byte offset; asked in rising order it decodes each byte about once. */
  #toText(byte: number): number {
    if (byte < this.#byteAt) {
      this.#byteAt = 0;
      this.#textAt = 0;
    }
    this.#textAt += UTF8.decode(this.bytes.subarray(this.#byteAt, byte)).length;
    this.#byteAt = byte;
    return this.#textAt;
  }
}

/** `filename*=utf-8''a%20b` without charset and language. */
function extendedFilename(value: string | undefined): string | undefined {
  return value?.slice(value.lastIndexOf("'") + 1);
}

/** The line break before a delimiter belongs to the delimiter. */
function contentEnd(binary: string, from: number, to: number): number {
  if (to <= from || binary.charCodeAt(to - 1) !== 10 || to === binary.length) return Math.max(from, to);
  return to - 1 > from && binary.charCodeAt(to - 2) === 13 ? to - 2 : to - 1;
}

/** The header was cut out one character a byte; this reads its bytes as UTF-8. */
function text(binary: string): string {
  let ascii = true;
  for (let i = 0; i < binary.length && ascii; i++) ascii = binary.charCodeAt(i) < 128;
  return ascii ? binary : UTF8.decode(Uint8Array.from(binary, (char) => BYTE_OF.get(char) ?? char.charCodeAt(0)));
}
