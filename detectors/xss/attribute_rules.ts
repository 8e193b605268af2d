/**
 * Rules over attributes.
 * @module
 */
import { activeCss } from "../lex/html_css.ts";
import type { HtmlAttribute } from "../lex/html.ts";
import { plainStart } from "../lex/html_scheme.ts";
import { lexJs } from "../lex/js.ts";
import { sinkIn } from "../lex/js_sinks.ts";
import type { Rule } from "../types.ts";
import type { Place } from "./element_rules.ts";
import { isHandlerName, isHarmlessHandler, isKnownEvent } from "./events.ts";
import { ACTIVE_CSS, ACTIVE_ELEMENT, EVENT_HANDLER, JSX_HANDLER, NUMERIC_LINK, SCRIPT_URL } from "./rules.ts";
import type { Say } from "./say.ts";
import { isNumericLink, isScriptUrlAttribute } from "./script_url.ts";

/** Attributes that Vue, Angular, Alpine, Knockout and their like run as script. */
const FRAMEWORK_HANDLER = /^(?:data-bind|data-ng-|ng-|v-|x-|@|:|\(|\[|\*|#|hx-on|on-|on:|bind-)/;

/** Applies the rules to every attribute of a tag that has a value. */
export function detectAttributes(place: Place, say: Say): void {
  const { tag } = place;
  for (const attribute of tag.attributes) {
    if (attribute.valueEnd === attribute.valueAt) {
      // `<img src=x onerror` at the end: the page that follows brings the value.
      const open = !tag.ended && attribute.valueAt >= place.lower.length && isKnownEvent(attribute.name);
      if (open) say(EVENT_HANDLER, tag.at, tag.end);
      continue;
    }
    const rule = ruleOf(place, attribute);
    if (rule) say(rule, tag.at, attribute.valueEnd);
  }
}

function ruleOf({ writing, lower, tag }: Place, attribute: HtmlAttribute): Rule | undefined {
  const { name, nameAt, valueAt, valueEnd } = attribute;
  if (isHandlerName(name)) {
    if (isHarmlessHandler(lower.slice(valueAt, Math.min(valueEnd, valueAt + 80)))) return undefined;
    const jsx = lower[valueAt] === "{" && isCamelCase(writing.text, nameAt) && !isDialog(writing.text, attribute);
    return jsx ? JSX_HANDLER : EVENT_HANDLER;
  }
  if (name === "style") return activeCss(lower, valueAt, valueEnd) ? ACTIVE_CSS : undefined;
  if (name === "srcdoc" || name === "datasrc" || name === "dataformatas") return ACTIVE_ELEMENT;
  if (name.startsWith("ev:") && name.endsWith("event")) return ACTIVE_ELEMENT;
  if (isScriptUrlAttribute(lower, valueAt, valueEnd, { element: tag.local, attribute: name })) return SCRIPT_URL;
  if (isNumericLink(lower, valueAt, valueEnd)) return NUMERIC_LINK;
  if (FRAMEWORK_HANDLER.test(name)) return isDialog(writing.text, attribute) ? EVENT_HANDLER : undefined;
  if (name === "content" && tag.local === "meta") {
    return /url=(?:javascript|vbscript|data:text)/.test(plainStart(lower, valueAt, valueEnd)) ? SCRIPT_URL : undefined;
  }
  return undefined;
}

/** `onClick`, as JSX writes it. */
function isCamelCase(text: string, at: number): boolean {
  return text.startsWith("on", at) && /[A-Z]/.test(text[at + 2] ?? "");
}

function isDialog(text: string, { valueAt, valueEnd }: HtmlAttribute): boolean {
  const value = text.slice(valueAt, Math.min(valueEnd, valueAt + 400));
  return sinkIn(value, lexJs(value))?.strength === "strong";
}
