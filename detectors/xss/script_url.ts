/**
 * URLs that run script.
 * @module
 */
import { plainStart } from "../lex/html_scheme.ts";

const SCRIPT_SCHEMES = ["javascript:", "vbscript:", "livescript:", "mocha:"];

/** Attributes whose value a browser takes as a URL, now or formerly. */
const URL_ATTRIBUTES = new Set([
  "href",
  "src",
  "action",
  "formaction",
  "data",
  "xlink:href",
  "background",
  "poster",
  "lowsrc",
  "dynsrc",
  "from",
  "to",
  "by",
  "values",
  "content",
  "code",
  "codebase",
  "archive",
  "classid",
  "manifest",
  "folder",
  "handler",
  "ping",
  "cite",
  "url",
  "xml:base",
]);

/** Elements in which an SVG image or any data URL is a document, not a picture. */
const DOCUMENT_ELEMENTS = new Set(["iframe", "frame", "object", "embed", "use", "script", "link", "a", "base", "form"]);

/** Content types of data URLs that show or play something and run nothing. */
const INERT_DATA =
  /^data:(?:image\/(?!svg)|audio\/|video\/|font\/|application\/(?:pdf|font|x-font|octet-stream|json)|text\/(?:plain|css|csv))/;

/** Whether an attribute value is a URL that runs script. */
export function isScriptUrlAttribute(lower: string, from: number, to: number, place: UrlPlace): boolean {
  const plain = plainStart(lower, from, to);
  if (plain.length < 5) return false;
  const isUrl = URL_ATTRIBUTES.has(place.attribute) || place.attribute.endsWith(":href");
  for (const scheme of SCRIPT_SCHEMES) {
    const at = plain.indexOf(scheme);
    if (at < 0 || at > 40) continue;
    if (at > 0 && !isPadding(plain, at)) continue;
    const rest = plain.slice(at + scheme.length);
    if (isHarmless(rest)) continue;
    if (isUrl || looksLikeCode(rest)) return true;
  }
  if (!isUrl) return false;
  if (place.attribute === "handler" && plain.startsWith("data:")) return true;
  if (plain.startsWith("data:") && !INERT_DATA.test(plain)) {
    if (/^data:(?:text\/(?:html|javascript|xml|xsl)|application\/(?:javascript|ecmascript|xhtml|xml))/.test(plain)) {
      return true;
    }
    return DOCUMENT_ELEMENTS.has(place.element);
  }
  return plain.startsWith("mhtml:") || plain.startsWith("jar:") || plain.startsWith("ms-its:");
}

/** Where a URL stands. */
export interface UrlPlace {
  readonly element: string;
  readonly attribute: string;
}

/** Whether an attribute value is a link to a host in decimal, octal or hexadecimal. */
export function isNumericLink(lower: string, from: number, to: number): boolean {
  const plain = plainStart(lower, from, to);
  return /^(?:https?:)?\/\/(?:\d{8,10}|0x[0-9a-f]{1,8}(?:\.[0-9a-fx]{1,12}){0,3}|0\d{1,11}\.[0-9a-fx.]{3,40})(?:[/:?#]|$)/
    .test(plain);
}

/** What a whole value is, as a URL: `script`, a `document`, or nothing of the kind. */
export function urlKind(lower: string): "script" | "document" | undefined {
  const plain = plainStart(lower, 0, lower.length);
  for (const scheme of SCRIPT_SCHEMES) {
    if (plain.startsWith(scheme)) {
      const rest = plain.slice(scheme.length);
      return looksLikeCode(rest) && !isHarmless(rest) ? "script" : undefined;
    }
  }
  if (/^data:(?:text\/html|application\/xhtml|text\/javascript|application\/javascript)[;,]/.test(plain)) {
    return "document";
  }
  return plain.startsWith("mhtml:http") ? "document" : undefined;
}

/** What stands before the scheme may be junk or a nesting scheme, but not the beginning of another URL. */
function isPadding(plain: string, at: number): boolean {
  for (let i = 0; i < at; i++) if ("/?#.=&".includes(plain[i]!)) return false;
  return true;
}

/** `void(0)` and its like: the idiom for a link that does nothing. */
function isHarmless(rest: string): boolean {
  return rest === "" || rest === ";" ||
    /^(?:void\(?0\)?|\/\/|history\.(?:back|forward|go)\([-0-9]*\)|window\.print\(\)|print\(\));?$/.test(rest);
}

/** A call, a template, an assignment, or a comment that hides one. */
export function looksLikeCode(rest: string): boolean {
  return /[(`=;\[{]|\/\/|\/\*|%2[8f]|%60|%0[ad]/.test(rest);
}
