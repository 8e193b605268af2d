/**
 * Ways to write a payload so that it looks like something else. Pure. Each is applied before the place of the request
 * adds the encoding that it needs anyhow.
 * @module
 */

/** One way. */
export interface Encoder {
  readonly id: string;
  /** Two or three characters for the head of a column. */
  readonly sign: string;
  readonly title: string;
  readonly encode: (text: string) => string;
}

/** Every way, the plain one first. */
export const ENCODERS: readonly Encoder[] = [
  { id: "plain", sign: "·", title: "as it is", encode: (text) => text },
  { id: "percent", sign: "%", title: "percent-encoded", encode: percent },
  { id: "percent-2", sign: "%%", title: "percent-encoded twice", encode: (text) => percent(percent(text)) },
  { id: "percent-u", sign: "%u", title: "as %uXXXX", encode: (text) => units(text, (code) => `%u${hex(code, 4)}`) },
  { id: "entities", sign: "&#", title: "as HTML entities", encode: (text) => points(text, (code) => `&#${code};`) },
  {
    id: "js",
    sign: "\\u",
    title: "as JavaScript escapes",
    encode: (text) => units(text, (code) => `\\u${hex(code, 4)}`),
  },
  { id: "case", sign: "aA", title: "in mixed case", encode: mixedCase },
  { id: "comments", sign: "/**/", title: "with comments for spaces", encode: (text) => text.replaceAll(" ", "/**/") },
  { id: "base64", sign: "64", title: "in Base64", encode: base64 },
  { id: "wide", sign: "2w", title: "in full-width letters", encode: wide },
];

function percent(text: string): string {
  let out = "";
  for (const byte of new TextEncoder().encode(text)) out += `%${hex(byte, 2)}`;
  return out;
}

function mixedCase(text: string): string {
  let upper = false;
  return [...text].map((char) => {
    if (char.toLowerCase() === char.toUpperCase()) return char;
    upper = !upper;
    return upper ? char.toUpperCase() : char.toLowerCase();
  }).join("");
}

function base64(text: string): string {
  let binary = "";
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** ASCII has a full-width twin 0xFEE0 further on; the space has one of its own. */
function wide(text: string): string {
  return points(
    text,
    (code) =>
      code === 32
        ? "\u3000"
        : code > 32 && code < 127
        ? String.fromCharCode(code + 0xfee0)
        : String.fromCodePoint(code),
  );
}

function units(text: string, write: (code: number) => string): string {
  let out = "";
  for (let i = 0; i < text.length; i++) out += write(text.charCodeAt(i));
  return out;
}

function points(text: string, write: (code: number) => string): string {
  let out = "";
  for (const char of text) out += write(char.codePointAt(0) ?? 0);
  return out;
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, "0");
}
