/**
 * An HTML tokeniser for hostile text. It follows the states of the HTML standard (tag open, tag name, before,
 * in and after attribute name, value in two quotes or none) and leaves it in three places, always towards
 * seeing more: raw text (`<script>`, `<title>`, comments) is read on as markup, because nobody knows in which
 * state the page is when the value lands in it; a `<` and a letter inside an unquoted tag begin a new tag; a
 * tag that never ends is reported.
 * @module
 */

/** One attribute; offsets into the text that was read. */
export interface HtmlAttribute {
  /** Lower-cased name as written, junk included. */
  readonly name: string;
  readonly nameAt: number;
  /** Span of the value without its quotes; empty for an attribute without value. */
  readonly valueAt: number;
  readonly valueEnd: number;
  /** The quote around the value, or nothing. */
  readonly quote: '"' | "'" | "";
  /** A value whose closing quote is missing. */
  readonly open: boolean;
}

/** One tag as written. */
export interface HtmlTag {
  /** Lower-cased name up to the first character that no name has. */
  readonly name: string;
  /** The name without a prefix: `script` of `svg:script`. */
  readonly local: string;
  readonly closing: boolean;
  /** Offset of `<`. */
  readonly at: number;
  /** Offset after `>`, or where the tag breaks off. */
  readonly end: number;
  /** Offset after the name. */
  readonly nameEnd: number;
  /** The closing `>` was there. */
  readonly ended: boolean;
  readonly attributes: readonly HtmlAttribute[];
}

/** A tag that was read and where to read on. */
interface TagRead {
  readonly tag: HtmlTag;
  readonly next: number;
}

const NO_ATTRIBUTES: readonly HtmlAttribute[] = [];

/** Tags inside a quoted value inside a quoted value: deeper is read as text. */
const MAX_NESTING = 2;

/**
 * Calls `visit` for every tag of `lower` (lower-cased text) from left to right; tags inside quoted attribute
 * values come after the tag that holds them, with `depth` above 0.
 */
