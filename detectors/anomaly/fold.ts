/**
 * Folding of single characters: what looks alike to a reader or to a parser becomes one character.
 * @module
 */

/** Cyrillic and Greek letters that look like Latin ones; folded only in words that mix scripts. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  "а": "a",
  "в": "b",
  "с": "c",
  "е": "e",
  "һ": "h",
  "і": "i",
  "ј": "j",
  "к": "k",
  "м": "m",
  "н": "h",
  "о": "o",
  "р": "p",
  "ѕ": "s",
  "т": "t",
  "у": "y",
  "х": "x",
  "ԁ": "d",
  "ɡ": "g",
  "ӏ": "l",
  "ո": "n",
  "ѵ": "v",
  "ԝ": "w",
  "α": "a",
  "β": "b",
  "ε": "e",
  "η": "n",
  "ι": "i",
  "κ": "k",
  "ν": "v",
  "ο": "o",
  "ρ": "p",
  "τ": "t",
  "υ": "u",
  "χ": "x",
  "ϲ": "c",
  "ϳ": "j",
};

/** Quotes, brackets and operators that some parser reads as ASCII. */
const SIGNS: Readonly<Record<string, string>> = {
  "‘": "'",
  "’": "'",
  "ʼ": "'",
  "‛": "'",
  "′": "'",
  "“": '"',
  "”": '"',
  "″": '"',
  "‹": "<",
  "›": ">",
  "〈": "<",
  "〉": ">",
  "‐": "-",
  "‑": "-",
  "‒": "-",
  "–": "-",
  "—": "-",
  "−": "-",
  "⁄": "/",
  "∕": "/",
  "․": ".",
  "‥": "..",
  "。": ".",
  "×": "*",
  "∗": "*",
  "＝": "=",
};

/** Zero-width and formatting characters that vanish on the screen and in many parsers. */
export function isInvisible(code: number): boolean {
  return code === 0xad || (code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2064) || code === 0xfeff || (code >= 0xfe00 && code <= 0xfe0f);
}

/**
 * Folds one character beyond ASCII to lower case without accents; full-width forms become ASCII. `inLatinWord`
 * says that a neighbour is a Latin letter, which makes a look-alike a disguise.
 */
export function foldChar(char: string, inLatinWord: boolean): string {
  const code = char.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0).toLowerCase();
  const sign = SIGNS[char];
  if (sign !== undefined) return sign;
  if (inLatinWord) {
    const latin = LOOKALIKES[char.toLowerCase()];
    if (latin !== undefined) return latin;
  }
  if (code > 0x24ff && code < 0x3000) return char;
  const plain = char.normalize("NFKD").toLowerCase();
  return plain.length > 1 ? plain.replace(/[\u0300-\u036f]/g, "") : plain;
}
