/**
 * A JavaScript lexer for hostile text: words, numbers, strings, templates, regular expressions, punctuation.
 * It never fails; what it cannot read is punctuation. Escapes in words and strings are decoded, so that
 * `\u0061lert` is the word `alert`.
 * @module
 */

/** What a token is. */
export type JsKind = "word" | "number" | "string" | "template" | "regex" | "punct";

/** One token; offsets into the text. */
export interface JsToken {
  readonly kind: JsKind;
  /** A word in lower case, a string's content decoded and in lower case, a punctuation character. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** A string or template whose closing quote is missing. */
  readonly open?: boolean;
}

/** Words after which a `/` begins a regular expression. */
const BEFORE_REGEX = new Set(["return", "typeof", "void", "new", "in", "of", "throw", "delete", "case", "else", "do"]);

/** Where to begin, and what stands before. */
export interface LexOptions {
  readonly from?: number;
  /** A value ends before `from`: a `/` there divides. */
  readonly afterValue?: boolean;
}

/** What stands before the text when a value ended there. */
const VALUE: JsToken = { kind: "string", text: "", from: 0, to: 0 };

/** Tokens of `text`, read as code. Comments are dropped. */
export function lexJs(text: string, options: LexOptions = {}): JsToken[] {
  const tokens: JsToken[] = [];
  const to = text.length;
  const first = options.afterValue === true ? VALUE : undefined;
  let i = options.from ?? 0;
  while (i < to) {
    const code = text.charCodeAt(i);
    if (code <= 0x20 || code === 0xa0 || code === 0x2028 || code === 0x2029 || code === 0xfeff) {
      i++;
      continue;
    }
    if (code === 0x2f) {
      const after = commentEnd(text, i, to);
      if (after > i) {
        i = after;
        continue;
      }
    }
    const token = tokenAt(text, i, to, tokens[tokens.length - 1] ?? first);
    tokens.push(token);
    i = token.to;
  }
  return tokens;
}

function tokenAt(text: string, at: number, to: number, before: JsToken | undefined): JsToken {
  const code = text.charCodeAt(at);
  if (code === 0x22 || code === 0x27) return stringAt(text, at, to);
  if (code === 0x60) return templateAt(text, at, to);
  if (isDigit(code)) return numberAt(text, at, to);
  if (isWordPart(code) || isUnicodeEscape(text, at)) return wordAt(text, at, to);
  if (code === 0x2f && mayBeRegex(before)) {
    const end = regexEnd(text, at, to);
    if (end > 0) return { kind: "regex", text: "", from: at, to: end };
  }
  return { kind: "punct", text: text[at]!, from: at, to: at + 1 };
}

/** Offset after the comment at `at`, or `at` where there is none. An unclosed comment is only its two signs. */
function commentEnd(text: string, at: number, to: number): number {
  const next = text[at + 1];
  if (next === "/") {
    let i = at + 2;
    while (i < to && !isLineEnd(text.charCodeAt(i))) i++;
    return i;
  }
  if (next !== "*") return at;
  const close = text.indexOf("*/", at + 2);
  return close < 0 || close >= to ? to : close + 2;
}

function isLineEnd(code: number): boolean {
  return code === 0x0a || code === 0x0d || code === 0x2028 || code === 0x2029;
}

function stringAt(text: string, at: number, to: number): JsToken {
  const quote = text.charCodeAt(at);
  let value = "";
  let i = at + 1;
  let kept = i;
  while (i < to) {
    const code = text.charCodeAt(i);
    if (code === quote) {
      value += text.slice(kept, i);
      return { kind: "string", text: value.toLowerCase(), from: at, to: i + 1 };
    }
    if (code === 0x0a) break;
    if (code === 0x5c) {
      const escape = escapeAt(text, i, to);
      value += text.slice(kept, i) + escape.text;
      i = kept = escape.next;
    } else {
      i++;
    }
  }
  value += text.slice(kept, i);
  return { kind: "string", text: value.toLowerCase(), from: at, to: Math.min(i, to), open: true };
}

function templateAt(text: string, at: number, to: number): JsToken {
  let i = at + 1;
  while (i < to) {
    const code = text.charCodeAt(i);
    if (code === 0x60) {
      return { kind: "template", text: text.slice(at + 1, i).toLowerCase(), from: at, to: i + 1 };
    }
    i += code === 0x5c ? 2 : 1;
  }
  return { kind: "template", text: text.slice(at + 1, to).toLowerCase(), from: at, to, open: true };
}

