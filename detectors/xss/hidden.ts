/**
 * What hides from a tokeniser: handlers and script URLs that it takes for part of a name or of another value, tags
 * with gaps, URLs in pieces.
 * @module
 */
import type { HtmlTag } from "../lex/html.ts";
import { lexJs } from "../lex/js.ts";
import { sinkIn } from "../lex/js_sinks.ts";
import type { Writing } from "../lex/prose.ts";
import { isHarmlessHandler, isKnownEvent } from "./events.ts";
import { ACTIVE_ELEMENT, EVENT_HANDLER, SCRIPT_URL, SPACED_TAG } from "./rules.ts";
import type { Say } from "./say.ts";

/** Behaviours and timed elements of Internet Explorer, and its reading of `¼` and `¾` as angle brackets. */
const OLD_INSTRUCTION =
  /<\?import\s|urn:schemas-microsoft-com:time|\xbcscript ?\xbe|<\?xml-stylesheet[^>]{0,200}href\s?=\s?["'](?:data:|javascript:|#)|<!attlist[^>]{0,200}\bon[a-z]{3,20}\s/;

/** `< script>`, and `<scriptsrc=` after a filter that drops white space. */
const SPACED_SCRIPT =
  /<(?:\s[\s/]{0,8}|\/\s{1,8})script(?:\s{0,8}\/?>|\s[^<>]{0,80}(?:src|>))|<(?:script|iframe|img|body|embed)(?:src|onload|onerror)=/;

/** Applies the rules that need no tags. */
export function detectHiddenTags(writing: Writing, lower: string, say: Say): void {
  const spaced = SPACED_SCRIPT.exec(lower);
  if (spaced && !writing.isProse) say(SPACED_TAG, spaced.index, spaced.index + spaced[0].length);
  const instruction = OLD_INSTRUCTION.exec(lower);
  if (instruction) say(ACTIVE_ELEMENT, instruction.index, instruction.index + instruction[0].length);
  detectSplitUrl(lower, say);
}

/** A script URL split by CDATA sections or comments, which some parsers join. */
function detectSplitUrl(lower: string, say: Say): void {
  const at = lower.includes("<![cdata[") ? lower.indexOf("<![cdata[") : lower.indexOf("<!--");
  if (at < 0 || lower.length > MAX_SPLIT || lower.includes("javascript:")) return;
  const joined = lower.replaceAll(/\]\]>\s{0,9}<!\[cdata\[|<!\[cdata\[|<!--[^>]{0,40}-->/g, "");
  if (joined.includes("javascript:")) say(SCRIPT_URL, at, Math.min(lower.length, at + 40));
}

/** A split URL is sought in texts up to this length. */
const MAX_SPLIT = 4_000;

/** Characters of a tag in which something hidden is looked for. */
const HIDDEN_WINDOW = 2_000;

/** Places in one tag at which a handler is looked for. */
const MAX_TRIES = 8;

/** Applies the rules to one tag. */
export function detectHiddenInTag(lower: string, tag: HtmlTag, say: Say): void {
  const source = lower.slice(tag.nameEnd, Math.min(tag.end, tag.nameEnd + HIDDEN_WINDOW));
  if (hasHiddenHandler(source)) say(EVENT_HANDLER, tag.at, tag.end);
  if (hasHiddenUrl(source)) say(SCRIPT_URL, tag.at, tag.end);
}

/** `src=x\x09onerror=…`, `<img[a]onerror=…`: a known event and a call that proves script. */
function hasHiddenHandler(source: string): boolean {
  let tries = 0;
  for (let at = source.indexOf("on"); at >= 0 && tries < MAX_TRIES; at = source.indexOf("on", at + 2)) {
    const before = at > 0 ? source.charCodeAt(at - 1) : 0;
    if (before >= 0x61 && before <= 0x7a && !isHexEscapeBefore(source, at)) continue;
    const equals = source.indexOf("=", at);
    if (equals < 0) return false;
    tries++;
    const name = source.slice(at, equals).trim();
    if (name.length > 40 || !isKnownEvent(name.replace(/[^a-z].*$/s, ""))) continue;
    const value = source.slice(equals + 1, equals + 400).replace(/^[\s"'`]+/, "");
    if (isHarmlessHandler(value)) continue;
    if (value.includes("javascript:") || sinkIn(value, lexJs(value))) return true;
  }
  return false;
}

/** A script URL in a tag whose quotes are broken, and the script entity `&{…}` of old browsers. */
function hasHiddenUrl(source: string): boolean {
  if (source.includes("script:")) {
    return /javascript:(?!void)[^"'\s]{0,24}[(`]/.test(source.replace(/\s+/g, ""));
  }
  return source.includes("&{") && /&\{[^}]{0,60}[=(]/.test(source);
}

/** `\x0d` before the name: an escape as an encoder prints it. */
function isHexEscapeBefore(source: string, at: number): boolean {
  return /\\x[0-9a-f]{2}$/.test(source.slice(Math.max(0, at - 4), at));
}
