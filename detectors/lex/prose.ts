/**
 * Is a text written for people? And which parts of it are quoted code? A question about `<script>` in a
 * developer chat is no attack; the same bytes alone in a field are.
 * @module
 */
import type { InspectedField, View } from "../types.ts";

/** A stretch of quoted code, without its backticks. */
export interface CodeSpan {
  readonly from: number;
  readonly to: number;
}

/** Words that a text needs before it can be called prose. */
const MIN_WORDS = 6;

/** Characters read to judge a text. */
const PROSE_WINDOW = 4_000;

/** Whether most of the text's words are plain words and there are at least six of them, or as many as are asked for. */
export function isProse(text: string, least = MIN_WORDS): boolean {
  const end = Math.min(text.length, PROSE_WINDOW);
  let words = 0;
  let others = 0;
  let i = 0;
  while (i < end) {
    while (i < end && text.charCodeAt(i) <= 0x20) i++;
    const from = i;
    while (i < end && text.charCodeAt(i) > 0x20) i++;
    if (i === from) break;
    if (isWord(text, from, i)) words++;
    else others++;
  }
  return words >= least && words >= others;
}

/** Letters, perhaps with an apostrophe or a hyphen inside and punctuation behind. */
function isWord(text: string, from: number, to: number): boolean {
  let end = to;
  while (end > from && ",.;:!?)".includes(text[end - 1]!)) end--;
  let start = from;
  if (text[start] === "(") start++;
  if (end - start < 2) return end > start && isLetterCode(text.charCodeAt(start));
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (isLetterCode(code)) continue;
    if ((code === 0x27 || code === 0x2d || code === 0x2019) && i > start && i < end - 1) continue;
    return false;
  }
  return true;
}

function isLetterCode(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code >= 0xc0;
}

/** Runs of backticks that nothing closes, after which no more spans are sought: each costs a look at the rest. */
const MAX_UNCLOSED = 4;

/** Code spans and fences of Markdown and reStructuredText. */
export function codeSpans(text: string): CodeSpan[] {
  const spans: CodeSpan[] = [];
  let unclosed = 0;
  let at = text.indexOf("`");
  while (at >= 0) {
    const run = runLength(text, at);
    const close = closingRun(text, at + run, run);
    if (close < 0) {
      at = text.indexOf("`", at + run);
      if (run >= 3) {
        spans.push({ from: at < 0 ? text.length : at, to: text.length });
        break;
      }
      if (++unclosed > MAX_UNCLOSED) break;
      continue;
    }
    spans.push({ from: at + run, to: close });
    at = text.indexOf("`", close + run);
  }
  return spans;
}

/** Whether the offset lies in one of the spans, which are in order, or in a block that is indented as code. */
export function isQuotedCode(text: string, spans: readonly CodeSpan[], at: number): boolean {
  let low = 0;
  let high = spans.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const { from, to } = spans[middle]!;
    if (at < from) high = middle - 1;
    else if (at >= to) low = middle + 1;
    else return true;
  }
  return isIndentedCode(text, at);
}

/** Lines that are looked back over for the beginning of an indented block. */
const MAX_BLOCK = 40;

/** An indented block as Markdown has it: a paragraph, an empty line, then lines indented by four spaces or a tab. */
function isIndentedCode(text: string, at: number): boolean {
  let line = text.lastIndexOf("\n", at) + 1;
  if (!isIndented(text, line)) return false;
  let empty = false;
  for (let n = 0; n < MAX_BLOCK && line > 0; n++) {
    const before = text.lastIndexOf("\n", line - 2) + 1;
    const content = text.slice(before, Math.min(line - 1, before + 200)).trim();
    if (content === "") empty = true;
    else if (!isIndented(text, before)) return empty && !content.startsWith("<");
    line = before;
  }
  return false;
}

function isIndented(text: string, line: number): boolean {
  return text.startsWith("    ", line) || text.startsWith("\t", line);
}

function runLength(text: string, at: number): number {
  let n = 1;
  while (text[at + n] === "`") n++;
  return n;
}

/** Where a run of exactly `run` backticks begins, at or after `from`. */
function closingRun(text: string, from: number, run: number): number {
  let at = text.indexOf("`", from);
  while (at >= 0) {
    const length = runLength(text, at);
    if (length === run) return at;
    at = text.indexOf("`", at + length);
  }
  return -1;
}

/** Offsets of one text that are looked up; beyond that nothing counts as quoted, so that no flood of decoys helps. */
const MAX_LOOKUPS = 256;

/** Plain words outside the code that make a short text with code spans a text about code. */
const WORDS_OUTSIDE = 3;

