/**
 * A small XML reader that believes everything, as the weak ones do: entities of the document type are filled in, also
 * those that are files or addresses. What they lead to is the fake world of `network.ts`.
 * @module
 */

/** Characters that entities may grow to; a real parser of this kind grows until the memory is gone. */
export const MAX_EXPANDED = 20_000;

/** Entities inside entities. */
const MAX_DEPTH = 12;

/** Declarations and elements that are looked at. */
const MAX_DECLARATIONS = 100;
const MAX_ELEMENTS = 200;

/** The document is not XML as far as this reader knows it. */
export class XmlError extends Error {
  override readonly name = "XmlError";
}

/** Entities grew beyond all bounds. */
export class XmlBomb extends XmlError {}

/** An entity that the document declares. */
export interface Entity {
  readonly name: string;
  /** Its text, or the address at which the text is. */
  readonly text: string;
  readonly isExternal: boolean;
  /** A parameter entity: filled in inside the document type itself. */
  readonly isParameter: boolean;
}

/** What was read. */
export interface XmlDocument {
  readonly hasDoctype: boolean;
  readonly entities: readonly Entity[];
  /** Text of each innermost element, by its name, entities filled in. */
  readonly fields: ReadonlyMap<string, string>;
}

/** Gives the text at an address; an empty one where nothing is. */
export type Resolve = (address: string) => string;

/** Reads a document; `resolve` follows external entities. Linear in the document and in what entities grow to. */
export function readXml(source: string, resolve: Resolve): XmlDocument {
  const start = source.indexOf("<!DOCTYPE");
  const end = start < 0 ? 0 : endOfDoctype(source, start);
  const entities = start < 0 ? [] : entitiesIn(source.slice(start, end));
  for (const { isParameter, isExternal, text } of entities) if (isParameter && isExternal) resolve(text);
  const known = new Map(entities.filter(({ isParameter }) => !isParameter).map((entity) => [entity.name, entity]));
  return { hasDoctype: start >= 0, entities, fields: fieldsIn(source.slice(end), new Filler(known, resolve)) };
}

/** Index behind the document type; brackets and quotes nest in no other way. */
function endOfDoctype(source: string, start: number): number {
  const open = source.indexOf("[", start);
  const close = source.indexOf(">", start);
  if (close < 0) throw new XmlError("the document type does not end");
  if (open < 0 || open > close) return close + 1;
  const bracket = source.indexOf("]", open);
  const behind = bracket < 0 ? -1 : source.indexOf(">", bracket);
  if (behind < 0) throw new XmlError("the document type does not end");
  return behind + 1;
}

/** `<!ENTITY name "text">`, `<!ENTITY name SYSTEM "address">`, `<!ENTITY % name …>`. */
const DECLARATION =
  /<!ENTITY\s{1,20}(%\s{1,20})?([\w.-]{1,60})\s{1,20}(?:(SYSTEM|PUBLIC\s{1,20}(?:"[^"]{0,200}"|'[^']{0,200}'))\s{0,20})?("[^"]{0,2000}"|'[^']{0,2000}')/y;

function entitiesIn(doctype: string): Entity[] {
  const entities: Entity[] = [];
  for (let at = doctype.indexOf("<!ENTITY"); at >= 0; at = doctype.indexOf("<!ENTITY", at + 8)) {
    if (entities.length >= MAX_DECLARATIONS) throw new XmlError(`more than ${MAX_DECLARATIONS} declarations`);
    DECLARATION.lastIndex = at;
    const [, parameter, name = "", external, quoted = '""'] = DECLARATION.exec(doctype) ?? [];
    if (name === "") throw new XmlError("a declaration cannot be read");
    const text = quoted.slice(1, -1);
    entities.push({ name, text, isExternal: external !== undefined, isParameter: parameter !== undefined });
  }
  return entities;
}

const BUILT_IN: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** Fills entities into texts, with one budget for the whole document. */
class Filler {
  #left = MAX_EXPANDED;
  readonly #resolved = new Map<string, string>();

  constructor(readonly entities: ReadonlyMap<string, Entity>, readonly resolve: Resolve) {}

  fill(text: string, depth = 0): string {
    let filled = "";
    let from = 0;
    for (let at = text.indexOf("&"); at >= 0; at = text.indexOf("&", from)) {
      const end = text.indexOf(";", at);
      if (end < 0 || end - at > 64) throw new XmlError("an & begins no entity");
      filled += this.#take(text.slice(from, at)) + this.#value(text.slice(at + 1, end), depth);
      from = end + 1;
    }
    return filled + this.#take(text.slice(from));
  }

  #value(name: string, depth: number): string {
    const known = BUILT_IN[name];
    if (known !== undefined) return this.#take(known);
    if (name.startsWith("#")) return this.#take(characterOf(name.slice(1)));
    const entity = this.entities.get(name);
    if (!entity) throw new XmlError(`the entity ${name} is not declared`);
    if (depth >= MAX_DEPTH) throw new XmlBomb(`entities nest deeper than ${MAX_DEPTH}`);
    // The text of a file is data: nothing in it is filled in.
    return entity.isExternal ? this.#take(this.#textAt(entity.text)) : this.fill(entity.text, depth + 1);
  }

  #textAt(address: string): string {
    const text = this.#resolved.get(address) ?? this.resolve(address);
    this.#resolved.set(address, text);
    return text;
  }

  #take(text: string): string {
    this.#left -= text.length;
    if (this.#left < 0) throw new XmlBomb(`entities grew beyond ${MAX_EXPANDED} characters`);
    return text;
  }
}

function characterOf(number: string): string {
  const code = number.startsWith("x") ? parseInt(number.slice(1), 16) : Number(number);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
}

/** Texts between an opening tag and the next closing one. */
function fieldsIn(body: string, filler: Filler): Map<string, string> {
  const fields = new Map<string, string>();
  let name = "";
  let count = 0;
  for (let at = body.indexOf("<"); at >= 0;) {
    const end = body.indexOf(">", at);
    if (end < 0) throw new XmlError("a tag does not end");
    if (++count > MAX_ELEMENTS) throw new XmlError(`more than ${MAX_ELEMENTS} tags`);
    const tag = body.slice(at + 1, end);
    const next = body.indexOf("<", end);
    const text = body.slice(end + 1, next < 0 ? body.length : next);
    const opens = !/^[/?!]/.test(tag);
    if (opens) name = /^[\w.:-]{1,60}/.exec(tag)?.[0] ?? "";
    if (opens && text.trim() !== "" && name !== "") fields.set(name, filler.fill(text.trim()));
    at = next;
  }
  if (count === 0) throw new XmlError("there is no element");
  return fields;
}
