/**
 * What a browser would run in a piece of HTML. Knows nothing of detectors: this is the browser's side, so that a
 * miss of the guard is still seen as a hit on the page.
 * @module
 */

/** Elements that load or run something by themselves. */
const ACTIVE = new Set(["script", "iframe", "object", "embed", "frame", "base", "meta", "link", "form"]);

/** Attributes whose value is an address that a browser may follow. */
const ADDRESSES = new Set(["href", "src", "action", "formaction", "xlink:href", "data", "to", "from", "values"]);

/** Elements inside which markup is text. */
const RAW_TEXT = new Set(["textarea", "title", "style", "xmp", "noscript"]);

/** Most start tags that are looked at; a guestbook message cannot hold more. */
const MAX_TAGS = 400;

/** A start tag as a browser reads it. */
export interface StartTag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Parts of the HTML that would run or load something, in the words of a learner; empty for harmless text. */
export function activeParts(html: string): string[] {
  const parts: string[] = [];
  for (const { name, attributes } of startTags(html)) {
    if (ACTIVE.has(name)) parts.push(`<${name}> element`);
    for (const [attribute, value] of attributes) {
      if (attribute.startsWith("on") && attribute.length > 2) parts.push(`${attribute} handler on <${name}>`);
      else if (attribute === "srcdoc") parts.push(`srcdoc on <${name}>`);
      else if (ADDRESSES.has(attribute) && isScriptAddress(value)) parts.push(`script address in ${attribute}`);
    }
  }
  return parts;
}

/** The start tags of a text, as the HTML tokeniser finds them; comments and raw text are skipped. */
export function startTags(html: string): StartTag[] {
  const tags: StartTag[] = [];
  let at = 0;
  while (tags.length < MAX_TAGS) {
    const open = html.indexOf("<", at);
    if (open === -1) break;
    if (html.startsWith("<!--", open)) {
      const end = html.indexOf("-->", open + 4);
      if (end === -1) break;
      at = end + 3;
      continue;
    }
    if (!isLetter(html.charCodeAt(open + 1))) {
      at = open + 1;
      continue;
    }
    const { tag, end } = readTag(html, open + 1);
    at = end;
    if (tag === undefined) break;
    tags.push(tag);
    if (RAW_TEXT.has(tag.name)) at = endOfRawText(html, end, tag.name);
  }
  return tags;
}

function endOfRawText(html: string, from: number, name: string): number {
  const close = html.toLowerCase().indexOf(`</${name}`, from);
  return close === -1 ? html.length : close + 2;
}

/** Reads a tag from its name on; no tag where the text ends inside it, as in a browser. */
function readTag(html: string, start: number): { tag?: StartTag; end: number } {
  let i = start;
  while (i < html.length && !isSpaceOrEnd(html[i]!)) i++;
  const name = html.slice(start, i).toLowerCase();
  const attributes = new Map<string, string>();
  while (i < html.length) {
    const char = html[i]!;
    if (char === ">") return { tag: { name, attributes }, end: i + 1 };
    if (char === "/" || isSpace(char)) {
      i++;
      continue;
    }
    const nameStart = i;
    i++;
    while (i < html.length && html[i] !== "=" && !isSpaceOrEnd(html[i]!)) i++;
    const attribute = html.slice(nameStart, i).toLowerCase();
    let next = i;
    while (next < html.length && isSpace(html[next]!)) next++;
    if (html[next] !== "=") {
      if (!attributes.has(attribute)) attributes.set(attribute, "");
      continue;
    }
    const { value, end } = readValue(html, next + 1);
    if (!attributes.has(attribute)) attributes.set(attribute, value);
    i = end;
  }
  return { end: html.length };
}

function readValue(html: string, from: number): { value: string; end: number } {
  let i = from;
  while (i < html.length && isSpace(html[i]!)) i++;
  const quote = html[i];
  if (quote === '"' || quote === "'") {
    const end = html.indexOf(quote, i + 1);
    return end === -1
      ? { value: html.slice(i + 1), end: html.length }
      : { value: html.slice(i + 1, end), end: end + 1 };
  }
  const start = i;
  while (i < html.length && !isSpace(html[i]!) && html[i] !== ">") i++;
  return { value: html.slice(start, i), end: i };
}

/** True for `javascript:` and `data:text/html`, however entities and control characters are mixed in. */
function isScriptAddress(value: string): boolean {
  let address = "";
  for (const char of decodeEntities(value)) {
    if (char > " ") address += char.toLowerCase();
  }
  return address.startsWith("javascript:") || address.startsWith("vbscript:") || address.startsWith("data:text/html") ||
    address.includes(";javascript:");
}

const NAMED: Readonly<Record<string, string>> = {
  tab: "\t",
  newline: "\n",
  colon: ":",
  lpar: "(",
  rpar: ")",
  amp: "&",
};

function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,8}|#[0-9]{1,8}|[a-z]{2,8});?/gi, (entity, name: string) => {
    if (!name.startsWith("#")) return NAMED[name.toLowerCase()] ?? entity;
    const code = name[1] === "x" || name[1] === "X" ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}

function isLetter(code: number): boolean {
  return (code | 32) >= 97 && (code | 32) <= 122;
}

function isSpace(char: string): boolean {
  return char === " " || char === "\t" || char === "\n" || char === "\f" || char === "\r";
}

function isSpaceOrEnd(char: string): boolean {
  return isSpace(char) || char === "/" || char === ">";
}
