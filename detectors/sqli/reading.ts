/**
 * The readings of a value: as bare SQL, and as what follows the quote that would close the application's string.
 * @module
 */
import { QUOTES } from "../chars.ts";
import { MAX_SQL_CALL } from "../limits.ts";
import { lexSql } from "../lex/sql.ts";
import { Sql, type SqlKind, type SqlToken } from "../lex/sql_token.ts";
import { keywordAt } from "../lex/sql_words.ts";
import { isWordCode } from "../lex/sql_chars.ts";
import type { View } from "../types.ts";

/** A value read as SQL from one start context. */
export interface Reading {
  readonly text: string;
  readonly tokens: readonly SqlToken[];
  readonly cut: boolean;
  /** For each token the faults at the end of its statement. */
  readonly faultsAtEnd: readonly number[];
  /** The quote that was closed, or undefined for the bare reading. */
  readonly quote: string | undefined;
  /** Where the reading begins: behind the quote, or 0. */
  readonly from: number;
  /** Index of the first token behind the value and the parentheses that it leaves. */
  readonly breakAt: number;
  /** The value leaves its place: a quote, a parenthesis, a number or nothing stands before an operator. */
  readonly broken: boolean;
  /** The same behind a plain word, where a filter language looks alike. */
  readonly brokenWord: boolean;
  /** The bare reading begins with a statement. */
  readonly statement: boolean;
  /** Index of the first SELECT, or infinity. */
  readonly firstSelect: number;
}

const QUOTE_MARKS = ["'", '"', "`"] as const;

/** The readings worth making: a quote in the middle of prose (`it's`) needs none. */
export function readingsOf(view: View): Reading[] {
  const { text, lower } = view;
  const readings = [readingFrom(text, lower, 0, undefined)];
  if ((view.chars & QUOTES) === 0) return readings;
  for (const quote of QUOTE_MARKS) {
    const at = text.indexOf(quote);
    if (at >= 0 && opensSql(lower, at + 1) && !isSpeech(text, at)) {
      readings.push(readingFrom(text, lower, at + 1, quote));
    }
  }
  return readings;
}

/** The bare reading of what stands in the bracket of a name: `name[0 ;update …]` reached Drupal's queries so. */
export function bracketReadingOf({ text, lower }: View): Reading | undefined {
  const at = text.indexOf("[");
  return at < 0 ? undefined : readingFrom(text, lower, at + 1, undefined);
}

/** Characters within which a quotation ends. */
const LONGEST_SPEECH = 120;

/**
 * `She said "or 1 = 1?" and laughed`: the quote opens a quotation in a sentence, with a word before it and a space, and
 * its partner closes it behind a word. What stands between two such quotes leaves a string that nothing closes.
 */
