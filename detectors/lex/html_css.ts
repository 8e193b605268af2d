/**
 * Style text as old and new browsers read it: comments gone, escapes decoded.
 * @module
 */

/** Style text that is read; a longer sheet is read in its first part. */
const CSS_WINDOW = 16_384;

/** Properties and values that ran script, in any browser. Read without white space. */
const ACTIVE = [
  "expression(",
  "javascript:",
  "vbscript:",
  "livescript:",
  "-moz-binding:",
  "behavior:url(",
  "behaviour:url(",
  "mocha:",
];

/** What runs script in the style text `lower` from `from` to `to`, or undefined. */
export function activeCss(lower: string, from: number, to: number): string | undefined {
  const plain = plainCss(lower, from, Math.min(to, from + CSS_WINDOW));
  for (const word of ACTIVE) if (plain.includes(word)) return word;
  const imported = /@import(?:url\(["']?|["'])?/.exec(plain);
  if (!imported) return undefined;
  // https and own paths are what pages and mails load their fonts from.
  const source = plain.slice(imported.index + imported[0].length, imported.index + 80);
  return /^(?:https:|\.?\/[^/]|[a-z0-9_-]+\.css)/.test(source) ? undefined : "@import";
}

/** Comments, NUL, white space and escapes taken out; full-width letters folded. */
function plainCss(lower: string, from: number, to: number): string {
  let out = "";
  let i = from;
  while (i < to) {
    const code = lower.charCodeAt(i);
    if (code === 0x2f && lower[i + 1] === "*") {
      const close = lower.indexOf("*/", i + 2);
      i = close < 0 || close >= to ? i + 2 : close + 2;
    } else if (code === 0x5c) {
      const digits = hexDigits(lower, i + 1, to);
      if (digits > 0) {
        const value = parseInt(lower.slice(i + 1, i + 1 + digits), 16);
        out += value > 0x20 && value < 0x110000 ? String.fromCodePoint(value).toLowerCase() : "";
        i += 1 + digits;
      } else {
        i++;
      }
    } else if (code <= 0x20) {
      i++;
    } else {
      out += code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0).toLowerCase() : lower[i];
      i++;
    }
  }
  return out;
}

function hexDigits(lower: string, from: number, to: number): number {
  let n = 0;
  while (n < 6 && from + n < to && /[0-9a-f]/.test(lower[from + n]!)) n++;
  return n;
}
