/**
 * GraphQL documents: whether a text is one, and the strings in it.
 * @module
 */

const DOCUMENT =
  /^\s{0,64}(?:(?:query|mutation|subscription|fragment)\b[^{]{0,400}\{|\{\s{0,16}[_a-z][_a-z0-9]{0,64}\s{0,16}[\s({:,}])/i;

/** Whether a text is a GraphQL document: an operation, a fragment or a bare selection with fields in it. */
export function isGraphql(text: string): boolean {
  return DOCUMENT.test(text);
}

/** A string of a document, and the argument that it is the value of; "" in a list or where none is seen. */
export interface GraphqlString {
  readonly argument: string;
  /** Offsets of the content, without its quotes. */
  readonly start: number;
  readonly end: number;
  /** A block string, in which a backslash is a backslash. */
  readonly block: boolean;
}

/** The strings of a document, in order, at most `limit`; an unfinished one ends with the text. */
export function graphqlStrings(text: string, limit: number): GraphqlString[] {
  const strings: GraphqlString[] = [];
  for (let at = 0; at < text.length && strings.length < limit; at++) {
    const char = text[at];
    if (char === "#") {
      const end = text.indexOf("\n", at);
      at = end < 0 ? text.length : end;
    } else if (char === '"') {
      const block = text.startsWith('"""', at);
      const start = at + (block ? 3 : 1);
      const end = block ? endOfBlock(text, start) : endOfString(text, start);
      strings.push({ argument: argumentBefore(text, at), start, end, block });
      at = end + (block ? 2 : 0);
    }
  }
  return strings;
}

function endOfString(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '"' && text[at] !== "\n") at += text[at] === "\\" ? 2 : 1;
  return Math.min(at, text.length);
}

function endOfBlock(text: string, from: number): number {
  let end = text.indexOf('"""', from);
  while (end > from && text[end - 1] === "\\") end = text.indexOf('"""', end + 3);
  return end < 0 ? text.length : end;
}

/** `user(id: "1")`: `id`. */
function argumentBefore(text: string, quote: number): string {
  return /([_a-z][_a-z0-9]{0,63})\s{0,8}:\s{0,8}$/i.exec(text.slice(Math.max(0, quote - 80), quote))?.[1] ?? "";
}
