/**
 * Cross-site scripting: markup, script URLs and script code in a value.
 * @module
 */
import { Char } from "../chars.ts";
import { isEscapedInRichText, Writing } from "../lex/prose.ts";
import { detectInViews } from "../report.ts";
import { Signal } from "../signals.ts";
import type { Detector, Rule } from "../types.ts";
import { detectMarkup } from "./markup.ts";
import { ACTIVE_CSS, DOCUMENT_URL, PROBE, QUOTED_MARKUP, RULES, SCRIPT_CODE, SCRIPT_URL } from "./rules.ts";
import {
  detectAttributeFragment,
  detectPunctuationCode,
  detectScript,
  mayHoldHandler,
  mayHoldScript,
} from "./script.ts";
import type { Say } from "./say.ts";
import { urlKind } from "./script_url.ts";

/** Code needs a call, an index or an assignment. */
const CODE = Char.paren | Char.backtick | Char.bracket | Char.equals;

export const xss: Detector = {
  name: "xss",
  title: "Cross-site scripting",
  rules: RULES,
  detect: (request) =>
    detectInViews(request, Char.angle | CODE | Char.colon | Char.high, (view, field, report) => {
      const { lower, chars, signals } = view;
      if (view.text.length <= 64 && REPORTED.test(field.name)) return;
      const markup = mayHoldMarkup(lower, chars);
      const url = (chars & Char.colon) !== 0 && (signals & Signal.scriptUrl) !== 0;
      const code = (chars & CODE) !== 0;
      const script = code && (signals & Signal.sink) !== 0 && mayHoldScript(lower);
      const handler = (chars & Char.equals) !== 0 && mayHoldHandler(lower);
      // Most values with a bracket or an equals sign end here, before anything is made.
      if (!markup && !url && !script && !handler && !(code && (signals & (Signal.style | Signal.puzzle)) !== 0)) return;
      const writing = new Writing(view.text);
      const escaped = isEscapedInRichText(view, field);
      const said = new Set<Rule>();
      const say: Say = (rule, from, to) => {
        if (said.has(rule)) return;
        const shown = rule.level === 1 && (escaped || writing.isQuoted(from)) ? QUOTED_MARKUP : rule;
        said.add(shown);
        report(shown, from, to);
      };
      if (markup) {
        detectMarkup(writing, lower, say);
        if (lower.length < MAX_PROBE) detectProbe(lower, say);
      }
      if (url) detectUrl(writing, lower, say);
      const filter = (chars & Char.pipe) !== 0 && lower.includes("orderby") ? FILTER_CALL.exec(lower) : null;
      if (filter) say(SCRIPT_CODE, filter.index, filter.index + filter[0].length);
      if (!code) return;
      if ((chars & Char.colon) !== 0 && (signals & Signal.style) !== 0) detectBareStyle(lower, say);
      if (script) detectScript(writing, say);
      if (handler) detectAttributeFragment(lower, say);
      if ((signals & Signal.puzzle) !== 0) detectPunctuationCode(lower, say);
    }),
};

/** Markup, or what a page in a legacy charset makes of `\xbc`. */
function mayHoldMarkup(lower: string, chars: number): boolean {
  return ((chars & Char.angle) !== 0 && lower.includes("<")) ||
    ((chars & Char.high) !== 0 && lower.includes("\xbcscript"));
}

/** A probe is short. */
const MAX_PROBE = 60;

/** Both quotes, a tag, and hardly a letter beside it. */
function detectProbe(lower: string, say: Say): void {
  if (!lower.includes('"') || !lower.includes("'")) return;
  const tag = /<[a-z]{1,20}>/.exec(lower);
  if (!tag) return;
  const rest = lower.slice(0, tag.index) + lower.slice(tag.index + tag[0].length);
  if (!/[a-z0-9]/.test(rest)) say(PROBE, 0, lower.length);
}

/** `x:expression(…)` outside any tag: a style that the value adds to the one it stands in. */
function detectBareStyle(lower: string, say: Say): void {
  const binding = lower.indexOf("-moz-binding:url(");
  if (binding >= 0) say(ACTIVE_CSS, binding, binding + 17);
  const at = lower.indexOf("expression(");
  if (at < 1) return;
  const before = lower.slice(Math.max(0, at - 12), at).trimEnd();
  if (before.endsWith(":") || before.endsWith("*/")) say(ACTIVE_CSS, at, at + 11);
}

/** A script URL with a dialog, wherever it stands; longer paths to code are judged by their place. */
const DIALOG_URL = /(?:javascript|vbscript):\s{0,9}(?:\/\/[^\n]{0,40}\n)?(?:alert|confirm|prompt|eval|msgbox)\s?[(`]/;

/** `|orderBy:'(z=alert)(1)'`: AngularJS runs the expression by which it is told to sort. */
const FILTER_CALL = /\|\s{0,4}orderby\s{0,4}:\s{0,4}\[?['"][^'"]{0,80}\(/;

/** A link of Markdown that runs a call. */
const SCRIPT_LINK = /\]\(\s{0,4}<?(?:javascript|vbscript):(?!void\b)[^\s)]{0,200}?\w\s?[(`]/;

/** A link of Markdown to a page that stands in the link. */
const DATA_LINK = /\]\(\s{0,4}<?data:(?:text\/html|application\/xhtml)/;

/** `JavaScript: the good parts; …`: a title. */
const TITLE = /^\s{0,4}(?:javascript|vbscript):\s{1,2}[a-z]{2,20} [a-z]{2,20} [a-z]{2,20}[\s,.;:?!]/;

/** A title calls, assigns and indexes nothing. */
function isTitle(lower: string): boolean {
  return TITLE.test(lower) && !/[(`=[]/.test(lower);
}

/** What a browser quotes from the page when its policy stopped it. */
const REPORTED = /^\/csp-report\/script-sample$|^\/(?:\d{1,3}\/)?body\/sample$/;

/** The value as a whole is a URL that runs script, or holds one that shows a dialog. */
function detectUrl(writing: Writing, lower: string, say: Say): void {
  const kind = urlKind(lower);
  if (kind === "script" && !isTitle(lower)) say(SCRIPT_URL, 0, Math.min(lower.length, 80));
  else if (kind === "document") say(DOCUMENT_URL, 0, Math.min(lower.length, 80));
  const link = lower.includes("](") ? DATA_LINK.exec(lower) : null;
  if (link) say(DOCUMENT_URL, link.index, link.index + link[0].length);
  if (!lower.includes("script:")) return;
  const scripted = lower.includes("](") ? SCRIPT_LINK.exec(lower) : null;
  if (scripted) say(SCRIPT_URL, scripted.index, scripted.index + scripted[0].length);
  const dialog = DIALOG_URL.exec(lower);
  if (dialog && !writing.isProse) say(SCRIPT_URL, dialog.index, dialog.index + dialog[0].length);
}