/** One text with what is known about it as writing, worked out when first asked for. */
export class Writing {
  #prose: boolean | undefined;
  #spans: CodeSpan[] | undefined;
  #outside: string | undefined;
  #lookups = 0;
  readonly #mayQuote: boolean;

  constructor(readonly text: string) {
    this.#mayQuote = text.includes("`") || text.includes("\n");
  }

  /** Whether the text is written for people. */
  get isProse(): boolean {
    return this.#prose ??= isProse(this.text);
  }

  /** Whether the offset is in quoted code of a text that is written for people. */
  isQuoted(at: number): boolean {
    if (!this.#mayQuote || ++this.#lookups > MAX_LOOKUPS) return false;
    if (!this.isProse) return this.#isFenced(at);
    this.#spans ??= codeSpans(this.text);
    return isQuotedCode(this.text, this.#spans, at);
  }

  /**
   * Whether the offset is in a closed fence beside a few words: lists and tables around it are no prose. A fence that
   * names its language and has its lines to itself is a document's, whatever else stands in that.
   */
  #isFenced(at: number): boolean {
    const { text } = this;
    if (!text.includes("```")) return false;
    const spans = this.#spans ??= codeSpans(text);
    const fence = spans.find(({ from, to }) => at >= from && at < to && text.startsWith("```", to));
    return fence !== undefined && (isNamedFence(text, fence) || this.hasWordsOutside);
  }

  /**
   * The text with its quoted code blanked out, at the same length: code spans and fences of Markdown, indented
   * blocks, `code` and `pre` elements. The text itself where it quotes no code.
   */
  get outsideCode(): string {
    return this.#outside ??= this.#blank();
  }

  /** Whether at least three plain words stand beside the quoted code. */
  get hasWordsOutside(): boolean {
    return countWords(this.outsideCode) >= WORDS_OUTSIDE;
  }

  #blank(): string {
    const { text } = this;
    const spans = this.#mayQuote ? [...codeSpans(text), ...indentedBlocks(text)] : [];
    if (text.includes("</code") || text.includes("</pre")) spans.push(...codeElements(text));
    if (spans.length === 0) return text;
    spans.sort((a, b) => a.from - b.from);
    let out = "";
    let copied = 0;
    for (const { from, to } of spans) {
      if (to <= copied) continue;
      const start = Math.max(from, copied);
      out += text.slice(copied, start) + " ".repeat(to - start);
      copied = to;
    }
    return out + text.slice(copied);
  }
}

/** A language behind the marks, and lines before and behind the fence. */
function isNamedFence(text: string, { from, to }: CodeSpan): boolean {
  return /^[a-z][\w+#-]{0,19}\r?\n/.test(text.slice(from, from + 24)) &&
    /(?:^|\n)`{3,8}$/.test(text.slice(Math.max(0, from - 9), from)) &&
    text[to - 1] === "\n" && (from > 8 || to + 8 < text.length);
}

/** Plain words at the beginning of a text, counted up to three. */
function countWords(text: string): number {
  let words = 0;
  for (const match of text.slice(0, PROSE_WINDOW).matchAll(/\S+/g)) {
    if (isWord(match[0], 0, match[0].length) && ++words >= WORDS_OUTSIDE) break;
  }
  return words;
}

/** Indented blocks behind an empty line. */
function indentedBlocks(text: string): CodeSpan[] {
  const spans: CodeSpan[] = [];
  for (let at = text.indexOf("\n\n"); at >= 0; at = text.indexOf("\n\n", at + 2)) {
    let end = at + 2;
    while (isIndented(text, end)) {
      const line = text.indexOf("\n", end);
      end = line < 0 ? text.length : line + 1;
      if (line < 0) break;
    }
    if (end > at + 2 && at > 0) spans.push({ from: at + 2, to: end });
    at = Math.max(at, end - 2);
  }
  return spans;
}

/** What stands in closed `code` and `pre` elements. */
function codeElements(text: string): CodeSpan[] {
  const spans: CodeSpan[] = [];
  for (const name of ["code", "pre"]) {
    let at = text.indexOf(`<${name}`);
    while (at >= 0) {
      const close = text.indexOf(`</${name}`, at);
      if (close < 0) break;
      spans.push({ from: at, to: close });
      at = text.indexOf(`<${name}`, close);
    }
  }
  return spans;
}

/**
 * Whether the view shows what a rich text had escaped: `&lt;script&gt;` between real tags is text, and stays text
 * wherever the tags around it are rendered.
 */
export function isEscapedInRichText(view: View, field: InspectedField): boolean {
  return view.steps.some(({ decoder }) => decoder === "html-entity") && (field.views[0]?.text.includes("</") ?? false);
}
