/**
 * Rules over JavaScript outside tags: in a script string that the value breaks out of, in an attribute, or bare.
 * @module
 */
import { isLetter, isSpace } from "../lex/html.ts";
import { type JsToken, lexJs } from "../lex/js.ts";
import { type JsSink, sinkIn } from "../lex/js_sinks.ts";
import type { Writing } from "../lex/prose.ts";
import { isHandlerName, isKnownEvent } from "./events.ts";
import type { Say } from "./say.ts";
import { ATTRIBUTE_BREAKOUT, PUNCTUATION_CODE, SCRIPT_CODE, SCRIPT_SNIPPET, STRING_BREAKOUT } from "./rules.ts";

/** Words without which no rule here can fire. One pass, no backtracking. */
const SINK_WORDS =
  /(?:alert|prompt|confirm|eval)(?![a-z])|constructor|fromcharcode|settimeout|setinterval|execscript|document\s?[.[]|location\s?[.=]|import\s?\(|function\s?[(`]|fetch\s?\(|atob|xmlhttp|globaleval|getscript|javascript:|(?:top|self|this|window|parent|frames|globalthis|opener)\s{0,8}[[.?]|\\u0|\\u\{|\\x[0-9a-f]|\\1[0-7]/;

/** Characters beyond which a text written for people is not read as code: what it holds would be level 2 anyway. */
const MAX_PROSE = 4_000;

/** Words that only code has before a name: what follows them is still code. */
const KEYWORDS = new Set([
  "var",
  "let",
  "const",
  "new",
  "void",
  "typeof",
  "throw",
  "return",
  "if",
  "else",
  "in",
  "of",
  "delete",
  "await",
  "yield",
  "function",
  "instanceof",
  "do",
  "try",
  "with",
]);

/** Words by which a text shows itself to be source code that someone wrote, not a probe. */
const DECLARATIONS = new Set(["const", "let", "class", "export", "import", "async", "interface", "require", "console"]);

/** Whether any rule of this file could match. */
export function mayHoldScript(lower: string): boolean {
  return SINK_WORDS.test(lower);
}

/** Applies the rules to a text that passed `mayHoldScript`. */
export function detectScript(writing: Writing, say: Say): void {
  detectStringBreakout(writing, say);
  detectBareCode(writing, say);
}

/** Whether an event handler could stand in the text: `on`, 3 to 30 letters, white space, `=`. */
export function mayHoldHandler(lower: string): boolean {
  for (let at = lower.indexOf("on"); at >= 0; at = lower.indexOf("on", at + 1)) {
    let end = at + 2;
    while (end < lower.length && end - at < 33 && isLetter(lower.charCodeAt(end))) end++;
    if (end - at < 5 || end - at > 32) continue;
    for (
      let n = 0;
      n < 40 && end < lower.length && lower.charCodeAt(end) !== 61 && HANDLER_GAP.test(lower[end]!);
      n++
    ) {
      end++;
    }
    if (lower.charCodeAt(end) === 61) return true;
  }
  return false;
}

const HANDLER_GAP = /\s/;

/** Operators by which code goes on after a string that was broken out of. */
const CONTINUES = ";,+-*/%&|^)}]?<>=!\n";

/** Tokens between the quote and the deed: a payload comes to the point. */
const MAX_TOKENS_BEFORE = 48;

/** In each kind of script string: its first quote ends it, an operator follows, then a call. */
function detectStringBreakout(writing: Writing, say: Say): void {
  const { text } = writing;
  for (const quote of ["'", '"', "`"]) {
    const at = text.indexOf(quote);
    if (at < 0 || (quote === "`" && writing.isProse)) continue;
    let next = at + 1;
    while (next < text.length && isSpace(text.charCodeAt(next)) && text[next] !== "\n") next++;
    if (next >= text.length || !CONTINUES.includes(text[next]!)) continue;
    const tokens = lexJs(text, { from: next, afterValue: true });
    const sink = sinkIn(text, tokens);
    if (!sink || sink.token > MAX_TOKENS_BEFORE || !isCodeUntil(tokens, sink.token)) continue;
    if (
      sink.strength === "weak" &&
      (text.includes("\n") || writing.isProse || isPage(text) || !endsAsInjection(text, tokens, quote))
    ) {
      continue;
    }
    if (lineBreaks(text, next, tokens[sink.token]!.from) > 2) continue;
    if (writing.isQuoted(tokens[sink.token]!.from)) continue;
    say(STRING_BREAKOUT, at, endOf(tokens, sink, text));
    return;
  }
}

/** Line breaks in the span: a payload in a string has none, or one before and one behind its deed. */
function lineBreaks(text: string, from: number, to: number): number {
  let n = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) n++;
  return n;
}

/** The value is code as a whole, or a fragment of it. */
function detectBareCode(writing: Writing, say: Say): void {
  const { text } = writing;
  if (text.length > MAX_PROSE && writing.isProse) return;
  let tokens = lexJs(text);
  let sink = sinkIn(text, tokens);
  if (sink?.strength !== "strong" && tokens.length < 4 && (text[0] === '"' || text[0] === "'")) {
    // The value begins with the quote of the attribute that it was cut from.
    tokens = lexJs(text, { from: 1 });
    sink = sinkIn(text, tokens);
  }
  if (sink?.strength !== "strong") return;
  const from = tokens[sink.token]!.from;
  // `Robot (+https://…)`: how a program names itself and its home.
  if (text.includes("(+http") && /^\w{1,30} \(\+https?:/.test(text.slice(from, from + 48))) return;
  const to = endOf(tokens, sink, text);
  const bare = !writing.isProse && !SETTINGS.test(text) && isCodeBefore(tokens, sink.token) && !isSource(tokens) &&
    !isListener(tokens, sink.token) && !isPage(text);
  say(bare ? SCRIPT_CODE : SCRIPT_SNIPPET, from, to);
}

/** `Server=db;Database=alert;Encrypt=True`: names and values to the end, and nothing that would call one. */
const SETTINGS = /^(?:[\w .]{1,40}=[^;=()[\]`]{0,120}(?:;|$)){2,40}$/;

/** Two elements are closed, or one of text: the value is markup, in which bare code is text. */
function isPage(text: string): boolean {
  let closed = 0;
  for (let at = text.indexOf("</"); at >= 0 && closed < 2; at = text.indexOf("</", at + 2)) {
    const name = text.slice(at + 2, at + 8);
    if (/^(?:code|pre|p)\b/i.test(name)) return true;
    if (!/^script/i.test(name)) closed++;
  }
  return closed >= 2;
}

/** Two plain words in a row are a sentence, not code. */
function isCodeUntil(tokens: readonly JsToken[], until: number): boolean {
  for (let i = 1; i < until; i++) {
    const token = tokens[i]!;
    const before = tokens[i - 1]!;
    if (token.kind === "word" && before.kind === "word" && !KEYWORDS.has(before.text) && !KEYWORDS.has(token.text)) {
      return false;
    }
  }
  return true;
}

/** Nothing, an operator or a keyword stands before: not the middle of a sentence. */
function isCodeBefore(tokens: readonly JsToken[], at: number): boolean {
  const before = tokens[at - 1];
  if (!before) return true;
  if (before.kind === "word") return KEYWORDS.has(before.text);
  if (before.text === "." && tokens[at - 2]?.kind === "word") return true;
  return before.kind === "punct" || before.kind === "regex" || before.kind === "string";
}

/** `() => alert('Thanks for your order')`: a dialog with a message for people, in a function. */
function isListener(tokens: readonly JsToken[], at: number): boolean {
  if (tokens[at - 1]?.text !== ">" || tokens[at - 2]?.text !== "=") return false;
  const argument = tokens[at + 2];
  return argument?.kind === "string" && argument.text.includes(" ");
}

/** Source code that someone wrote: it declares things. */
function isSource(tokens: readonly JsToken[]): boolean {
  let declarations = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (token.kind !== "word") continue;
    if (DECLARATIONS.has(token.text) && tokens[i + 1]?.text !== "(") declarations++;
    else if (token.text === "=" || token.text === "function") declarations += tokens[i + 1]?.kind === "word" ? 1 : 0;
  }
  return declarations > 0;
}

/** The value ends in a comment or a new string, so that what follows it in the page still parses. */
function endsAsInjection(text: string, tokens: readonly JsToken[], quote: string): boolean {
  const trimmed = text.trimEnd();
  if (trimmed.endsWith("//") || trimmed.endsWith(quote) || trimmed.endsWith("<!--") || trimmed.endsWith("/*")) {
    return true;
  }
  const last = tokens[tokens.length - 1];
  return last !== undefined && (last.open === true || last.to < trimmed.length || last.text === ";");
}

function endOf(tokens: readonly JsToken[], sink: JsSink, text: string): number {
  const last = tokens[Math.min(sink.after + 2, tokens.length - 1)];
  return last ? last.to : text.length;
}

/** `on…=` before any tag: the value adds a handler to the tag that it stands in. */
export function detectAttributeFragment(lower: string, say: Say): void {
  const firstTag = lower.search(/<[a-z]/);
  const limit = firstTag < 0 ? lower.length : firstTag;
  let tries = 0;
  for (let at = lower.indexOf("on"); at >= 0 && at < limit && tries < 64; at = lower.indexOf("on", at + 2)) {
    const before = lower.charCodeAt(at - 1);
    if (at > 0 && !isSpace(before) && !"\"'`/;>".includes(lower[at - 1]!)) continue;
    let end = at + 2;
    while (end < limit && end - at < 40 && lower.charCodeAt(end) >= 0x61 && lower.charCodeAt(end) <= 0x7a) end++;
    const name = lower.slice(at, end);
    if (!isHandlerName(name)) continue;
    let equals = end;
    while (equals < limit && equals - end < 40 && isSpace(lower.charCodeAt(equals))) equals++;
    if (lower[equals] !== "=") continue;
    tries++;
    const value = lower.slice(equals + 1, equals + 600).trimStart();
    const quoted = value[0] === '"' || value[0] === "'";
    const code = quoted ? value.slice(1) : value;
    const broken = followsQuote(lower, at);
    const sink = sinkIn(code, lexJs(code));
    const acts = sink !== undefined && (sink.strength === "strong" || broken || quoted);
    if (broken ? isKnownEvent(name) || acts : isKnownEvent(name) && acts) {
      say(ATTRIBUTE_BREAKOUT, at, Math.min(equals + 1 + 80, lower.length));
      return;
    }
  }
}

/** Attributes that may lie between the quote that breaks out and the handler. */
const MAX_ATTRIBUTES_BEFORE = 8;

/** Whether a quote ended an attribute before: only white space, slashes and whole attributes lie between. */
function followsQuote(lower: string, at: number): boolean {
  let i = at - 1;
  for (let n = 0; n < MAX_ATTRIBUTES_BEFORE; n++) {
    while (i >= 0 && (isSpace(lower.charCodeAt(i)) || lower[i] === "/")) i--;
    if (i < 0) return false;
    const quote = lower[i]!;
    if (quote !== '"' && quote !== "'" && quote !== "`") return false;
    const opening = lower.lastIndexOf(quote, i - 1);
    if (i === 0 || opening <= 0 || lower[opening - 1] !== "=") return true;
    i = opening - 2;
    while (i >= 0 && isAttributeName(lower.charCodeAt(i))) i--;
  }
  return false;
}

function isAttributeName(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || code === 0x2d || code === 0x3a;
}

/** Longest run of punctuation that is honest: minified code, a table drawn in brackets. */
const MIN_PUNCTUATION_CODE = 30;

/** A run of `[ ] ( ) ! +` and spaces (a plus, decoded as in a form) that is long and indexes or calls: words spelled in punctuation. */
export function detectPunctuationCode(lower: string, say: Say): void {
  let from = -1;
  let brackets = 0;
  for (let i = 0; i <= lower.length; i++) {
    const code = i < lower.length ? lower.charCodeAt(i) : 0;
    if (
      code === 0x5b || code === 0x5d || code === 0x28 || code === 0x29 || code === 0x21 || code === 0x2b ||
      (code === 0x20 && from >= 0)
    ) {
      if (from < 0) from = i;
      if (code === 0x5b) brackets++;
      continue;
    }
    if (from >= 0) {
      if (i - from >= MIN_PUNCTUATION_CODE && brackets >= 5) {
        const run = lower.slice(from, i);
        if (run.includes("![]") || run.includes("+[]") || run.includes("[+")) {
          say(PUNCTUATION_CODE, from, i);
          return;
        }
      }
      from = -1;
      brackets = 0;
    }
  }
}
