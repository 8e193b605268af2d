/**
 * Letters of other scripts that look like ASCII letters, and the characters whose normal form (NFKC) or upper case
 * is ASCII.
 * @module
 */

/** Cyrillic, Greek and Armenian letters, by the ASCII letter that they look like. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  a: "\u0430\u03b1",
  b: "\u042c",
  c: "\u0441\u03f2",
  d: "\u0501",
  e: "\u0435\u0454",
  g: "\u0581",
  h: "\u04bb\u0570",
  i: "\u0456\u03b9",
  j: "\u0458\u03f3",
  k: "\u03ba",
  l: "\u04cf\u0399",
  n: "\u0578",
  o: "\u043e\u03bf\u0585",
  p: "\u0440\u03c1",
  q: "\u051b",
  s: "\u0455",
  u: "\u03c5\u057d",
  v: "\u03bd\u0475",
  w: "\u051d\u0461",
  x: "\u0445\u03c7",
  y: "\u0443\u03b3",
  A: "\u0410\u0391",
  B: "\u0412\u0392",
  C: "\u0421\u03f9",
  E: "\u0415\u0395",
  H: "\u041d\u0397",
  I: "\u0406\u0399",
  J: "\u0408",
  K: "\u041a\u039a",
  M: "\u041c\u039c",
  N: "\u039d",
  O: "\u041e\u039f",
  P: "\u0420\u03a1",
  S: "\u0405",
  T: "\u0422\u03a4",
  X: "\u0425\u03a7",
  Y: "\u04ae\u03a5",
  Z: "\u0396",
};

/** The ASCII letter that a letter of another script looks like. */
export const LETTER_OF: ReadonlyMap<number, string> = new Map(
  Object.entries(LOOKALIKES).flatMap(([ascii, letters]) =>
    Array.from(letters, (letter) => [letter.charCodeAt(0), ascii] as const)
  ),
);

/** Quotes that databases and browsers "best-fit" to ASCII although NFKC leaves them. */
export const BEST_FIT: ReadonlyMap<number, string> = new Map([
  [0x02b9, "'"],
  [0x02bc, "'"],
  [0x02c8, "'"],
  [0x2032, "'"],
  [0x2215, "/"],
  [0x2216, "\\"],
  [0x2044, "/"],
  [0x2223, "|"],
  [0x2236, ":"],
  [0x2217, "*"],
]);

/** Blocks (first, last) that hold characters whose NFKC form is ASCII; everything else needs no look. */
const BLOCKS = [
  [0x00aa, 0x00ba],
  [0x0132, 0x0140],
  [0x017f, 0x017f],
  [0x01c4, 0x01f3],
  [0x02b0, 0x02b8],
  [0x02e0, 0x02e3],
  [0x1d2c, 0x1d6a],
  [0x2024, 0x2025],
  [0x203c, 0x203c],
  [0x2047, 0x2049],
  [0x2071, 0x209c],
  [0x2100, 0x2188],
  [0x2460, 0x24ea],
  [0x2a74, 0x2a76],
  [0x2c7c, 0x2c7d],
  [0xfb00, 0xfb06],
  [0xfb29, 0xfb29],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6b],
] as const;

/** The ASCII text that a character of the basic plane becomes under NFKC; undefined for the rest. */
export function asciiOf(code: number): string | undefined {
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  const fit = BEST_FIT.get(code);
  if (fit) return fit;
  if (!BLOCKS.some(([first, last]) => code >= first && code <= last)) return undefined;
  const normal = String.fromCharCode(code).normalize("NFKC");
  return isPrintableAscii(normal) ? normal : undefined;
}

/** The same for a surrogate pair: mathematical letters and digits, enclosed letters. */
export function asciiOfPair(high: number, low: number): string | undefined {
  if (high !== 0xd835 && high !== 0xd83c) return undefined;
  const normal = String.fromCharCode(high, low).normalize("NFKC");
  return isPrintableAscii(normal) ? normal : undefined;
}

function isPrintableAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 32 || text.charCodeAt(i) > 126) return false;
  return true;
}
