/**
 * Every bound of the engine, with its reason. Reaching one is itself a finding or a visible note.
 * @module
 */

/** Characters of matched text kept as evidence: enough to read, little enough to store. */
export const EVIDENCE_TEXT = 200;

/** Fields of a request that are inspected; a form with more is a flood, not a form. */
export const MAX_FIELDS = 2_000;

/** Depth of the decode tree: five nested encodings have no honest use. */
export const MAX_DECODE_DEPTH = 5;

/** Views of one field; the tree stops growing there. */
export const MAX_VIEWS = 24;

/** Characters decoded for one request over all views; bounds the work on a bomb. */
export const MAX_DECODED_CHARS = 4 * 1024 * 1024;

/** Nesting of a JSON body; real APIs stay under ten. */
export const MAX_JSON_DEPTH = 32;
