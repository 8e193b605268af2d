/**
 * What the rules of this detector say.
 * @module
 */
import type { Level, Rule, Severity } from "../types.ts";

function rule(name: string, level: Level, severity: Severity, title: string, why: string): Rule {
  return { id: `xss.${name}`, category: "xss", severity, level, title, why };
}

/** `<script>` in any spelling. */
export const SCRIPT_TAG = rule(
  "script-tag",
  1,
  "critical",
  "Script element",
  "a script element runs whatever it holds or loads in the page of everyone who sees the value",
);

/** `<x onfocus=…>`. */
export const EVENT_HANDLER = rule(
  "event-handler",
  1,
  "critical",
  "Event handler in a tag",
  "an attribute that begins with “on” runs its value as script when the event happens",
);

/** `{…}` as a handler's value, as JSX writes it. */
export const JSX_HANDLER = rule(
  "jsx-handler",
  3,
  "critical",
  "Event handler in JSX",
  "the handler is written as in JSX source; as HTML it would still run",
);

/** `javascript:` and its kin in an attribute or as the value. */
export const SCRIPT_URL = rule(
  "script-url",
  1,
  "critical",
  "Script URL",
  "following or loading this URL runs script instead of fetching a page",
);

/** `iframe`, `object`, `embed`, `base`, `meta refresh`, … */
export const ACTIVE_ELEMENT = rule(
  "active-element",
  1,
  "critical",
  "Element that loads or redirects",
  "the element loads foreign content into the page, or sends the page elsewhere, without any script",
);

/** `<marquee>`. */
export const OBSOLETE_ELEMENT = rule(
  "obsolete-element",
  1,
  "critical",
  "Obsolete element",
  "no editor writes this element any more; testers and defacers use it to see whether markup gets through",
);

/** `'";!--"<x>=&{()}`. */
export const PROBE = rule(
  "probe",
  1,
  "critical",
  "Probe for markup",
  "quotes, brackets and a tag with nothing else show a tester which of them come back unescaped",
);

/** `<a href="http://1113982867/">`. */
export const NUMERIC_LINK = rule(
  "numeric-link",
  1,
  "critical",
  "Link to a host written as a number",
  "the host is written as one number, or in octal or hexadecimal, to hide where the link goes",
);

/** SVG animation that writes a link or a handler. */
export const ANIMATED_ATTRIBUTE = rule(
  "animated-attribute",
  1,
  "critical",
  "SVG animation of a link or handler",
  "an SVG animation can write a script URL or a handler into another element",
);

/** `expression()`, `-moz-binding`, `url(javascript:…)`. */
export const ACTIVE_CSS = rule(
  "active-css",
  1,
  "critical",
  "Script in a style",
  "the style holds an expression, a binding or a script URL",
);

/** `"><b>`. */
export const TAG_BREAKOUT = rule(
  "tag-breakout",
  1,
  "critical",
  "Breaks out of an attribute into markup",
  "a quote and “>” close the attribute and the tag that the value stands in, and a new tag follows",
);

/** `</title><b>`. */
export const ELEMENT_BREAKOUT = rule(
  "element-breakout",
  1,
  "critical",
  "Breaks out of a raw text element",
  "the value closes an element whose content is plain text, such as title or textarea, and goes on as markup",
);

/** `" onfocus=…`. */
export const ATTRIBUTE_BREAKOUT = rule(
  "attribute-breakout",
  1,
  "critical",
  "Adds an event handler to its tag",
  "the value ends the attribute it stands in and adds a handler to the same tag",
);

/** `';alert(1)//`. */
export const STRING_BREAKOUT = rule(
  "string-breakout",
  1,
  "critical",
  "Breaks out of a script string",
  "a quote ends the string that the value stands in, and a call follows as code",
);

/** `alert(document.domain)`. */
export const SCRIPT_CODE = rule(
  "script-code",
  1,
  "critical",
  "JavaScript as the value",
  "the value is JavaScript that shows a dialog, runs text or reads cookies",
);

/** `[][(![]+[])…`. */
export const PUNCTUATION_CODE = rule(
  "punctuation-code",
  1,
  "critical",
  "JavaScript written in punctuation",
  "the value is JavaScript that spells its words with brackets, plus and exclamation marks",
);

/** `data:text/html,…` as the value. */
export const DOCUMENT_URL = rule(
  "document-url",
  1,
  "critical",
  "Document in a data URL",
  "the URL carries a whole document, which runs its scripts where it is opened",
);

/** Active markup inside a code span of a text. */
export const QUOTED_MARKUP = rule(
  "quoted-markup",
  2,
  "critical",
  "Active markup quoted as code",
  "active markup stands in a code span of a longer text; harmless where Markdown is rendered, not elsewhere",
);

/** Code snippets with calls that injections use. */
export const SCRIPT_SNIPPET = rule(
  "script-snippet",
  2,
  "critical",
  "JavaScript in a text",
  "the text holds JavaScript that shows a dialog, runs text or reads cookies",
);

/** `<form>`, `<link>`, `<style>`, … */
export const RISKY_ELEMENT = rule(
  "risky-element",
  2,
  "error",
  "Element of a whole page",
  "forms, styles and links to styles change what the page does or looks like",
);

/** `< script`. */
export const SPACED_TAG = rule(
  "spaced-tag",
  1,
  "critical",
  "Active element with a gap, or without one",
  "white space that is in the wrong place, or missing, makes a script or frame once a filter has tidied it",
);

/** Any tag at all. */
export const ANY_TAG = rule("any-tag", 3, "warning", "Markup", "the value holds an HTML tag");

/** All of them. */
export const RULES: readonly Rule[] = [
  SCRIPT_TAG,
  EVENT_HANDLER,
  JSX_HANDLER,
  SCRIPT_URL,
  ACTIVE_ELEMENT,
  OBSOLETE_ELEMENT,
  PROBE,
  NUMERIC_LINK,
  ANIMATED_ATTRIBUTE,
  ACTIVE_CSS,
  TAG_BREAKOUT,
  ELEMENT_BREAKOUT,
  ATTRIBUTE_BREAKOUT,
  STRING_BREAKOUT,
  SCRIPT_CODE,
  PUNCTUATION_CODE,
  DOCUMENT_URL,
  QUOTED_MARKUP,
  SCRIPT_SNIPPET,
  RISKY_ELEMENT,
  SPACED_TAG,
  ANY_TAG,
];
