/**
 * Cross-site scripting: markup, script URLs and script code in a value.
 * @module
 */
import { Char } from "../chars.ts";
import { isEscapedInRichText, Writing } from "../lex/prose.ts";
import { detectInViews } from "../report.ts";
import type { Detector, Rule, View } from "../types.ts";
import { detectMarkup, type Say } from "./markup.ts";
import { DOCUMENT_URL, QUOTED_MARKUP, RULES, SCRIPT_URL } from "./rules.ts";
import {
  detectAttributeFragment,
  detectPunctuationCode,
  detectScript,
  mayHoldHandler,
  mayHoldScript,
} from "./script.ts";
import { urlKind } from "./script_url.ts";

/** Code needs a call, an index or an assignment. */
const CODE = Char.paren | Char.backtick | Char.bracket | Char.equals;

export const xss: Detector = {
  name: "xss",
  title: "Cross-site scripting",
  rules: RULES,
  detect: (request) =>
    detectInViews(request, Char.angle | CODE | Char.colon | Char.high, (view, field, report) => {
      const { lower, chars } = view;
      const writing = new Writing(view.text);
      const escaped = isEscapedInRichText(view, field);
      const said = new Set<Rule>();
      const say: Say = (rule, from, to) => {
        if (said.has(rule)) return;
        const shown = rule.level === 1 && (escaped || writing.isQuoted(from)) ? QUOTED_MARKUP : rule;
        said.add(shown);
        report(shown, from, to);
      };
      if (
        ((chars & Char.angle) !== 0 && lower.includes("<")) ||
        ((chars & Char.high) !== 0 && lower.includes("\xbcscript"))
      ) {
        detectMarkup(writing, lower, say);
      }
      if ((chars & Char.colon) !== 0) detectUrl(view, say);
      if ((chars & CODE) === 0) return;
      if (mayHoldScript(lower)) detectScript(writing, say);
      if ((chars & Char.equals) !== 0 && mayHoldHandler(lower)) detectAttributeFragment(lower, say);
      if ((chars & Char.bracket) !== 0) detectPunctuationCode(lower, say);
    }),
};

/** The value as a whole is a URL that runs script. */
function detectUrl(view: View, say: Say): void {
  const { lower } = view;
  if (!lower.includes("script") && !lower.includes("data")) return;
  const kind = urlKind(lower);
  if (kind === "script") say(SCRIPT_URL, 0, Math.min(lower.length, 80));
  else if (kind === "document") say(DOCUMENT_URL, 0, Math.min(lower.length, 80));
}
