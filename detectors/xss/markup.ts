/**
 * Rules over HTML tags.
 * @module
 */
import { activeCss } from "../lex/html_css.ts";
import { eachTag, type HtmlAttribute, type HtmlTag } from "../lex/html.ts";
import { plainStart } from "../lex/html_scheme.ts";
import { lexJs } from "../lex/js.ts";
import { sinkIn } from "../lex/js_sinks.ts";
import type { Writing } from "../lex/prose.ts";
import type { Rule } from "../types.ts";
import { isHandlerName, isKnownEvent } from "./events.ts";
import { isKnownEmbed, OBSOLETE_ELEMENTS, RAW_TEXT_ELEMENTS, RISKY_ELEMENTS } from "./elements.ts";
import {
  ACTIVE_CSS,
  ACTIVE_ELEMENT,
  ANIMATED_ATTRIBUTE,
  ANY_TAG,
  ELEMENT_BREAKOUT,
  EVENT_HANDLER,
  JSX_HANDLER,
  NUMERIC_LINK,
  OBSOLETE_ELEMENT,
  RISKY_ELEMENT,
  SCRIPT_TAG,
  SCRIPT_URL,
  SPACED_TAG,
  TAG_BREAKOUT,
} from "./rules.ts";
import { isNumericLink, isScriptUrlAttribute } from "./script_url.ts";

/** Reports a span of the text. */
export type Say = (rule: Rule, from: number, to: number) => void;

