/**
 * The words the engine speaks. Everything here is data: no behaviour, no I/O.
 * @module
 */

/** Where in the request a value stood. */
export type FieldSource = "path" | "query" | "header" | "cookie" | "body";

/**
 * What a field is: the client controls names and file names as much as values. A `document` is a whole text whose
 * parts are (or could be) fields of their own: an XML body, the content of an uploaded file. `detectInViews` shows
 * documents only to a detector that asks for them.
 */
export type FieldRole = "value" | "name" | "filename" | "document";

/** How the bytes of a field are written, which decides its first decoding. */
export type FieldSyntax = "text" | "percent" | "form" | "json" | "xml";

/** One value the client controls, with where it stood in the request. */
export interface Field {
  readonly source: FieldSource;
  /** Parameter, header or cookie name; a JSON pointer (`/user/name`) for a JSON leaf; empty for the whole path. */
  readonly name: string;
  readonly role: FieldRole;
  readonly syntax: FieldSyntax;
  /** The text exactly as it was sent, before any decoding. */
  readonly raw: string;
  /**
   * Offset of `raw` in its part, in UTF-16 units: the raw path, the raw query string without `?`,
   * the header's value (cookies: the `Cookie` header's value), or the body text.
   */
  readonly at: number;
  /** Character classes of `raw`, where the parser has counted them already. */
  readonly chars?: number;
  /**
   * Index of the field that this one is a part of: a path segment in the whole path, an XML text in its document,
   * joined parameters in the first of them. The score takes both for one place.
   */
  readonly within?: number | undefined;
  /** Where `raw` spans several values: what the first view puts in place of the stretches between them. */
  readonly joined?: { readonly gaps: readonly (readonly [start: number, end: number])[]; readonly glue: string };
}

/** The decodings the engine knows, in words a learner can read. */
export type DecoderName =
  | "percent"
  | "form"
  | "percent-lenient"
  | "percent-stray"
  | "percent-u"
  | "overlong"
  | "html-entity"
  | "js-escape"
  | "css-escape"
  | "json"
  | "json-in-string"
  | "base64"
  | "utf7"
  | "utf16"
  | "unicode"
  | "zero-width"
  | "nul"
  | "sql-comment"
  | "shell"
  | "joined";

/** One step from the bytes towards the text that a detector read. */
export interface DecodeStep {
  readonly decoder: DecoderName;
  /** How many places the step rewrote. */
  readonly changes: number;
}

/** Maps positions in a decoded text back to the field's raw text. */
export interface OffsetMap {
  /** Offset in `raw` where the character at `index` begins. */
  start(index: number): number;
  /** Offset in `raw` where the character before `index` ends: the end of a span that ends at `index`. */
  end(index: number): number;
}

/** One decoding of a field: what some reader of this value could see. */
export interface View {
  readonly text: string;
  /** Lower-cased text of the same length, so that offsets agree. */
  readonly lower: string;
  /** Bit set of the character classes that occur in the text; see chars.ts. */
  readonly chars: number;
  /** Bit set of the groups of words that occur in the text; see signals.ts. Worked out when first asked for. */
  readonly signals: number;
  /** Steps from `raw` to `text`, in order; empty for a value read as sent. */
  readonly steps: readonly DecodeStep[];
  readonly origin: OffsetMap;
}

/** A field with the bounded tree of its decodings, first the one the application sees. */
export interface InspectedField extends Field {
  readonly views: readonly View[];
  /** Union of `chars` over the views. */
  readonly chars: number;
  /** The whole path, where nothing was found in it under this method before: it is not read again. */
  readonly quiet?: boolean;
}

/** Something about the request's form, found while it was taken apart: not in a value. */
export interface ProtocolNote {
  /** Stable code, e.g. `json.duplicate-key`, `decode.budget`, `multipart.no-final-boundary`. */
  readonly code: string;
  /** What was seen, for people; at most 200 characters. */
  readonly detail: string;
  /** Index into `fields`, where the note belongs to one. */
  readonly field?: number;
  /** Span in that field's `raw`. */
  readonly start?: number;
  readonly end?: number;
}

/** A request as it was sent. The engine takes nothing else. */
export interface RawRequest {
  readonly method: string;
  /** Raw path as on the request line, without the query. */
  readonly path: string;
  /** Raw query string, without `?`. */
  readonly query: string;
  /** Header lines in order, names in any case; a header sent twice stands twice. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: Uint8Array | string;
}

/** A request taken apart: what the detectors read. */
export interface InspectedRequest {
  readonly method: string;
  readonly path: string;
  readonly fields: readonly InspectedField[];
  readonly notes: readonly ProtocolNote[];
  /** Union of `chars` over the fields: lets a detector leave at once. */
  readonly chars: number;
  /** History, where the caller has one: counters by name. */
  readonly recent?: Readonly<Record<string, number>>;
}

/** As in the OWASP Core Rule Set: 2, 3, 4 and 5 points. */
export type Severity = "notice" | "warning" | "error" | "critical";

/** Paranoia level: a rule of level n is active at level n and above. */
export type Level = 1 | 2 | 3 | 4;

export const CATEGORIES = [
  "sqli",
  "xss",
  "traversal",
  "rfi",
  "rce",
  "ssti",
  "code",
  "nosqli",
  "ssrf",
  "xxe",
  "ldap",
  "xpath",
  "crlf",
  "ssi",
  "protopollution",
  "mail",
  "graphql",
  "redirect",
  "upload",
  "scanner",
  "protocol",
  "evasion",
  "anomaly",
  "rate-limit",
  "brute-force",
  "spraying",
  "stuffing",
  "distributed-brute-force",
  "enumeration",
  "login-surge",
] as const;

/** The kind of attack; the unit in which points are counted. */
export type Category = typeof CATEGORIES[number];

/** What a rule says before it meets a request. Ids are documented and never renamed. */
export interface Rule {
  /** `<category>.<name>`, e.g. `sqli.tautology`. */
  readonly id: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly level: Level;
  /** A few words for tables. */
  readonly title: string;
  /** One sentence a learner can read; completes "Blocked because …", without a full stop. */
  readonly why: string;
}

/** Where a rule matched, on the bytes as they were sent. */
export interface Evidence {
  /** Index into `InspectedRequest.fields`. */
  readonly field: number;
  /** Index into that field's `views`. */
  readonly view: number;
  /** Span in the field's `raw`, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** The matched text as the detector read it, at most 200 characters. */
  readonly text: string;
}

/** One rule that matched. */
export interface Finding {
  readonly rule: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly level: Level;
  readonly why: string;
  readonly evidence?: Evidence;
}

/** Pure: the same request always gives the same findings. */
export interface Detector {
  /** The detector's folder, e.g. `sqli`. */
  readonly name: string;
  readonly title: string;
  readonly rules: readonly Rule[];
  detect(request: InspectedRequest): Finding[];
}
