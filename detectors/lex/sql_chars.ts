/**
 * Characters and symbols of SQL.
 * @module
 */
import { Sql, type SqlKind } from "./sql_token.ts";

/** Letters, digits, `_` and everything beyond ASCII but the spaces and quotes among it. */
export function isWordCode(code: number): boolean {
  if (code < 128) {
    return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 95 || (code >= 65 && code <= 90);
  }
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

/** Codes that stand behind the first character of some symbol: before any other, one character is all of it. */
const TAILS = new Uint8Array(128);
for (const symbol of SYMBOLS.keys()) for (let i = 1; i < symbol.length; i++) TAILS[symbol.charCodeAt(i)] = 1;

/** Whether a symbol can go on with this code; NaN, behind the end, is none. */
export function continuesSymbol(code: number): boolean {
  return code < 128 && TAILS[code] === 1;
}
