/**
 * XML external entities and their relatives, in XML bodies and in values that an application hands to a parser.
 *
 * Misses, on purpose: entities that only hold text (level 2), DTDs of well-known document types.
 * @module
 */
import { Char } from "../chars.ts";
import { proseStart } from "../lex/prose_start.ts";
import { detectInViews, type Report } from "../report.ts";
import type { Detector, InspectedField, Level, Rule, Severity, View } from "../types.ts";

function rule(name: string, level: Level, severity: Severity, title: string, why: string): Rule {
  return { id: `xxe.${name}`, category: "xxe", severity, level, title, why };
}

const EXTERNAL = rule(
  "external-entity",
  1,
  "critical",
  "External entity",
  "the XML declares an entity that the parser would fetch from a file or a URL",
);
const PARAMETER = rule(
  "parameter-entity",
  1,
  "critical",
  "Parameter entity",
  "the XML declares a parameter entity, by which declarations are built and data is carried out",
);
const EXTERNAL_DTD = rule(
  "external-dtd",
  1,
  "critical",
  "External DTD",
  "the XML takes its document type from a file or a foreign URL",
);
const EXPANSION = rule(
  "entity-expansion",
  1,
  "critical",
  "Entity expansion",
  "entities are built out of entities, so that a small text grows to gigabytes",
);
const INTERNAL = rule(
  "entity",
  1,
  "critical",
  "Entity declaration",
  "the XML of a request declares entities of its own, which no API client does",
);
const INCLUDE = rule(
  "xinclude",
  1,
  "critical",
  "XInclude",
  "the XML includes another file or URL",
);
const STYLESHEET = rule(
  "stylesheet",
  1,
  "critical",
  "Active stylesheet",
  "the stylesheet reads files or calls code of the server",
);
const CDATA = rule(
  "cdata-split",
  1,
  "critical",
  "Tag hidden in CDATA",
  "a bracket stands alone in a CDATA section, so that a tag appears only after the XML was parsed",
);
const MENTION = rule(
  "mention",
  2,
  "error",
  "Entity declaration in a text",
  "a text written for people contains an entity declaration",
);
const SCHEMA = rule(
  "schema-location",
  2,
  "error",
  "Foreign schema or stylesheet",
  "the XML names a schema or stylesheet that a parser may fetch",
);

/** XML external entities. */
export const xxe: Detector = {
  name: "xxe",
  title: "XML external entities",
  rules: [EXTERNAL, PARAMETER, EXTERNAL_DTD, EXPANSION, INTERNAL, INCLUDE, STYLESHEET, CDATA, SCHEMA, MENTION],
  detect: (request) => detectInViews(request, Char.angle | Char.plus, detectView, { documents: true }),
};

/** Declarations in one text that are read; a DTD with more has shown what it is. */
const DECLARATIONS = 60;

