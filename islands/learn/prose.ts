/**
 * The little Markdown of the lessons: paragraphs, `code` and *emphasis*. Pure.
 * @module
 */

/** A piece of a paragraph. */
export interface Piece {
  readonly kind: "text" | "code" | "em";
  readonly text: string;
}

/** Paragraphs of a text, parted by empty lines; a line break inside one is a space. */
export function paragraphsOf(text: string): readonly string[] {
  return text.split("\n\n").map((part) => part.replaceAll("\n", " ").trim()).filter((part) => part !== "");
}

/** Pieces of a paragraph. A mark without its partner is a character like others; inside code nothing is a mark. */
export function piecesOf(paragraph: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let plain = "";
  const push = (piece: Piece) => {
    if (plain !== "") pieces.push({ kind: "text", text: plain });
    plain = "";
    pieces.push(piece);
  };
  for (let at = 0; at < paragraph.length; at++) {
    const mark = paragraph[at]!;
    const end = mark === "`" || mark === "*" ? paragraph.indexOf(mark, at + 1) : -1;
    // An asterisk among spaces is a sign of multiplication.
    const isMark = end > at + 1 && (mark === "`" || paragraph[at + 1] !== " " && paragraph[end - 1] !== " ");
    if (!isMark) {
      plain += mark;
      continue;
    }
    push({ kind: mark === "`" ? "code" : "em", text: paragraph.slice(at + 1, end) });
    at = end;
  }
  if (plain !== "") pieces.push({ kind: "text", text: plain });
  return pieces;
}
