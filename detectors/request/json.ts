/**
 * A JSON text taken apart into raw slices with their offsets. It accepts exactly what `JSON.parse` accepts, up to
 * a depth; it is a loop over its own stack, so that no nesting can exhaust the engine's.
 * @module
 */
import { charClass } from "../chars.ts";
import { MAX_JSON_DEPTH, MAX_NAME } from "../limits.ts";

/** Where the pieces of a JSON text go. */
export interface JsonSink {
  /** A key: `text.slice(start, end)` is the inside of its quotes. `pointer` names the member. */
  key(pointer: string, start: number, end: number, duplicate: boolean): void;
  /** A string (inside its quotes), number, `true`, `false` or `null`; `chars`: the classes of a string, 0 otherwise. */
  leaf(pointer: string, start: number, end: number, quoted: boolean, chars: number): void;
}

/** How far the scan came: `end` is the offset behind the value, or where it went wrong. */
export interface JsonScan {
  readonly end: number;
  readonly problem?: "malformed" | "too-deep";
}

const SCALAR = /(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)/y;

/** Scans one JSON value that begins at `from`. */
export function scanJson(text: string, from: number, sink: JsonSink): JsonScan {
  return new JsonScanner(text, sink).scan(from);
}

/** Offset of the next character that is no JSON white space. */
export function skipJsonSpace(text: string, at: number): number {
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at;
    at++;
  }
}

/** An object or array that is not closed yet. */
interface Frame {
  readonly pointer: string;
  /** Keys seen; undefined in an array. */
  readonly keys: Keys | undefined;
  /** Pointer of the member being read. */
  member: string;
  index: number;
}

/** Up to here a look at each key costs less than a set. */
const FEW_KEYS = 8;

/** The keys of an object: most have a handful. */
class Keys {
  readonly #few: string[] = [];
  #many: Set<string> | undefined;

  /** Adds a key; whether it stood there already. */
  add(key: string): boolean {
    if (!this.#many) {
      if (this.#few.includes(key)) return true;
      if (this.#few.push(key) > FEW_KEYS) this.#many = new Set(this.#few);
      return false;
    }
    const known = this.#many.size;
    return this.#many.add(key).size === known;
  }
}

class JsonScanner {
  #at = 0;
  /** Classes of the string that was read last. */
  #chars = 0;
  readonly #stack: Frame[] = [];

  constructor(readonly text: string, readonly sink: JsonSink) {}

  scan(from: number): JsonScan {
    this.#at = from;
    for (;;) {
      const problem = this.#value();
      if (problem) return { end: this.#at, problem };
      const after = this.#after();
      if (after === "end") return { end: this.#at };
      if (after === "malformed") return { end: this.#at, problem: after };
    }
  }

  /** Reads a scalar, or opens containers until one has a first value to read and reads that. */
  #value(): "malformed" | "too-deep" | undefined {
    const { text } = this;
    for (;;) {
      this.#at = skipJsonSpace(text, this.#at);
      const code = text.charCodeAt(this.#at);
      if (code === 34) return this.#string() ? undefined : "malformed";
      if (code !== 123 && code !== 91) return this.#scalar() ? undefined : "malformed";
      if (this.#stack.length >= MAX_JSON_DEPTH) return "too-deep";
      const top = this.#stack.at(-1);
      const keys = code === 123 ? new Keys() : undefined;
      this.#stack.push({ pointer: top ? top.member : "", keys, member: "", index: 0 });
      this.#at = skipJsonSpace(text, this.#at + 1);
      const next = text.charCodeAt(this.#at);
      if (next === (keys ? 125 : 93)) return undefined;
      if (!this.#member()) return "malformed";
    }
  }

  /** Closes what is closed and steps over a comma to the next value. */
  #after(): "value" | "end" | "malformed" {
    const { text } = this;
    for (;;) {
      const top = this.#stack.at(-1);
      if (!top) return "end";
      this.#at = skipJsonSpace(text, this.#at);
      const code = text.charCodeAt(this.#at);
      if (code === (top.keys ? 125 : 93)) {
        this.#at++;
        this.#stack.pop();
      } else if (code === 44) {
        this.#at++;
        top.index++;
        return this.#member() ? "value" : "malformed";
      } else {
        return "malformed";
      }
    }
  }

  /** Names the member that comes next; in an object that reads its key and colon. */
  #member(): boolean {
    const { text } = this;
    const top = this.#stack.at(-1)!;
    if (!top.keys) {
      top.member = `${top.pointer}/${top.index}`;
      return true;
    }
    const quote = skipJsonSpace(text, this.#at);
    this.#at = quote;
    if (text.charCodeAt(quote) !== 34) return false;
    const end = this.#closingQuote(quote + 1);
    if (end < 0) return false;
    const key = unescaped(text.slice(quote + 1, end));
    const isDuplicate = top.keys.add(key);
    top.member = `${top.pointer}/${pointerToken(key)}`;
    this.sink.key(top.member, quote + 1, end, isDuplicate);
    this.#at = skipJsonSpace(text, end + 1);
    if (text.charCodeAt(this.#at) !== 58) return false;
    this.#at++;
    return true;
  }

  #string(): boolean {
    const start = this.#at + 1;
    const end = this.#closingQuote(start);
    if (end < 0) return false;
    this.sink.leaf(this.#pointer(), start, end, true, this.#chars);
    this.#at = end + 1;
    return true;
  }

  #scalar(): boolean {
    SCALAR.lastIndex = this.#at;
    if (!SCALAR.test(this.text)) return false;
    this.sink.leaf(this.#pointer(), this.#at, SCALAR.lastIndex, false, 0);
    this.#at = SCALAR.lastIndex;
    return true;
  }

  #pointer(): string {
    return this.#stack.at(-1)?.member ?? "";
  }

  /** Offset of the quote that ends a string, or -1 when it does not end or `JSON.parse` would reject it. */
  #closingQuote(from: number): number {
    const { text } = this;
    let chars = 0;
    for (let i = from; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 34) {
        this.#chars = chars;
        return i;
      }
      if (code < 32) return -1;
      chars |= charClass(code);
      if (code !== 92) continue;
      const end = escapeEnd(text, i);
      if (end < 0) return -1;
      for (i++; i < end; i++) chars |= charClass(text.charCodeAt(i));
      i--;
    }
    return -1;
  }
}

/** Offset behind the escape at `at`, or -1. */
function escapeEnd(text: string, at: number): number {
  const kind = text.charCodeAt(at + 1);
  if (kind !== 117) return ESCAPABLE.has(kind) ? at + 2 : -1;
  for (let i = at + 2; i < at + 6; i++) if (!isHexDigit(text.charCodeAt(i))) return -1;
  return at + 6;
}

const ESCAPABLE: ReadonlySet<number> = new Set(Array.from('"\\/bfnrt', (char) => char.charCodeAt(0)));

function isHexDigit(code: number): boolean {
  const lower = code | 32;
  return (code >= 48 && code <= 57) || (lower >= 97 && lower <= 102);
}

/** The key as `JSON.parse` reads it. */
function unescaped(raw: string): string {
  return raw.includes("\\") ? String(JSON.parse(`"${raw}"`)) : raw;
}

/** A key as a step of a JSON pointer (RFC 6901), cut to a length that is fit for a name. */
function pointerToken(key: string): string {
  const cut = key.length > MAX_NAME ? key.slice(0, MAX_NAME) : key;
  return cut.includes("~") || cut.includes("/") ? cut.replaceAll("~", "~0").replaceAll("/", "~1") : cut;
}