function detectView(view: View, field: InspectedField, report: Report): void {
  const { lower, chars } = view;
  if (chars & Char.plus && lower.includes("+adw")) detectUtf7(view, report);
  if ((chars & Char.angle) === 0) return;
  const entity = lower.indexOf("<!entity");
  if (entity >= 0) {
    const written = field.role !== "document" && !/^[\s"']{0,8}</.test(lower) && proseStart(lower) < entity;
    const undone = field.role === "document" && view.steps.some(({ decoder }) => decoder === "html-entity");
    if (undone) return;
    if (written) report(MENTION, entity, entity + 8);
    else detectEntities(view, report);
  }
  const cdata = lower.indexOf("<![cdata[<]]>");
  if (cdata >= 0) report(CDATA, cdata, cdata + 13);
  if (lower.includes("<!doctype")) detectDoctype(view, report);
  if (lower.includes("xinclude") || lower.includes("<xi:include")) detectInclude(view, report);
  if (lower.includes("xsl")) detectStylesheet(view, report);
  if (field.role === "document" && lower.includes("schemalocation")) detectSchema(view, report);
}

function detectEntities(view: View, report: Report): void {
  const { lower, text } = view;
  const names: string[] = [];
  let nested = 0;
  let first = -1;
  let at = lower.indexOf("<!entity");
  for (let n = 0; at >= 0 && n < DECLARATIONS; n++) {
    const next = lower.indexOf("<!entity", at + 8);
    const limit = Math.min(text.length, at + 600, next < 0 ? Infinity : next);
    const declaration = text.slice(at + 8, limit);
    const head = /^\s{1,40}(%|&#x?0*(?:37|25);)?\s{0,40}([\w:.-]{1,80})\s{1,40}([\s\S]{0,400})/i.exec(declaration);
    if (head) {
      // Drawing programs keep their namespaces in entities.
      if (
        first < 0 && !/^['"](?:&#?\w{1,8};|.)['"]/.test(head[3]!) &&
        !/^['"]https?:\/\/(?:www\.w3\.org|ns\.adobe\.com)\//i.test(head[3]!)
      ) first = at;
      const end = Math.min(limit, at + 8 + head[0].length, endOfDeclaration(text, at));
      const body = head[3]!;
      if (head[1]) report(PARAMETER, at, end);
      if (/^(?:system|public)\b[^'"]{0,20}['"][^'"]{0,200}[a-z0-9/]/i.test(body)) report(EXTERNAL, at, end);
      else if (names.some((name) => body.includes(`&${name};`) || body.includes(`%${name};`))) nested++;
      names.push(head[2]!);
      if (nested > 1) report(EXPANSION, at, end);
    }
    at = next;
  }
  const inXml = lower.includes("<!doctype") || /^[\s"'\ufeff]{0,8}<[a-z?!]/.test(lower);
  if (first >= 0 && inXml) report(INTERNAL, first, Math.min(endOfDeclaration(text, first), first + 200));
}

function endOfDeclaration(text: string, at: number): number {
  const end = text.slice(at, at + 600).indexOf(">");
  return end < 0 ? Math.min(text.length, at + 200) : at + end + 1;
}

/** Hosts of document types that every XML library knows and none fetches. */
const KNOWN_DTDS =
  /^https?:\/\/(?:www\.)?(?:w3\.org|oasis-open\.org|docbook\.org|hibernate\.sourceforge\.net|hibernate\.org|mybatis\.org|java\.sun\.com|xmlns\.jcp\.org|struts\.apache\.org|apple\.com|my\.netscape\.com|www\.springframework\.org|checkstyle\.org|xml\.apache\.org|openmobilealliance\.org|wapforum\.org|dtd\.nlm\.nih\.gov|jats\.nlm\.nih\.gov)[/:]/i;

function detectDoctype(view: View, report: Report): void {
  const { text, lower } = view;
  const at = lower.indexOf("<!doctype");
  const head = text.slice(at + 9, at + 500);
  const system = /^\s{1,20}[^\s<>[\]'"]{1,80}\s{1,20}system\s{0,20}(['"])([^'"<>]{1,300})\1/i.exec(head);
  const publicId =
    /^\s{1,20}[^\s<>[\]'"]{1,80}\s{1,20}public\s{0,20}(?:'[^']{0,200}'|"[^"]{0,200}")\s{0,20}(['"])([^'"<>]{1,300})\1/i
      .exec(head);
  const found = system ?? publicId;
  if (!found) return;
  const target = found[2]!;
  if (target === "about:legacy-compat" || KNOWN_DTDS.test(target)) return;
  // A bare `note.dtd` beside the document is a textbook's example, not a way out.
  if (!/^[a-z][a-z0-9+.-]{1,20}:|^\/|\.\.|^\\\\/i.test(target)) return;
  report(EXTERNAL_DTD, at, at + 9 + found[0].length);
}

function detectInclude(view: View, report: Report): void {
  const { lower } = view;
  for (
    let at = lower.indexOf("include"), n = 0;
    at >= 0 && n < DECLARATIONS;
    at = lower.indexOf("include", at + 7), n++
  ) {
    const open = lower.slice(Math.max(0, at - 24), at).lastIndexOf("<");
    if (open < 0) continue;
    const start = Math.max(0, at - 24) + open;
    const tag = lower.slice(start, start + 300);
    const match = /^<(?:[\w.-]{1,20}:)?include\s[^>]{0,200}href\s{0,5}=[^>]{0,200}>?/.exec(tag);
    if (match && (lower.includes("2001/xinclude") || tag.startsWith("<xi:"))) {
      return report(INCLUDE, start, start + match[0].length);
    }
  }
}

const ACTIVE =
  /document\s{0,4}\(\s{0,4}['"](?:[a-z]{2,10}:|\/|\.\.|\\\\)|php:function|xsl:(?:include|import)\s[^>]{0,40}href\s{0,4}=\s{0,4}['"](?:https?:|file:|ftp:|\/\/)|unparsed-text\s{0,4}\(|<msxsl:script|xmlns:\w{1,12}\s{0,4}=\s{0,4}["'](?:http:\/\/php\.net\/xsl|https?:\/\/xml\.apache\.org\/(?:xalan|xslt)\/java|urn:schemas-microsoft-com:xslt|http:\/\/saxon\.sf\.net)|system-property\s{0,4}\(/;

function detectStylesheet(view: View, report: Report): void {
  const { lower } = view;
  if (!lower.includes("1999/xsl/transform") && !lower.includes("<xsl:")) return;
  const match = ACTIVE.exec(lower.length > 20_000 ? lower.slice(0, 20_000) : lower);
  if (match) report(STYLESHEET, match.index, match.index + match[0].length);
}

function detectSchema(view: View, report: Report): void {
  const { lower } = view;
  const match = /schemalocation\s{0,4}=\s{0,4}["'](?:[^"'\s]{0,200}\s{1,4})?(?:file:|ftp:|https?:\/\/\d)/.exec(
    lower.slice(0, 5_000),
  );
  if (match) report(SCHEMA, match.index, match.index + match[0].length);
}

/** `+ADw-!ENTITY`: the declaration in UTF-7, which some parsers follow when the prolog says so. */
function detectUtf7(view: View, report: Report): void {
  const match = /\+adw-(?:\+acE-|!|\+acea?-?)\s{0,4}(?:doctype|entity)/i.exec(view.lower);
  if (match) report(EXTERNAL, match.index, match.index + match[0].length);
}
