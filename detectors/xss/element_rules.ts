/**
 * Rules over elements: which of them run, load or redirect by themselves.
 * @module
 */
import { activeCss } from "../lex/html_css.ts";
import type { HtmlAttribute, HtmlTag } from "../lex/html.ts";
import { plainStart } from "../lex/html_scheme.ts";
import type { Writing } from "../lex/prose.ts";
import { isKnownEmbed, OBSOLETE_ELEMENTS, RISKY_ELEMENTS } from "./elements.ts";
import {
  ACTIVE_CSS,
  ACTIVE_ELEMENT,
  ANIMATED_ATTRIBUTE,
  OBSOLETE_ELEMENT,
  RISKY_ELEMENT,
  SCRIPT_TAG,
} from "./rules.ts";
import type { Say } from "./say.ts";

/** A start tag in its text. */
export interface Place {
  readonly writing: Writing;
  readonly lower: string;
  readonly tag: HtmlTag;
}

/** Applies the rules to one start tag. */
export function detectElement(place: Place, say: Say): void {
  const { writing, lower, tag } = place;
  const { local } = tag;
  switch (local) {
    case "script":
      if (!isMention(place)) say(SCRIPT_TAG, tag.at, tag.end);
      return;
    case "iframe":
    case "frame":
    case "object":
    case "embed":
    case "applet":
      if (loadsForeign(lower, tag)) say(ACTIVE_ELEMENT, tag.at, tag.end);
      else if (!writing.isProse) say(RISKY_ELEMENT, tag.at, tag.end);
      return;
    case "base":
      if (attributeOf(tag, ["href"])) say(ACTIVE_ELEMENT, tag.at, tag.end);
      return;
    case "xml":
      if (attributeOf(tag, ["src"])) say(ACTIVE_ELEMENT, tag.at, tag.end);
      return;
    case "meta":
      if (isActiveMeta(lower, tag)) say(ACTIVE_ELEMENT, tag.at, tag.end);
      return;
    case "link":
      say(valueOf(lower, tag, "rel").startsWith("import") ? ACTIVE_ELEMENT : RISKY_ELEMENT, tag.at, tag.end);
      return;
    case "animate":
    case "set":
    case "animatetransform": {
      const name = valueOf(lower, tag, "attributename");
      if (name.endsWith("href") || name.startsWith("on") || name === "innerhtml") {
        say(ANIMATED_ATTRIBUTE, tag.at, tag.end);
      }
      return;
    }
    case "style": {
      const isScript = valueOf(lower, tag, "type").includes("javascript");
      const isActive = isScript || activeCss(lower, tag.end, styleEnd(lower, tag.end)) !== undefined;
      say(isActive ? ACTIVE_CSS : RISKY_ELEMENT, tag.at, tag.end);
      return;
    }
    case "handler":
    case "listener":
      if (tag.attributes.some(({ name }) => name.endsWith("event"))) say(ACTIVE_ELEMENT, tag.at, tag.end);
      return;
    default:
      if (OBSOLETE_ELEMENTS.has(local)) {
        if (!isMention(place)) say(OBSOLETE_ELEMENT, tag.at, tag.end);
      } else if (RISKY_ELEMENTS.has(local)) say(RISKY_ELEMENT, tag.at, tag.end);
  }
}

const FRAME_SOURCES = ["src", "data", "code", "srcdoc", "classid", "codebase"];

/** One word, which names something beside the page: nothing that the sender could have put there. */
const PLAIN_NAME = /^[a-z][a-z0-9_-]{0,40}$/;

/** A frame or plug-in whose source is anything but a known player. */
function loadsForeign(lower: string, tag: HtmlTag): boolean {
  const source = attributeOf(tag, FRAME_SOURCES);
  if (source) {
    const from = plainStart(lower, source.valueAt, source.valueEnd);
    return !isKnownEmbed(from) && !PLAIN_NAME.test(from);
  }
  // `<iframe src=` left open takes its source from the page that follows.
  return isBroken(lower, tag) && tag.attributes.some(({ name }) => FRAME_SOURCES.includes(name));
}

/** Left open, or with a URL outside any value: the source is there, if not where it should be. */
function isBroken(lower: string, tag: HtmlTag): boolean {
  return !tag.ended || lower.slice(tag.nameEnd, Math.min(tag.end, tag.nameEnd + 400)).includes("//");
}

/** Redirects, sets cookies, or switches to a character set in which markup looks like text. */
function isActiveMeta(lower: string, tag: HtmlTag): boolean {
  if (/^(?:x-|hz-|utf-7|iso-2022)/.test(valueOf(lower, tag, "charset"))) return true;
  const kind = valueOf(lower, tag, "http-equiv");
  if (/^(?:refresh|set-cookie|link|x-dns)/.test(kind)) return true;
  return kind !== "" && valueOf(lower, tag, "content").includes("utf-7");
}

/** Characters of a style element that are read. */
const STYLE_WINDOW = 4_000;

function styleEnd(lower: string, from: number): number {
  const end = Math.min(lower.length, from + STYLE_WINDOW);
  const close = lower.slice(from, end).indexOf("</style");
  return close < 0 ? end : from + close;
}

/** `<script>` named in a sentence: no attributes, and words after it instead of code. */
function isMention({ writing, lower, tag }: Place): boolean {
  if (tag.attributes.length > 0 || !tag.ended) return false;
  if (isPlaceholder(lower, tag)) return true;
  const close = lower.slice(tag.end, tag.end + 2_000).includes("</script") ? lower.indexOf("</script", tag.end) : -1;
  const content = lower.slice(tag.end, Math.min(close < 0 ? lower.length : close, tag.end + 200));
  if (close < 0 && /^[\s,.;:)?!"']{1,3}[a-z]{1,15}[\s,]{1,2}[a-z]{2,15}\b/.test(content)) return true;
  if (/[(`=;{]/.test(content)) return false;
  return writing.isProse ? /^[\s,.;:)?!"']/.test(content) : close < 0 && /^ [a-z]{2,20} [a-z]{2,20}\b/.test(content);
}

/** `(?<script>…)` names a group of a pattern, `<<script>>` a place in a template: no code follows, and nothing is closed. */
function isPlaceholder(lower: string, { at, end }: HtmlTag): boolean {
  const behind = lower.slice(end, end + 200);
  if (behind.includes("</")) return false;
  if (/\(\?p?$/.test(lower.slice(Math.max(0, at - 3), at))) return /^[\w\\[\].+*?{},^$|:-]{1,80}\)/.test(behind);
  return lower[at - 1] === "<" && behind[0] === ">" && !/[(`=;]/.test(behind);
}

/** The beginning of an attribute's value as a browser reads it, or nothing. */
function valueOf(lower: string, tag: HtmlTag, name: string): string {
  const attribute = attributeOf(tag, [name]);
  return attribute ? plainStart(lower, attribute.valueAt, attribute.valueEnd) : "";
}

function attributeOf(tag: HtmlTag, names: readonly string[]): HtmlAttribute | undefined {
  return tag.attributes.find(({ name, valueAt, valueEnd }) => valueEnd > valueAt && names.includes(name));
}
