/**
 * The list that a request is taken apart into: fields, and notes about the request's form.
 * @module
 */
import { MAX_FIELDS, MAX_NOTES, NOTE_DETAIL } from "../limits.ts";
import type { Field, FieldSource, FieldSyntax, ProtocolNote } from "../types.ts";

/** Collects fields and notes, both bounded. */
export class FieldList {
  readonly fields: Field[] = [];
  readonly notes: ProtocolNote[] = [];
  #rest = false;

  /** Adds a field and returns its index; -1 when the list is full, which notes `fields.too-many` once. */
  add(field: Field): number {
    if (this.fields.length >= MAX_FIELDS) {
      this.note("fields.too-many", `more than ${MAX_FIELDS} values`);
      return -1;
    }
    return this.fields.push(field) - 1;
  }

  /** Whether no more fields fit. */
  get full(): boolean {
    return this.fields.length >= MAX_FIELDS;
  }

  /**
   * Adds what could not be taken apart as one text, even to a full list, so that nothing passes unread.
   * Once a request: it is called where parsing ends.
   */
  addRest(source: FieldSource, syntax: FieldSyntax, raw: string, at: number): void {
    if (raw === "" || this.#rest) return;
    this.#rest = true;
    this.fields.push({ source, name: "", role: "value", syntax, raw, at });
  }

  /** Notes something about the request's form, each code once a request. */
  note(code: string, detail: string, place?: { field: number; start?: number; end?: number }): void {
    if (this.notes.length >= MAX_NOTES || this.notes.some((note) => note.code === code)) return;
    this.notes.push({ code, detail: detail.slice(0, NOTE_DETAIL), ...place });
  }
}
