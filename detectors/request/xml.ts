/**
 * An XML body as fields: the document, its texts and its attribute values.
 * @module
 */
import { MAX_NAME, MAX_XML_FIELDS } from "../limits.ts";
import type { FieldList } from "./fields.ts";

/** Adds the document and its texts. It reads tags roughly and never rejects: the document is inspected too. */
export function addXml(list: FieldList, text: string): void {
  const document = list.add({ source: "body", name: "", role: "document", syntax: "text", raw: text, at: 0 });
  const texts = new XmlTexts(list, text, document);
  texts.add();
}

class XmlTexts {
  #element = "";
  #left = MAX_XML_FIELDS;

  constructor(readonly list: FieldList, readonly text: string, readonly document: number) {}

  add(): void {
    const { text } = this;
    for (let at = 0; at < text.length && this.#left > 0;) {
      const open = text.indexOf("<", at);
      const textEnd = open < 0 ? text.length : open;
      this.#value(this.#element, "xml", at, textEnd);
      if (open < 0) return;
      at = this.#markup(open);
    }
    if (this.#left <= 0) this.list.note("xml.too-many", `more than ${MAX_XML_FIELDS} texts`);
  }

  /** Steps over one piece of markup and returns the offset behind it. */
  #markup(open: number): number {
    const { text } = this;
    if (text.startsWith("<![CDATA[", open)) {
      const end = this.#until("]]>", open);
      this.#value(this.#element, "text", open + 9, Math.max(open + 9, end - 3));
      return end;
    }
    if (text.startsWith("<!--", open)) return this.#until("-->", open);
    if (text.startsWith("<?", open)) return this.#until("?>", open);
    if (text.startsWith("<!DOCTYPE", open)) return this.#doctype(open);
    return this.#tag(open);
  }

  #until(end: string, from: number): number {
    const found = this.text.indexOf(end, from);
    return found < 0 ? this.text.length : found + end.length;
  }

  /** A DTD's internal subset is no text of the document; the whole body shows it. */
  #doctype(open: number): number {
    const { text } = this;
    let at = open + 9;
    while (at < text.length && text[at] !== ">" && text[at] !== "[") at++;
    if (text[at] !== "[") return Math.min(at + 1, text.length);
    return this.#until(">", this.#until("]", at));
  }

  #tag(open: number): number {
    const { text } = this;
    let at = open + 1;
    const closing = text[at] === "/";
    const nameAt = closing ? at + 1 : at;
    for (at = nameAt; at < text.length && !isTagNameEnd(text.charCodeAt(at)); at++);
    if (!closing) this.#element = text.slice(nameAt, Math.min(at, nameAt + MAX_NAME));
    for (let wordAt = at; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 62) return at + 1;
      if (code === 60) return at;
      if (code <= 32 || code === 47) {
        wordAt = at + 1;
      } else if (code === 34 || code === 39) {
        const quote = text.indexOf(text[at]!, at + 1);
        const end = quote < 0 ? text.length : quote;
        const name = text.slice(wordAt, Math.min(at, wordAt + MAX_NAME)).replace(/\s*=\s*$/, "");
        this.#value(`${this.#element}@${name}`, "xml", at + 1, end);
        at = end;
        wordAt = end + 1;
      }
    }
    return at;
  }

  #value(name: string, syntax: "xml" | "text", from: number, to: number): void {
    const raw = this.text.slice(from, to);
    if (raw.trim() === "" || this.#left-- <= 0) return;
    const { document: within } = this;
    this.list.add({ source: "body", name, role: "value", syntax, raw, at: from, within });
  }
}

function isTagNameEnd(code: number): boolean {
  return code <= 32 || code === 47 || code === 62 || code === 60;
}