export function eachTag(lower: string, visit: (tag: HtmlTag, depth: number) => void): void {
  tagsBetween(lower, { from: 0, to: lower.length, depth: 0 }, visit);
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

function tagsBetween(lower: string, range: Range, visit: (tag: HtmlTag, depth: number) => void): void {
  const { from, to, depth } = range;
  let at = lower.indexOf("<", from);
  while (at >= 0 && at < to - 1) {
    const read = tagAt(lower, at, to);
    if (!read) {
      at = lower.indexOf("<", at + 1);
      continue;
    }
    visit(read.tag, depth);
    if (depth < MAX_NESTING) {
      for (const { quote, valueAt, valueEnd } of read.tag.attributes) {
        if (quote !== "" && valueEnd - valueAt > 2) {
          tagsBetween(lower, { from: valueAt, to: valueEnd, depth: depth + 1 }, visit);
        }
      }
    }
    at = lower.indexOf("<", read.next);
  }
}

/** The tag that begins with the `<` at `at`, if a name follows. */
function tagAt(lower: string, at: number, to: number): TagRead | undefined {
  const closing = lower.charCodeAt(at + 1) === 0x2f;
  const nameAt = at + (closing ? 2 : 1);
  if (nameAt >= to || !isLetter(lower.charCodeAt(nameAt))) return undefined;
  let i = nameAt;
  let nameEnd = -1;
  let state: "on" | "broken" | "ended" = "on";
  for (; i < to; i++) {
    const code = lower.charCodeAt(i);
    if (isSpace(code) || code === 0x2f || code === 0x3e) break;
    if (nameEnd < 0 && !isNamePart(code)) nameEnd = i;
    if (code === 0x3c && isTagStart(lower, i, to)) {
      state = "broken";
      break;
    }
  }
  // `<script@example.com>` is an address.
  if (nameEnd < 0 || lower[nameEnd] === "@") nameEnd = i;
  let attributes: HtmlAttribute[] | undefined;
  while (state === "on" && i < to) {
    const code = lower.charCodeAt(i);
    if (code === 0x3e) {
      state = "ended";
      i++;
    } else if (isSpace(code) || code === 0x2f) {
      i++;
    } else if (code === 0x3c && isTagStart(lower, i, to)) {
      state = "broken";
    } else {
      const attribute = attributeAt(lower, i, to);
      (attributes ??= []).push(attribute);
      i = attribute.valueEnd + (attribute.quote !== "" && !attribute.open ? 1 : 0);
    }
  }
  const name = nameOf(lower, nameAt, nameEnd);
  const colon = name.lastIndexOf(":");
  const tag: HtmlTag = {
    name,
    local: colon < 0 ? name : name.slice(colon + 1),
    closing,
    at,
    end: i,
    nameEnd,
    ended: state === "ended",
    attributes: attributes ?? NO_ATTRIBUTES,
  };
  return { tag, next: Math.max(i, at + 1) };
}

/** The name; a `\0` in it, as encoders print a NUL, was skipped by old browsers. */
function nameOf(lower: string, from: number, to: number): string {
  const name = lower.slice(from, to);
  if (!lower.startsWith("\\0", to)) return name;
  let end = to + 2;
  while (end < lower.length && isNamePart(lower.charCodeAt(end))) end++;
  return name + lower.slice(to + 2, end);
}

/** The attribute whose name begins at `from`; a leading `=` belongs to the name, as the standard says. */
export function attributeAt(lower: string, from: number, to: number): HtmlAttribute {
  let i = from + 1;
  for (; i < to; i++) {
    const code = lower.charCodeAt(i);
    if (isSpace(code) || code === 0x2f || code === 0x3e || code === 0x3d) break;
    if (code === 0x3c && isTagStart(lower, i, to)) break;
  }
  const name = lower.slice(from, i);
  const afterName = i;
  while (i < to && isSpace(lower.charCodeAt(i))) i++;
  if (i >= to || lower.charCodeAt(i) !== 0x3d) {
    return { name, nameAt: from, valueAt: afterName, valueEnd: afterName, quote: "", open: false };
  }
  i++;
  while (i < to && isSpace(lower.charCodeAt(i))) i++;
  const quote = lower[i];
  if (i < to && (quote === '"' || quote === "'")) {
    const doubled = doubledValue(lower, i, to);
    if (doubled) return { name, nameAt: from, ...doubled, quote: "", open: false };
    const close = lower.indexOf(quote, i + 1);
    const open = close < 0 || close >= to;
    return { name, nameAt: from, valueAt: i + 1, valueEnd: open ? to : close, quote, open };
  }
  const valueAt = i;
  for (; i < to; i++) {
    const code = lower.charCodeAt(i);
    if (isSpace(code) || code === 0x3e) break;
    if (code === 0x3c && isTagStart(lower, i, to)) break;
  }
  return { name, nameAt: from, valueAt, valueEnd: i, quote: "", open: false };
}

/** Longest value in doubled quotes that is looked for. */
const MAX_DOUBLED = 2_000;

/** `=""value""`, as a tag is written inside a quoted CSV field. */
function doubledValue(lower: string, at: number, to: number): { valueAt: number; valueEnd: number } | undefined {
  const quote = lower[at]!;
  if (lower[at + 1] !== quote || at + 2 >= to || !isLetter(lower.charCodeAt(at + 2))) return undefined;
  const end = lower.slice(at + 2, Math.min(to, at + MAX_DOUBLED)).indexOf(quote + quote);
  return end < 0 ? undefined : { valueAt: at + 2, valueEnd: at + 2 + end };
}

/** White space of HTML, and the controls that old parsers skipped. */
export function isSpace(code: number): boolean {
  return code <= 0x20;
}

/** `a` to `z`. */
export function isLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

function isNamePart(code: number): boolean {
  return isLetter(code) || (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x3a || code === 0x5f;
}

/** `<` and a letter, or `</` and a letter. */
function isTagStart(lower: string, at: number, to: number): boolean {
  const next = at + 1 < to ? lower.charCodeAt(at + 1) : 0;
  if (isLetter(next)) return true;
  return next === 0x2f && at + 2 < to && isLetter(lower.charCodeAt(at + 2));
}
