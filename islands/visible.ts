/**
 * Text as it is shown: characters that would be invisible, or would turn the line around, appear as escapes.
 * @module
 */

/** What a control, zero-width or direction character is shown as; undefined for all others. */
export function escapeOf(char: string): string | undefined {
  const code = char.codePointAt(0)!;
  if (code < 32) return char === "\n" ? "\\n" : char === "\r" ? "\\r" : char === "\t" ? "\\t" : `\\x${hex(code, 2)}`;
  if (code >= 0x7f && code < 0xa0) return `\\x${hex(code, 2)}`;
  const hidden = code === 0xad || code === 0x61c || code === 0x180e || (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) || code === 0xfeff ||
    (code >= 0xd800 && code <= 0xdfff) || (code >= 0xe0000 && code <= 0xe0fff);
  return hidden ? `\\u${code > 0xffff ? `{${hex(code, 5)}}` : hex(code, 4)}` : undefined;
}

/** A piece of shown text; `escaped` ones are escapes of ours and set apart from the text itself. */
export interface Piece {
  readonly text: string;
  readonly escaped: boolean;
}

/** Parts a text into what is shown as it is and what is shown as an escape; `breaks` keeps line feeds. */
export function visiblePieces(text: string, breaks = false): readonly Piece[] {
  const pieces: Piece[] = [];
  let plain = "";
  for (const char of text) {
    const escape = breaks && char === "\n" ? undefined : escapeOf(char);
    if (escape === undefined) {
      plain += char;
      continue;
    }
    if (plain !== "") pieces.push({ text: plain, escaped: false });
    pieces.push({ text: escape, escaped: true });
    plain = "";
  }
  if (plain !== "") pieces.push({ text: plain, escaped: false });
  return pieces;
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, "0");
}