function isSpeech(text: string, at: number): boolean {
  if (
    text[at - 1] !== " " || !/[\p{L},:] $/u.test(text.slice(Math.max(0, at - 3), at)) ||
    !/[\p{L}]/u.test(text[at + 1] ?? "")
  ) return false;
  const close = text.indexOf(text[at]!, at + 1);
  if (close < 0 || close - at > LONGEST_SPEECH || /--|[#;]|\/\*/.test(text.slice(at, close))) return false;
  return /[\p{L}\d][?!.,…]?$/u.test(text.slice(close - 3, close)) &&
    /^[,.:;!?)]?(?: \p{L}{2}|$)/u.test(text.slice(close + 1));
}

/** Calls that follow a quote even where an operator is missing: scanners send them so. */
const DIRECT = new Set(["sleep", "pg_sleep", "benchmark", "if"]);

/** Behind a quote that closed a string, anything but a word or a number may continue the query. */
function opensSql(lower: string, from: number): boolean {
  let at = from;
  while (at < lower.length && lower.charCodeAt(at) <= 32) at++;
  const first = at;
  while (at < lower.length && at - first < 24 && isWordCode(lower.charCodeAt(at))) at++;
  if (at === first) return first < lower.length;
  if (lower[at] === "(" && DIRECT.has(lower.slice(first, at))) return true;
  const keyword = keywordAt(lower, first, at);
  if (keyword === undefined) return false;
  return keyword.kind !== Sql.literal && keyword.kind !== Sql.prefix || keyword.word === "not";
}

function readingFrom(text: string, lower: string, from: number, quote: string | undefined): Reading {
  const { tokens, cut, lineEnds } = lexSql(text, lower, from, quote !== undefined);
  const start = quote === undefined ? startOf(tokens) : behindClosers(tokens, 0, "string");
  let opens = 0;
  while (tokens[opens]?.kind === Sql.open) opens++;
  const first = tokens[opens];
  let firstSelect = 0;
  while (firstSelect < tokens.length && !isSelect(tokens[firstSelect]!)) firstSelect++;
  return {
    text,
    tokens,
    cut,
    faultsAtEnd: faultsAtEnd(tokens, lineEnds),
    quote,
    from,
    breakAt: start.breakAt,
    broken: start.broken,
    brokenWord: start.brokenWord,
    statement: quote === undefined && (first?.kind === Sql.verb || first?.word === "with" || first?.word === "explain"),
    firstSelect: firstSelect < tokens.length ? firstSelect : Infinity,
  };
}

function isSelect({ kind, word }: SqlToken): boolean {
  return kind === Sql.verb && word === "select";
}

interface Start {
  readonly breakAt: number;
  readonly broken: boolean;
  readonly brokenWord: boolean;
}

/** What may continue a query behind a value. */
const CONTINUES: ReadonlySet<SqlKind> = new Set([
  Sql.logic,
  Sql.clause,
  Sql.comma,
  Sql.semicolon,
  Sql.compare,
  Sql.arithmetic,
  Sql.comment,
]);

/** Clauses with which a fragment begins; others begin prose. */
const LEADING = new Set("union order group having limit procedure waitfor where as into end rlike".split(" "));

function startOf(tokens: readonly SqlToken[]): Start {
  let at = 0;
  let operand: "number" | "string" | "word" | "none" = "none";
  while (tokens[at]?.word === "-" || tokens[at]?.word === "+") at++;
  const first = tokens[at];
  if (first && !first.call) {
    if (first.kind === Sql.number || first.kind === Sql.literal) operand = "number";
    else if (first.kind === Sql.string) operand = "string";
    else if (first.kind === Sql.word || first.kind === Sql.variable || first.kind === Sql.other) operand = "word";
  }
  if (operand !== "none") at++;
  // 1%, 1.2.3.4-5: what is left of a number that the lexer took apart
  while (operand === "number" && (tokens[at]?.word === "%" || tokens[at]?.kind === Sql.number)) at++;
  return behindClosers(tokens, at, operand);
}

function behindClosers(tokens: readonly SqlToken[], from: number, operand: string): Start {
  let at = from;
  while (tokens[at]?.kind === Sql.close) at++;
  const next = tokens[at];
  const continues = next !== undefined && CONTINUES.has(next.kind);
  const symbolFirst = operand === "none" && at === from &&
    (next?.kind === Sql.arithmetic || next?.kind === Sql.compare);
  const commentFirst = operand === "none" && at === from && next?.kind === Sql.comment;
  const clauseFirst = operand === "none" && at === from && next?.kind === Sql.clause &&
    (!LEADING.has(next.word) || ((next.word === "order" || next.word === "group") && tokens[at + 1]?.word !== "by"));
  return {
    breakAt: at,
    broken: continues && !symbolFirst && !commentFirst && !clauseFirst && (operand !== "word" || at > from),
    brokenWord: continues && operand === "word",
  };
}

/** Faults that are allowed between a match and the end of its statement: what an attacker leaves unfinished. */
const TAIL = 1;

/**
 * Whether the reading is SQL up to token `at`: no faults before the first SELECT, a few behind it, where aliases
 * stand without AS. `slack` allows more, for shapes that no other language has. What follows up to the end of the
 * statement or to a comment must be SQL as well, or the database refuses the whole.
 */
export function isValid(reading: Reading, at: number, slack = 0): boolean {
  const token = reading.tokens[at];
  if (!token) return false;
  const aliases = reading.firstSelect < at + 12 ? 2 : 0;
  return token.faults <= slack + (reading.firstSelect < at ? 2 : 0) &&
    reading.faultsAtEnd[at]! - token.faults <= TAIL + slack + aliases;
}

/** Whether the reading is SQL before token `at`, whatever follows: enough for a statement of its own. */
export function isValidBefore(reading: Reading, at: number): boolean {
  const token = reading.tokens[at];
  return token !== undefined && token.faults <= (reading.firstSelect < at ? 2 : 0);
}

/** For each token the faults at the end of its statement: at the next semicolon, comment, or the last token. */
function faultsAtEnd(tokens: readonly SqlToken[], lineEnds: ReadonlySet<number>): number[] {
  const ends = new Array<number>(tokens.length);
  let end = tokens[tokens.length - 1]?.faults ?? 0;
  for (let at = tokens.length - 1; at >= 0; at--) {
    const { kind, faults } = tokens[at]!;
    if (kind === Sql.semicolon || kind === Sql.comment || lineEnds.has(at)) end = faults;
    ends[at] = end;
  }
  return ends;
}

/** Whether a comment is only there to hide what follows: nothing, or next to nothing, is written in it. */
export function isHiding(tokens: readonly SqlToken[], at: number): boolean {
  const token = tokens[at];
  if (token?.kind !== Sql.comment) return false;
  if (/^(?:[-+]?[^\s-]{0,3}|[-+] ?[^\s-]{0,3}|[+&]\S{0,64})$/.test(token.word)) return true;
  const before = tokens[at - 1];
  return before !== undefined && before.end === token.start &&
    before.kind === Sql.number;
}

/** Index behind the parenthesis that closes the one at `open`, or behind the last token. */
export function closingOf(tokens: readonly SqlToken[], open: number): number {
  let depth = 0;
  const limit = Math.min(tokens.length, open + MAX_SQL_CALL);
  for (let at = open; at < limit; at++) {
    if (tokens[at]!.kind === Sql.open) depth++;
    else if (tokens[at]!.kind === Sql.close && --depth === 0) return at + 1;
  }
  return limit;
}

/** Words of a prefix, counted up to eight: an application's string holds a value, prose holds a sentence. */
export function wordsBefore(text: string, end: number): number {
  return text.slice(Math.max(0, end - 64), end).split(/\s+/, 8).filter((word) => word !== "").length;
}