function numberAt(text: string, at: number, to: number): JsToken {
  let i = at + 1;
  while (i < to && (isWordPart(text.charCodeAt(i)) || (text[i] === "." && isDigit(text.charCodeAt(i + 1))))) i++;
  return { kind: "number", text: text.slice(at, i).toLowerCase(), from: at, to: i };
}

function wordAt(text: string, at: number, to: number): JsToken {
  let value = "";
  let i = at;
  let kept = at;
  while (i < to) {
    if (isWordPart(text.charCodeAt(i))) {
      i++;
    } else if (isUnicodeEscape(text, i)) {
      const escape = escapeAt(text, i, to);
      value += text.slice(kept, i) + escape.text;
      i = kept = escape.next;
    } else {
      break;
    }
  }
  value += text.slice(kept, i);
  return { kind: "word", text: value.toLowerCase(), from: at, to: i };
}

interface Escape {
  readonly text: string;
  readonly next: number;
}

const SIMPLE: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", v: "\v", "0": "\0" };

/** The escape at a backslash: hexadecimal, Unicode, octal, a line end, or the character itself. */
function escapeAt(text: string, at: number, to: number): Escape {
  const kind = text[at + 1];
  if (kind === undefined || at + 1 >= to) return { text: "", next: to };
  if (kind === "x" || kind === "u") {
    const braces = kind === "u" && text[at + 2] === "{";
    const from = at + (braces ? 3 : 2);
    const most = braces ? 6 : kind === "u" ? 4 : 2;
    let i = from;
    while (i < to && i - from < most && isHex(text.charCodeAt(i))) i++;
    if (i === from) return { text: kind, next: at + 2 };
    const value = parseInt(text.slice(from, i), 16);
    return { text: value < 0x110000 ? String.fromCodePoint(value) : "", next: braces && text[i] === "}" ? i + 1 : i };
  }
  if (kind >= "0" && kind <= "7") {
    let i = at + 1;
    while (i < to && i - at <= 3 && text[i]! >= "0" && text[i]! <= "7") i++;
    return { text: String.fromCharCode(parseInt(text.slice(at + 1, i), 8)), next: i };
  }
  return { text: SIMPLE[kind] ?? kind, next: at + 2 };
}

function isUnicodeEscape(text: string, at: number): boolean {
  return text.charCodeAt(at) === 0x5c && text[at + 1] === "u" &&
    (text[at + 2] === "{" || isHex(text.charCodeAt(at + 2)));
}

function mayBeRegex(before: JsToken | undefined): boolean {
  if (!before) return true;
  if (before.kind === "word") return BEFORE_REGEX.has(before.text);
  return before.kind === "punct" && !")]}".includes(before.text);
}

/** Longest regular expression that is looked for: keeps a line of slashes linear. */
const MAX_REGEX = 120;

/** Offset after a regular expression that ends on its line, or 0. */
function regexEnd(text: string, at: number, to: number): number {
  const end = Math.min(to, at + MAX_REGEX);
  let inClass = false;
  for (let i = at + 1; i < end; i++) {
    const char = text[i]!;
    if (char === "\n") return 0;
    if (char === "\\") i++;
    else if (char === "[") inClass = true;
    else if (char === "]") inClass = false;
    else if (char === "/" && !inClass) {
      i++;
      while (i < end && isWordPart(text.charCodeAt(i))) i++;
      return i;
    }
  }
  return 0;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isHex(code: number): boolean {
  return isDigit(code) || (code >= 0x61 && code <= 0x66) || (code >= 0x41 && code <= 0x46);
}

/** Letters, digits, `$`, `_` and everything beyond ASCII but the odd spaces. */
export function isWordPart(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || isDigit(code) || code === 0x24 ||
    code === 0x5f || (code > 0x7f && !isOddMark(code));
}

/** Spaces beyond ASCII, and the curly quotes that editors put for straight ones. */
function isOddMark(code: number): boolean {
  return code === 0xa0 || (code >= 0x2000 && code <= 0x206f) || code === 0x3000 || code === 0xfeff || code === 0xfffd;
}
