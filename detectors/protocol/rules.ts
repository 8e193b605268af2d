/**
 * Protocol policy as data: what each note about a request's form is worth, and with which status a guard that
 * refuses such a form does so.
 * @module
 */
import type { Rule } from "../types.ts";
import { MULTIPART_ROWS } from "./multipart_rows.ts";
import type { RefusalStatus, Row } from "./row.ts";

/**
 * One row a note. Critical: no honest client does it and readers are known to disagree. Notices and level 2: odd,
 * but seen in honest traffic. A status: the request has no reading to hand on, or more than one.
 */
const ROWS: readonly Row[] = [
  ["method.unknown", "critical", 1, 405, "unknown method", "the method is none that an API knows"],
  [
    "method.uncommon",
    "warning",
    1,
    undefined,
    "uncommon method",
    "the method is one of WebDAV or of a proxy, not of an API",
  ],
  [
    "method.override",
    "critical",
    1,
    undefined,
    "method override",
    "a header asks to treat the request as another method than the one that was checked",
  ],
  [
    "method.override-field",
    "error",
    2,
    undefined,
    "method override in a field",
    "a parameter asks to treat the request as another method than the one that was checked",
  ],
  [
    "method.magic",
    "critical",
    1,
    undefined,
    "magic method",
    "the parameter for the method names one of PHP's own, such as a constructor",
  ],
  [
    "header.internal",
    "critical",
    1,
    undefined,
    "internal header",
    "the header is one that a framework sends to itself, and with which its checks are skipped",
  ],
  [
    "header.address",
    "critical",
    1,
    undefined,
    "address that is none",
    "a header for addresses of clients holds signs that no address has; what logs it or asks a database for it is meant",
  ],
  [
    "path.override",
    "error",
    2,
    undefined,
    "path override",
    "a header asks to treat the request as one for another path than the one that was checked",
  ],
  [
    "target.not-a-path",
    "warning",
    1,
    undefined,
    "absolute target",
    "the request line names a whole URL, as only proxies are asked",
  ],
  [
    "path.dot-segments",
    "notice",
    1,
    undefined,
    "dot segments in the path",
    "the path climbs with dot segments, which servers resolve at different times",
  ],
  [
    "content-type.duplicate",
    "critical",
    1,
    400,
    "two Content-Types",
    "two Content-Type headers let two readers parse two different bodies",
  ],
  [
    "content-length.duplicate",
    "critical",
    1,
    400,
    "two Content-Lengths",
    "two Content-Length headers let two servers see two different requests",
  ],
  [
    "transfer-encoding.duplicate",
    "critical",
    1,
    400,
    "two Transfer-Encodings",
    "two Transfer-Encoding headers let two servers see two different requests",
  ],
  [
    "content-length.conflict",
    "critical",
    1,
    400,
    "request smuggling",
    "Content-Length and Transfer-Encoding together let two servers see two different requests",
  ],
  [
    "host.duplicate",
    "critical",
    1,
    400,
    "two Hosts",
    "two Host headers let a proxy and a server route one request to two places",
  ],
  [
    "authorization.duplicate",
    "error",
    1,
    undefined,
    "two Authorizations",
    "two Authorization headers let two readers see two different users",
  ],
  [
    "content-type.missing",
    "notice",
    2,
    415,
    "no Content-Type",
    "a body without a Content-Type leaves every reader to guess",
  ],
  ["content-type.unknown", "notice", 2, 415, "unknown Content-Type", "the body's type is none that can be taken apart"],
  [
    "content-type.charset",
    "critical",
    1,
    415,
    "charset that hides ASCII",
    "the declared charset writes ASCII characters in other bytes, so that filters read past them",
  ],
  [
    "content-type.other-charset",
    "notice",
    2,
    undefined,
    "charset other than UTF-8",
    "the declared charset is not the one that the body is read in",
  ],
  [
    "content-type.mismatch",
    "notice",
    2,
    undefined,
    "JSON under another type",
    "a JSON text is sent as something else, past filters that go by the type",
  ],
  [
    "body.encoded",
    "error",
    1,
    415,
    "compressed body",
    "a compressed body cannot be read before the application unpacks it",
  ],
  [
    "body.unexpected",
    "notice",
    1,
    undefined,
    "body on GET",
    "a GET request carries a body, which caches and filters leave out",
  ],
  ["body.utf16", "error", 1, 415, "UTF-16 body", "the body is UTF-16, so that filters for ASCII read past it"],
  [
    "body.invalid-utf8",
    "notice",
    2,
    undefined,
    "invalid UTF-8",
    "the body has bytes that are no UTF-8, which readers replace or drop",
  ],
  [
    "body.overlong",
    "error",
    1,
    400,
    "overlong UTF-8",
    "an ASCII character is written in more bytes than it needs, which only hides it",
  ],
  [
    "json.malformed",
    "notice",
    1,
    400,
    "malformed JSON",
    "the body is no valid JSON, and lenient parsers read it their own way",
  ],
  [
    "json.trailing",
    "warning",
    1,
    400,
    "text behind JSON",
    "something follows the JSON text, which some parsers read and others leave",
  ],
  [
    "json.too-deep",
    "critical",
    1,
    400,
    "deep JSON",
    "the JSON is nested deeper than any API needs, which exhausts parsers",
  ],
  [
    "json.duplicate-key",
    "error",
    1,
    undefined,
    "duplicate JSON key",
    "an object has one key twice, and parsers disagree on which value counts",
  ],
  ["fields.too-many", "error", 1, 400, "too many values", "the request has more values than are inspected one by one"],
  ["form.charset-field", "error", 1, undefined, "_charset_ field", "a field asks to read the form in another charset"],
  ...MULTIPART_ROWS,
  ["xml.too-many", "notice", 2, undefined, "large XML", "the XML has more texts than are inspected one by one"],
];

/** The rule of each note code; `json.too-deep` is `protocol.json-too-deep`. */
export const RULE_OF: ReadonlyMap<string, Rule> = new Map(
  ROWS.map(([code, severity, level, , title, why]) => [
    code,
    { id: `protocol.${code.replace(".", "-")}`, category: "protocol", severity, level, title, why },
  ]),
);

/** With which status a guard refuses a request that has a note; codes that are not here need no refusal. */
export const REFUSALS: ReadonlyMap<string, RefusalStatus> = new Map(
  ROWS.flatMap(([code, , , status]) => status === undefined ? [] : [[code, status] as const]),
);