/** Behaviours and timed elements of Internet Explorer, and its reading of `¼` and `¾` as angle brackets. */
const OLD_INSTRUCTION =
  /<\?import\s|urn:schemas-microsoft-com:time|\xbcscript ?\xbe|<\?xml-stylesheet[^>]{0,200}href\s?=\s?["'](?:data:|javascript:|#)|<!attlist[^>]{0,200}\bon[a-z]{3,20}\s/;

/** `< script>`, and `<scriptsrc=` after a filter that drops white space. */
const SPACED_SCRIPT =
  /<(?:\s[\s/]{0,8}|\/\s{1,8})script(?:\s{0,8}\/?>|\s[^<>]{0,80}(?:src|>))|<(?:script|iframe|img|body|embed)(?:src|onload|onerror)=/;

/** A script URL split by CDATA sections or comments, which some parsers join. */
function detectSplitUrl(lower: string, say: Say): void {
  const at = lower.includes("<![cdata[") ? lower.indexOf("<![cdata[") : lower.indexOf("<!--");
  if (at < 0 || lower.length > MAX_SPLIT || lower.includes("javascript:")) return;
  const joined = lower.replaceAll(/\]\]>\s{0,9}<!\[cdata\[|<!\[cdata\[|<!--[^>]{0,40}-->/g, "");
  if (joined.includes("javascript:")) say(SCRIPT_URL, at, Math.min(lower.length, at + 40));
}

/** A split URL is sought in texts up to this length. */
const MAX_SPLIT = 4_000;

/** Applies the rules to every tag of the text. */
export function detectMarkup(writing: Writing, lower: string, say: Say): void {
  const opened = new Set<string>();
  let first = true;
  let broken: HtmlTag | undefined;
  const spaced = SPACED_SCRIPT.exec(lower);
  if (spaced && !writing.isProse) say(SPACED_TAG, spaced.index, spaced.index + spaced[0].length);
  detectSplitUrl(lower, say);
  const instruction = OLD_INSTRUCTION.exec(lower);
  if (instruction) say(ACTIVE_ELEMENT, instruction.index, instruction.index + instruction[0].length);
  eachTag(lower, (tag, depth) => {
    say(ANY_TAG, tag.at, tag.end);
    if (first) {
      const quote = breakoutQuote(lower, tag);
      if (quote >= 0) say(TAG_BREAKOUT, quote, tag.end);
      first = false;
    }
    if (tag.closing) {
      if (depth === 0 && RAW_TEXT_ELEMENTS.has(tag.local) && !opened.has(tag.local)) broken = tag;
      if (tag.attributes.length > 0) detectAttributes(writing, lower, tag, say);
      return;
    }
    opened.add(tag.local);
    if (broken && tag.local !== "br") {
      say(ELEMENT_BREAKOUT, broken.at, tag.end);
      broken = undefined;
    }
    detectElement(writing, lower, tag, say);
    if (tag.attributes.length > 0) detectAttributes(writing, lower, tag, say);
    if (tag.end - tag.at > 10) {
      detectHiddenHandler(lower, tag, say);
      detectHiddenUrl(lower, tag, say);
    }
  });
}

/** Where a quote stands that closes an attribute before the first tag: `">`, `'/>`; or -1. */
function breakoutQuote(lower: string, tag: HtmlTag): number {
  const close = lower.lastIndexOf(">", tag.at);
  if (close < 1) return -1;
  // `x">Text</a>` is a link that was cut off, not a way out; `<https://…>` is a link, not a tag.
  if (tag.closing && tag.at > close + 1) return -1;
  if (lower[tag.nameEnd - 1] === ":" || lower.lastIndexOf("<!", close) >= 0) return -1;
  let i = close - 1;
  while (i > 0 && (lower[i] === "/" || (lower[i] === " " && lower[i + 1] === "/"))) i--;
  const quote = lower[i];
  if (quote !== '"' && quote !== "'" && quote !== "`") return -1;
  // `class="a">` is the tail of a whole tag: its quote was opened in the value.
  const opening = lower.lastIndexOf(quote, i - 1);
  if (opening > 0 && lower[opening - 1] === "=") return -1;
  return i;
}

/** Characters of a style element that are read. */
const STYLE_WINDOW = 4_000;

function styleEnd(lower: string, from: number): number {
  const end = Math.min(lower.length, from + STYLE_WINDOW);
  const close = lower.slice(from, end).indexOf("</style");
  return close < 0 ? end : from + close;
}

/** Left open, or with a URL outside any value: the source is there, if not where it should be. */
function isBroken(lower: string, tag: HtmlTag): boolean {
  return !tag.ended || lower.slice(tag.nameEnd, Math.min(tag.end, tag.nameEnd + 400)).includes("//");
}

const FRAME_SOURCES = ["src", "data", "code", "srcdoc", "classid", "codebase"];

function detectElement(writing: Writing, lower: string, tag: HtmlTag, say: Say): void {
  const { local } = tag;
  if (local === "script") {
    if (!isMention(writing, lower, tag)) say(SCRIPT_TAG, tag.at, tag.end);
    return;
  }
  switch (local) {
    case "iframe":
    case "frame":
    case "object":
    case "embed":
    case "applet": {
      const source = attributeOf(tag, FRAME_SOURCES);
      if (source && !isKnownEmbed(plainStart(lower, source.valueAt, source.valueEnd))) {
        say(ACTIVE_ELEMENT, tag.at, tag.end);
      } else if (!source && isBroken(lower, tag) && tag.attributes.some(({ name }) => FRAME_SOURCES.includes(name))) {
        // `<iframe src=` left open takes its source from the page that follows.
        say(ACTIVE_ELEMENT, tag.at, tag.end);
      } else if (!writing.isProse) {
        say(RISKY_ELEMENT, tag.at, tag.end);
      }
      return;
    }
    case "base":
      if (attributeOf(tag, ["href"])) say(ACTIVE_ELEMENT, tag.at, tag.end);
      return;
    case "xml":
      if (attributeOf(tag, ["src"])) say(ACTIVE_ELEMENT, tag.at, tag.end);
      return;
    case "meta": {
      const charset = attributeOf(tag, ["charset"]);
      if (charset && /^(?:x-|hz-|utf-7|iso-2022)/.test(lower.slice(charset.valueAt, charset.valueEnd))) {
        say(ACTIVE_ELEMENT, tag.at, tag.end);
      }
      const kind = attributeOf(tag, ["http-equiv"]);
      if (!kind) return;
      const value = plainStart(lower, kind.valueAt, kind.valueEnd);
      if (/^(?:refresh|set-cookie|link|x-dns)/.test(value)) say(ACTIVE_ELEMENT, tag.at, tag.end);
      const content = attributeOf(tag, ["content"]);
      if (content && plainStart(lower, content.valueAt, content.valueEnd).includes("utf-7")) {
        say(ACTIVE_ELEMENT, tag.at, tag.end);
      }
      return;
    }
    case "link": {
      const rel = attributeOf(tag, ["rel"]);
      if (rel && plainStart(lower, rel.valueAt, rel.valueEnd).startsWith("import")) {
        say(ACTIVE_ELEMENT, tag.at, tag.end);
      }
      say(RISKY_ELEMENT, tag.at, tag.end);
      return;
    }
    case "animate":
    case "set":
    case "animatetransform": {
      const target = attributeOf(tag, ["attributename"]);
      if (!target) return;
      const name = plainStart(lower, target.valueAt, target.valueEnd);
      if (name.endsWith("href") || name.startsWith("on") || name === "innerhtml") {
        say(ANIMATED_ATTRIBUTE, tag.at, tag.end);
      }
      return;
    }
    case "style": {
      const type = attributeOf(tag, ["type"]);
      const isScript = type && lower.slice(type.valueAt, type.valueEnd).includes("javascript");
      if (isScript || activeCss(lower, tag.end, styleEnd(lower, tag.end))) say(ACTIVE_CSS, tag.at, tag.end);
      else say(RISKY_ELEMENT, tag.at, tag.end);
      return;
    }
    case "handler":
    case "listener":
      if (tag.attributes.some(({ name }) => name.endsWith("event"))) say(ACTIVE_ELEMENT, tag.at, tag.end);
      return;
    default:
      if (OBSOLETE_ELEMENTS.has(local)) {
        if (!isMention(writing, lower, tag)) say(OBSOLETE_ELEMENT, tag.at, tag.end);
      } else if (RISKY_ELEMENTS.has(local)) say(RISKY_ELEMENT, tag.at, tag.end);
  }
}

/** Attributes that Vue, Angular, Alpine, Knockout and their like run as script. */
const FRAMEWORK_HANDLER = /^(?:data-bind|data-ng-|ng-|v-|x-|@|:|\(|\[|\*|#|hx-on|on-|on:|bind-)/;

function detectAttributes(writing: Writing, lower: string, tag: HtmlTag, say: Say): void {
  for (const attribute of tag.attributes) {
    const { name, nameAt, valueAt, valueEnd } = attribute;
    if (valueEnd === valueAt) continue;
    if (isHandlerName(name)) {
      const jsx = lower[valueAt] === "{" && isCamelCase(writing.text, nameAt) && !isDialog(writing.text, attribute);
      say(jsx ? JSX_HANDLER : EVENT_HANDLER, tag.at, valueEnd);
    } else if (name === "style") {
      if (activeCss(lower, valueAt, valueEnd)) say(ACTIVE_CSS, tag.at, valueEnd);
    } else if (name === "srcdoc") {
      say(ACTIVE_ELEMENT, tag.at, valueEnd);
    } else if (name === "datasrc" || name === "dataformatas" || (name.startsWith("ev:") && name.endsWith("event"))) {
      say(ACTIVE_ELEMENT, tag.at, valueEnd);
    } else if (isScriptUrlAttribute(lower, valueAt, valueEnd, { element: tag.local, attribute: name })) {
      say(SCRIPT_URL, tag.at, valueEnd);
    } else if (isNumericLink(lower, valueAt, valueEnd)) {
      say(NUMERIC_LINK, tag.at, valueEnd);
    } else if (FRAMEWORK_HANDLER.test(name)) {
      if (isDialog(writing.text, attribute)) say(EVENT_HANDLER, tag.at, valueEnd);
    } else if (name === "content" && tag.local === "meta") {
      if (/url=(?:javascript|vbscript|data:text)/.test(plainStart(lower, valueAt, valueEnd))) {
        say(SCRIPT_URL, tag.at, valueEnd);
      }
    }
  }
}

/**
 * A handler that the tokeniser took for part of a name or an unquoted value: `src=x\x09onerror=…`, `<img[a]onerror=…`.
 * Only with a known event and a call that proves script.
 */
function detectHiddenHandler(lower: string, tag: HtmlTag, say: Say): void {
  let at = lower.indexOf("on", tag.at);
  let tries = 0;
  while (at >= 0 && at < tag.end && tries < 8) {
    const before = lower.charCodeAt(at - 1);
    const isBoundary = !(before >= 0x61 && before <= 0x7a) || isHexEscapeBefore(lower, at);
    if (isBoundary) {
      const equals = lower.indexOf("=", at);
      if (equals < 0 || equals >= tag.end) return;
      const name = lower.slice(at, equals).trim();
      if (name.length <= 40 && isKnownEvent(name.replace(/[^a-z].*$/s, ""))) {
        const end = Math.min(tag.end, equals + 400);
        const value = lower.slice(equals + 1, end).replace(/^[\s"'`]+/, "");
        if (value.includes("javascript:") || sinkIn(value, lexJs(value))) {
          say(EVENT_HANDLER, tag.at, tag.end);
          return;
        }
      }
      tries++;
    }
    at = lower.indexOf("on", at + 2);
  }
}

/** Characters of a tag in which a script URL outside its place is looked for. */
const HIDDEN_URL_WINDOW = 2_000;

/** A script URL in a tag whose quotes are broken, and the script entity `&{…}` of old browsers. */
function detectHiddenUrl(lower: string, tag: HtmlTag, say: Say): void {
  const source = lower.slice(tag.nameEnd, Math.min(tag.end, tag.nameEnd + HIDDEN_URL_WINDOW));
  if (source.includes("script:")) {
    if (/javascript:(?!void)[^"'\s]{0,24}[(`]/.test(source.replace(/\s+/g, ""))) say(SCRIPT_URL, tag.at, tag.end);
  } else if (source.includes("&{")) {
    if (/&\{[^}]{0,60}[=(]/.test(source)) say(SCRIPT_URL, tag.at, tag.end);
  }
}

/** `\x0d` before the name: an escape as an encoder prints it. */
function isHexEscapeBefore(lower: string, at: number): boolean {
  return /\\x[0-9a-f]{2}$/.test(lower.slice(Math.max(0, at - 4), at));
}

/** `<script>` named in a sentence: no attributes, and words after it instead of code. */
function isMention(writing: Writing, lower: string, tag: HtmlTag): boolean {
  if (tag.attributes.length > 0 || !tag.ended) return false;
  const close = lower.slice(tag.end, tag.end + 2_000).includes("</script") ? lower.indexOf("</script", tag.end) : -1;
  const content = lower.slice(tag.end, Math.min(close < 0 ? lower.length : close, tag.end + 200));
  if (close < 0 && /^[\s,.;:)?!"']{1,3}[a-z]{1,15}[\s,]{1,2}[a-z]{2,15}\b/.test(content)) return true;
  if (/[(`=;{]/.test(content)) return false;
  return writing.isProse ? /^[\s,.;:)?!"']/.test(content) : close < 0 && /^ [a-z]{2,20} [a-z]{2,20}\b/.test(content);
}

function attributeOf(tag: HtmlTag, names: readonly string[]): HtmlAttribute | undefined {
  return tag.attributes.find(({ name, valueAt, valueEnd }) => valueEnd > valueAt && names.includes(name));
}

/** `onClick`, as JSX writes it. */
function isCamelCase(text: string, at: number): boolean {
  return text.startsWith("on", at) && /[A-Z]/.test(text[at + 2] ?? "");
}

function isDialog(text: string, { valueAt, valueEnd }: HtmlAttribute): boolean {
  const value = text.slice(valueAt, Math.min(valueEnd, valueAt + 400));
  return sinkIn(value, lexJs(value))?.strength === "strong";
}
