/**
 * Whether a text reads like prose or a document: commands in it are talked about, not injected.
 * @module
 */

/** Words after which a text counts as prose. A parameter that an injection is hung on has fewer. */
const PROSE_WORDS = 3;

/**
 * Index behind the third plain word of the text, or Infinity. A separator behind it stands in prose.
 * Plain: two or more letters, with a mark of punctuation at most.
 */
export function proseStart(text: string): number {
  let words = 0;
  let letters = 0;
  let plain = true;
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 32;
    if (code === 32 || code === 10 || code === 13 || code === 9) {
      if (plain && letters >= 2 && ++words === PROSE_WORDS) return i;
      letters = 0;
      plain = true;
    } else if (isLetter(code)) letters++;
    else if (!isPunctuation(code)) plain = false;
  }
  return Infinity;
}

/** Number of lines, counted up to `limit`. */
export function countLines(text: string, limit: number): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0 && lines < limit; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}

function isLetter(code: number): boolean {
  const lower = code | 32;
  return (lower >= 97 && lower <= 122) || code >= 0xc0;
}

function isPunctuation(code: number): boolean {
  // ! , - . : ? ' " ( )
  return code === 33 || code === 44 || code === 45 || code === 46 || code === 58 || code === 63 || code === 39 ||
    code === 34 || code === 40 || code === 41;
}
