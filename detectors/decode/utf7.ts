/**
 * UTF-7: `+ADw-` for `<`. No server decodes it, but old browsers guessed it, and a page that states no charset can
 * still be read so.
 * @module
 */
import { Char } from "../chars.ts";
import type { View } from "../types.ts";
import { Rewriter } from "./view.ts";

/** Characters of one shifted run; a payload shifts single characters or a short word. */
const LONGEST_RUN = 32;

const VALUE: ReadonlyMap<string, number> = new Map(
  Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", (digit, value) => [digit, value]),
);

/** Decodes shifted runs that stand for ASCII. Undefined when there is none. */
export function decodeUtf7(view: View): View | undefined {
  if ((view.chars & Char.plus) === 0 || !view.text.includes("+A")) return undefined;
  const { text } = view;
  const out = new Rewriter(text);
  for (let i = text.indexOf("+A"); i >= 0; i = text.indexOf("+A", i + 1)) {
    let end = i + 1;
    while (end - i <= LONGEST_RUN && VALUE.has(text[end] ?? "")) end++;
    const decoded = asciiOf(text.slice(i + 1, end));
    if (text[end] !== "-" || decoded === undefined) continue;
    out.replace(i, end + 1, decoded);
    i = end;
  }
  return out.finish(view, "utf7");
}

/** UTF-16 units in base64 without padding; undefined unless all of them are ASCII. */
function asciiOf(run: string): string | undefined {
  let decoded = "";
  let bits = 0;
  let held = 0;
  for (const digit of run) {
    bits = ((bits << 6) | VALUE.get(digit)!) & 0x3fffff;
    held += 6;
    if (held < 16) continue;
    held -= 16;
    const unit = (bits >> held) & 0xffff;
    if (unit < 32 || unit > 126) return undefined;
    decoded += String.fromCharCode(unit);
  }
  return decoded === "" || (bits & ((1 << held) - 1)) !== 0 ? undefined : decoded;
}
