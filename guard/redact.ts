/**
 * Secrets leave a request before it is stored: each character becomes `•`, so that lengths and spans stay true.
 * @module
 */
import type { InspectedField } from "../detectors/types.ts";
import { MAX_JUDGED_NAME_CHARS, MAX_JUDGED_NAMES } from "./limits.ts";

const SECRET_HEADERS: ReadonlySet<string> = new Set([
  "authorization",
  "proxy-authorization",
  "cookie",
  "x-api-key",
  "x-auth-token",
  "x-csrf-token",
]);

/** Parts of names whose values are secrets, written without separators. */
const SECRET_NAMES = [
  "password",
  "passwd",
  "passphrase",
  "pwd",
  "secret",
  "token",
  "apikey",
  "accesskey",
  "privatekey",
  "authorization",
  "credential",
  "sessionid",
  "cvv",
  "cvc",
  "cardnumber",
  "creditcard",
];

/** Names that are secrets only as a whole: `pin` is one, `spinner` is not. */
const SECRET_WORDS: ReadonlySet<string> = new Set([
  "pass",
  "pin",
  "otp",
  "auth",
  "jwt",
  "session",
  "sid",
  "ssn",
  "pan",
]);

/** The same length of `•`. */
export function mask(text: string): string {
  return "•".repeat(text.length);
}

/** Names that were judged: the same few come with every request. */
const judged = new Map<string, boolean>();

/** True when a parameter of this name holds a secret; a JSON pointer counts by its last part. */
export function isSecretName(name: string): boolean {
  const known = judged.get(name);
  if (known !== undefined) return known;
  const secret = judge(name);
  if (name.length > MAX_JUDGED_NAME_CHARS) return secret;
  if (judged.size >= MAX_JUDGED_NAMES) judged.clear();
  judged.set(name, secret);
  return secret;
}

function judge(name: string): boolean {
  const last = name.slice(name.lastIndexOf("/") + 1).toLowerCase();
  const bare = last.replaceAll("_", "").replaceAll("-", "").replaceAll(".", "");
  return SECRET_WORDS.has(bare) || SECRET_NAMES.some((part) => bare.includes(part));
}

/** True when the header's value is a secret. */
export function isSecretHeader(name: string): boolean {
  return SECRET_HEADERS.has(name) || isSecretName(name);
}

/** True when the field's value must not be stored. */
export function isSecretField(field: InspectedField): boolean {
  if (field.role !== "value") return false;
  if (field.source === "cookie") return true;
  if (field.source === "header") return isSecretHeader(field.name.toLowerCase());
  return isSecretName(field.name);
}

/** Replaces spans of `text` by `•`; spans may come in any order and reach beyond the end. */
export function maskSpans(text: string, spans: readonly (readonly [start: number, end: number])[]): string {
  let masked = text;
  for (const [start, end] of spans) {
    const piece = masked.slice(start, end);
    masked = masked.slice(0, start) + mask(piece) + masked.slice(start + piece.length);
  }
  return masked;
}

/** Masks payment card numbers: 13 to 19 digits, also in groups, that pass the Luhn check. */
export function maskCards(text: string): string {
  let masked = text;
  for (let at = 0; at < text.length;) {
    if (!isDigit(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const { end, digits } = digitRun(text, at);
    if (digits.length >= 13 && digits.length <= 19 && passesLuhn(digits)) {
      masked = masked.slice(0, at) + mask(text.slice(at, end)) + masked.slice(end);
    }
    at = end;
  }
  return masked;
}

/** What may stand between the groups of a card number, also as a form writes a blank. */
const GAPS = [" ", "-", "+", "%20"];

function digitRun(text: string, from: number): { readonly end: number; readonly digits: string } {
  let digits = "";
  let end = from;
  for (;;) {
    const start = end;
    while (isDigit(text.charCodeAt(end))) end++;
    digits += text.slice(start, end);
    const gap = GAPS.find((each) => text.startsWith(each, end));
    if (gap === undefined || !isDigit(text.charCodeAt(end + gap.length))) return { end, digits };
    end += gap.length;
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
