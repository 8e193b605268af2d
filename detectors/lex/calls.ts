/**
 * Which functions a text calls: the names before its opening brackets. Walking from bracket to bracket costs a
 * fraction of searching the text for every name.
 * @module
 */

/** A name and the bracket behind it. */
export interface Call {
  /** The last part of a dotted path: `exec` of `runtime.exec(`. Lower case. */
  readonly name: string;
  /** Offset of the name. */
  readonly at: number;
  /** Offset of `(`. */
  readonly open: number;
}

/** White space and comments between a name and its bracket. */
const MAX_GAP = 200;

/** Longest name of a function that any rule knows. */
const MAX_NAME = 40;

/** Calls `visit` for every name before a `(`; stops when it returns true. */
export function eachCall(lower: string, visit: (call: Call) => boolean | void): void {
  for (let open = lower.indexOf("("); open >= 0; open = lower.indexOf("(", open + 1)) {
    const end = nameEnd(lower, open);
    let at = end;
    while (at > 0 && end - at < MAX_NAME && isNamePart(lower.charCodeAt(at - 1))) at--;
    if (at === end) continue;
    if (visit({ name: lower.slice(at, end), at, open }) === true) return;
  }
}

/** Offset after the name that the bracket belongs to: white space and comments of PHP lie between. */
function nameEnd(lower: string, open: number): number {
  let i = open;
  for (;;) {
    while (i > 0 && open - i < MAX_GAP && lower.charCodeAt(i - 1) <= 0x20) {
      i--;
      if (lower.charCodeAt(i) === 0x0a) i = lineCommentStart(lower, i);
    }
    if (i < 2 || lower[i - 1] !== "/" || lower[i - 2] !== "*") return i;
    const from = Math.max(0, open - MAX_GAP);
    const comment = lower.slice(from, i - 2).lastIndexOf("/*");
    if (comment < 0) return i;
    i = from + comment;
  }
}

/** Where the comment begins that ends in the line break at `lineEnd`, or `lineEnd`. */
function lineCommentStart(lower: string, lineEnd: number): number {
  const from = Math.max(0, lineEnd - 80);
  for (let i = lineEnd - 1; i >= from; i--) {
    const char = lower[i];
    if (char === "\n") break;
    if (char === "#" || (char === "/" && lower[i - 1] === "/")) return char === "#" ? i : i - 1;
  }
  return lineEnd;
}

function isNamePart(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x5f;
}
