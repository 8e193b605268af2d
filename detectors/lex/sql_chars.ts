/**
 * Characters and symbols of SQL.
 * @module
 */
import { Sql, type SqlKind } from "./sql_token.ts";

/** How a token of SQL begins, by its first character. */
export const Lead = { other: 0, digit: 1, word: 2 } as const;

const LEADS = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  if (code >= 48 && code <= 57) LEADS[code] = Lead.digit;
  else if (/\w/.test(String.fromCharCode(code))) LEADS[code] = Lead.word;
}

/** A word or number is most of what there is, and one look tells it. */
export function leadOf(code: number): number {
  return code < 128 ? LEADS[code]! : isWordCode(code) ? Lead.word : Lead.other;
}

/** Letters, digits, `_` and everything beyond ASCII but the spaces and quotes among it; NaN, behind the end, is none. */
export function isWordCode(code: number): boolean {
  if (code < 128) return LEADS[code] !== Lead.other;
  return code >= 128 && code !== 0xa0 && code !== 0xfffd && !(code >= 0x2000 && code <= 0x206f) && code !== 0xb4;
}

const LISTS: readonly (readonly [SqlKind, string])[] = [
  [Sql.logic, "|| &&"],
  [Sql.compare, "= == < > <= >= <> != <=> ^= <@ := !~ ~* @@ ?| ?& !> !<"],
  [Sql.arithmetic, "+ - * / % ^ & | ~ << >> -> ->> #> #>> #- **"],
  [Sql.open, "("],
  [Sql.close, ")"],
  [Sql.comma, ","],
  [Sql.semicolon, ";"],
  [Sql.cast, "::"],
];

/** Symbol to kind; the longest match counts. */
export const SYMBOLS: ReadonlyMap<string, SqlKind> = new Map([
  ...LISTS.flatMap(([kind, symbols]) => symbols.split(" ").map((symbol) => [symbol, kind] as const)),
  ["!", Sql.prefix],
]);

/** Kinds of the symbols of one character, by code. */
const SINGLE: (SqlKind | undefined)[] = Array.from(
  { length: 128 },
  (_, code) => SYMBOLS.get(String.fromCharCode(code)),
);

/** The kind of a character that is a symbol by itself. */
export function singleSymbol(code: number): SqlKind | undefined {
  return code < 128 ? SINGLE[code] : undefined;
}

/** Codes that begin a symbol of several characters, and codes that stand behind the first of one. */
const HEADS = new Uint8Array(128);
const TAILS = new Uint8Array(128);
for (const symbol of SYMBOLS.keys()) {
  if (symbol.length > 1) HEADS[symbol.charCodeAt(0)] = 1;
  for (let i = 1; i < symbol.length; i++) TAILS[symbol.charCodeAt(i)] = 1;
}

/** Whether `code` and the code behind it could belong to one symbol; NaN, behind the end, belongs to none. */
export function continuesSymbol(code: number, next: number): boolean {
  return code < 128 && HEADS[code] === 1 && next < 128 && TAILS[next] === 1;
}
