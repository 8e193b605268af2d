/**
 * Rules over HTML tags.
 * @module
 */
import { eachTag, type HtmlTag } from "../lex/html.ts";
import type { Writing } from "../lex/prose.ts";
import { detectAttributes } from "./attribute_rules.ts";
import { detectElement } from "./element_rules.ts";
import { RAW_TEXT_ELEMENTS } from "./elements.ts";
import { detectHiddenInTag, detectHiddenTags } from "./hidden.ts";
import { ANY_TAG, ELEMENT_BREAKOUT, TAG_BREAKOUT } from "./rules.ts";
import type { Say } from "./say.ts";

/** A shorter tag hides nothing. */
const SHORTEST_HIDING = 10;

/** Characters between the closed element and the markup that follows: what breaks out comes to the point. */
const MAX_BREAKOUT_GAP = 120;

/** Applies the rules to every tag of the text. */
export function detectMarkup(writing: Writing, lower: string, say: Say): void {
  const opened = new Set<string>();
  let first = true;
  let broken: HtmlTag | undefined;
  detectHiddenTags(writing, lower, say);
  eachTag(lower, (tag, depth) => {
    say(ANY_TAG, tag.at, tag.end);
    if (first) {
      const quote = breakoutQuote(lower, tag);
      if (quote >= 0) say(TAG_BREAKOUT, quote, tag.end);
      first = false;
    }
    if (tag.closing) {
      if (depth === 0 && RAW_TEXT_ELEMENTS.has(tag.local) && !opened.has(tag.local)) broken = tag;
      if (tag.attributes.length > 0) detectAttributes({ writing, lower, tag }, say);
      return;
    }
    opened.add(tag.local);
    if (broken && tag.local !== "br") {
      if (tag.at - broken.end <= MAX_BREAKOUT_GAP) say(ELEMENT_BREAKOUT, broken.at, tag.end);
      broken = undefined;
    }
    const place = { writing, lower, tag };
    detectElement(place, say);
    if (tag.attributes.length > 0) detectAttributes(place, say);
    if (tag.end - tag.at > SHORTEST_HIDING) detectHiddenInTag(lower, tag, say);
  });
  if (broken && endsScript(writing, lower, broken)) say(ELEMENT_BREAKOUT, broken.at, broken.end);
}

/** Longest value that is taken for a mere way out of a script, with nothing behind it yet. */
const LONGEST_WAY_OUT = 80;

/** `'}}</script>`: a quote or bracket is closed, then the script around it. */
function endsScript(writing: Writing, lower: string, { at, local }: HtmlTag): boolean {
  return local === "script" && !writing.isProse && lower.length <= LONGEST_WAY_OUT &&
    /["'}\])]\s*$/.test(lower.slice(0, at));
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
