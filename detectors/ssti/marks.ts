/**
 * Template expressions by their marks, for every engine at once.
 * @module
 */

/** The pair of marks around an expression. */
export type Marks = "{{}}" | "{%%}" | "${}" | "#{}" | "<%%>" | "*{}" | "@{}" | "@()" | "%{}" | "~{}" | "!{}";

/** One expression; offsets into the text. */
export interface Expression {
  readonly marks: Marks;
  /** Offset of the opening mark. */
  readonly from: number;
  /** Span of what stands between the marks. */
  readonly innerFrom: number;
  readonly innerTo: number;
  /** Offset after the closing mark. */
  readonly to: number;
  readonly closed: boolean;
}

/** Characters after an opening mark that is never closed: a payload may be cut off. */
const UNCLOSED_WINDOW = 400;

/** Expressions without closing mark that are read. */
const MAX_UNCLOSED = 16;

const BRACE_MARKS: Readonly<Record<string, Marks>> = {
  "$": "${}",
  "#": "#{}",
  "*": "*{}",
  "@": "@{}",
  "%": "%{}",
  "~": "~{}",
  "!": "!{}",
};

/** Calls `visit` for every expression from left to right. One pass: what lies inside an expression is not read again. */
export function eachExpression(text: string, visit: (expression: Expression) => void): void {
  const closers = new Closers(text);
  let unclosed = 0;
  for (let i = 0; i < text.length - 1; i++) {
    const opening = openingAt(text, i);
    if (!opening) continue;
    const { marks, length, close } = opening;
    const innerFrom = i + length;
    const found = closers.next(close, innerFrom);
    if (found < 0) {
      if (++unclosed > MAX_UNCLOSED) continue;
      const to = Math.min(text.length, innerFrom + UNCLOSED_WINDOW);
      visit({ marks, from: i, innerFrom, innerTo: to, to, closed: false });
      i = innerFrom - 1;
      continue;
    }
    const to = found + close.length;
    visit({ marks, from: i, innerFrom, innerTo: found, to, closed: true });
    i = to - 1;
  }
}

interface Opening {
  readonly marks: Marks;
  readonly length: number;
  readonly close: string;
}

const DOUBLE: Opening = { marks: "{{}}", length: 2, close: "}}" };
const TRIPLE: Opening = { marks: "{{}}", length: 3, close: "}}" };
const STATEMENT: Opening = { marks: "{%%}", length: 2, close: "%}" };
const PERCENT: Opening = { marks: "<%%>", length: 2, close: "%>" };
const RAZOR: Opening = { marks: "@()", length: 2, close: ")" };

function openingAt(text: string, at: number): Opening | undefined {
  const char = text[at]!;
  const next = text[at + 1];
  if (char === "{") {
    if (next === "{") return text[at + 2] === "{" ? TRIPLE : DOUBLE;
    return next === "%" ? STATEMENT : undefined;
  }
  if (char === "<") return next === "%" ? PERCENT : undefined;
  if (char === "@" && next === "(") return RAZOR;
  if (next !== "{") return undefined;
  const marks = BRACE_MARKS[char];
  if (!marks) return undefined;
  // `${{ … }}`: two marks of one expression.
  return text[at + 2] === "{" ? { marks: "{{}}", length: 3, close: "}}" } : { marks, length: 2, close: "}" };
}

/** Remembers where each closing mark was found, so that a mark that never comes is looked for once. */
class Closers {
  readonly #at = new Map<string, number>();
  constructor(readonly text: string) {}

  next(close: string, from: number): number {
    const known = this.#at.get(close);
    if (known !== undefined && (known < 0 || known >= from)) return known;
    const found = this.text.indexOf(close, from);
    this.#at.set(close, found);
    return found;
  }
}
