/**
 * A lexer for SQL that an attacker writes: any dialect, any start context, never an error.
 * Linear: every character is read a bounded number of times.
 * @module
 */
import { MAX_FAILED_SEARCHES, MAX_SQL_FAULTS, MAX_SQL_TOKENS } from "../limits.ts";
import { SqlGrammar } from "./sql_grammar.ts";
import { continuesSymbol, isWordCode, Lead, leadOf, singleSymbol, SYMBOLS } from "./sql_chars.ts";
import { readNumber } from "./sql_number.ts";
import { Sql, type SqlKind, type SqlReading, type SqlToken } from "./sql_token.ts";
import { type Keyword, keywordAt } from "./sql_words.ts";

/**
 * Reads `text` from `from` on. `afterOperand`: the start context already holds an operand, as behind the quote
 * that closes a string. `lower` is the text in lower case, of the same length.
 */
export function lexSql(text: string, lower: string, from: number, afterOperand: boolean): SqlReading {
  const lexer = new Lexer(text, lower, from, afterOperand);
  lexer.run();
  return { tokens: lexer.tokens, cut: lexer.cut, lineEnds: lexer.lineEnds ?? NO_LINES };
}

/** Most texts have one line. */
const NO_LINES: ReadonlySet<number> = new Set();

/** Keywords behind which `+` can only stand for a space. */
const WORDY: ReadonlySet<SqlKind> = new Set([Sql.logic, Sql.clause, Sql.verb, Sql.prefix]);

class Lexer {
  readonly tokens: SqlToken[] = [];
  cut = false;
  lineEnds: Set<number> | undefined;
  readonly #grammar: SqlGrammar;
  #at: number;
  #failedSearches = 0;
  #versioned = false;

  constructor(readonly text: string, readonly lower: string, from: number, readonly afterOperand: boolean) {
    this.#at = from;
    this.#grammar = new SqlGrammar(afterOperand);
  }

  run(): void {
    const { text } = this;
    while (this.#at < text.length) {
      const code = text.charCodeAt(this.#at);
      // U+FFFD and U+00A0: what %A0 becomes on the way; MySQL reads that byte as a space.
      if (code <= 32 || code === 0xa0 || code === 0xfffd) this.#at++;
      else this.#token(code);
      if (this.tokens.length >= MAX_SQL_TOKENS || this.#grammar.faults > MAX_SQL_FAULTS) {
        this.cut = this.tokens.length >= MAX_SQL_TOKENS;
        return;
      }
    }
  }

  #token(code: number): void {
    const lead = leadOf(code);
    if (lead === Lead.word) return this.#word();
    if (lead === Lead.digit) return this.#number();
    const next = this.text.charCodeAt(this.#at + 1);
    switch (code) {
      case 39: // '
      case 34: // "
        return this.#quoted(code, this.#at);
      case 96: // `
        return this.#quotedName(96);
      case 91: // [
        return this.#bracket();
      case 35: // #
        if (next === 62 || (next === 45 && this.text.charCodeAt(this.#at + 2) !== 45)) break; // #> #- of PostgreSQL
        return this.#lineComment(1);
      case 45: // -
        if (next === 45) return this.#dashes();
        break;
      case 47: // /
        if (next === 42) return this.#blockComment();
        break;
      case 42: // *
        if (next === 47 && (this.#versioned || this.tokens.length === 0)) { // or: the value stood in a comment
          this.#versioned = false;
          this.#at += 2;
          return;
        }
        break;
      case 36: // $
        return this.#dollar();
      case 43: // +
        if (!this.#isPlusForSpace()) break;
        this.#at++;
        return;
      case 64: // @
        return this.#variable();
      case 46: // .
        if (next >= 48 && next <= 57) return this.#number();
        break;
    }
    this.#symbol();
  }

  #push(kind: SqlKind, end: number, word: string, call = false, open = false): void {
    const start = this.#at;
    const faults = this.#grammar.next(kind, word, call);
    this.tokens.push({ kind, start, end, word, call, open, faults });
    this.#at = end;
  }

  /** A form's space that nobody decoded: no operand stands on one of its sides, but a keyword. */
  #isPlusForSpace(): boolean {
    const last = this.tokens[this.tokens.length - 1];
    if (last === undefined ? !this.afterOperand : WORDY.has(last.kind)) return true;
    const start = this.#at + 1;
    if (!isWordCode(this.lower.charCodeAt(start))) return false;
    let end = start;
    while (end - start < 12 && isWordCode(this.lower.charCodeAt(end))) end++;
    const kind = keywordAt(this.lower, start, end)?.kind;
    return kind !== undefined && kind !== Sql.literal && kind !== Sql.prefix;
  }

  #number(): void {
    const { lower } = this;
    const end = readNumber(lower, this.#at);
    if (lower.charCodeAt(end - 1) === 101 && lower[end - 2] === ".") { // `1.e`: MySQL drops a number without its exponent
      this.#at = end;
      return;
    }
    let wordEnd = end;
    while (wordEnd < lower.length && isWordCode(lower.charCodeAt(wordEnd))) wordEnd++;
    // `1or 1=1` is a number and an operator; `46630334l` is a word; in `1.union` and `1e0union` anything may follow.
    if (wordEnd > end && areDigits(lower, this.#at, Math.min(end, this.#at + 64))) {
      const suffix = lower.charCodeAt(end);
      // Oracle's 1dunion and 1funion
      const typed = (suffix === 100 || suffix === 102) && wordEnd > end + 2;
      if (typed && keywordAt(lower, end + 1, Math.min(wordEnd, end + 12))?.splitsNumber) {
        return this.#push(Sql.number, end + 1, lower.slice(this.#at, end));
      }
      if (!keywordAt(lower, end, Math.min(wordEnd, end + 12))?.splitsNumber) {
        return this.#push(Sql.word, wordEnd, lower.slice(this.#at, wordEnd), this.#isCall(wordEnd));
      }
    }
    this.#push(Sql.number, end, lower.slice(this.#at, end));
  }

  #word(): void {
    const { lower } = this;
    const start = this.#at;
    let end = wordEnd(lower, start);
    const next = lower.charCodeAt(end);
    if (next === 39) {
      // N'…', x'41', _utf8'…', E'…', q'[…]'
      const prefix = lower.slice(start, end);
      if (prefix === "q" || prefix === "nq") return this.#oracleQuote(end);
      if (/^(?:[nxbeu]|_[a-z0-9]{1,12})$/.test(prefix)) return this.#quoted(39, end);
    }
    let keyword = keywordAt(lower, start, end);
    if (!keyword && next === 47 && lower.charCodeAt(end + 1) === 42) {
      const joined = this.#joined(start, end);
      if (joined) {
        keyword = joined.keyword;
        end = joined.end;
      }
    }
    const call = this.#isCall(end);
    if (!keyword) this.#push(Sql.word, end, lower.slice(start, end), call);
    else this.#push(call && keyword.callable ? Sql.word : keyword.kind, end, keyword.word, call);
  }

  /** A keyword split by a comment, which a filter that strips comments would put together again. */
  #joined(from: number, at: number): { keyword: Keyword; end: number } | undefined {
    if (at - from > 12) return undefined;
    const close = this.lower.indexOf("*/", at + 2);
    if (close < 0 || close - at > 200) return undefined;
    const end = wordEnd(this.lower, close + 2);
    const word = this.lower.slice(from, at) + this.lower.slice(close + 2, end);
    const keyword = end > close + 2 ? keywordAt(word, 0, word.length) : undefined;
    return keyword && { keyword, end };
  }

  #isCall(end: number): boolean {
    const { text } = this;
    const first = text.charCodeAt(end);
    // Only white space, a comment or `1.e` may stand between a name and its bracket.
    if (first > 32 && first !== 42 && first !== 47 && first !== 49) return first === 40;
    let at = end;
    for (let steps = 0; steps < 16 && at < text.length; steps++) {
      const code = text.charCodeAt(at);
      if (code <= 32) at++;
      else if (code === 42 && this.#versioned && text.charCodeAt(at + 1) === 47) at += 2;
      else if (code === 47 && text.startsWith("/**/", at)) at += 4;
      else if (code === 49 && text.startsWith("1.e", at)) at += 3;
      else break;
    }
    return text.charCodeAt(at) === 40;
  }

  /** A string in `quote`s; doubled quotes and backslashes escape. */
  #quoted(quote: number, from: number): void {
    const { text } = this;
    let at = from + 1;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 92 && at + 1 < text.length) at++;
      else if (code === quote) {
        if (text.charCodeAt(at + 1) !== quote) break;
        at++;
      }
    }
    const open = at >= text.length;
    this.#push(
      Sql.string,
      open ? text.length : at + 1,
      this.lower.slice(from + 1, Math.min(at, text.length)),
      false,
      open,
    );
  }

  #quotedName(quote: number): void {
    const close = this.#find(String.fromCharCode(quote), this.#at + 1);
    const end = close < 0 ? this.text.length : close + 1;
    let nameEnd = end;
    let word = this.lower.slice(this.#at + 1, close < 0 ? end : close);
    // `schema`.`table`
    if (close >= 0 && this.text.charCodeAt(end) === 46) {
      nameEnd = wordEnd(this.lower, end);
      word += this.lower.slice(end, nameEnd);
    }
    this.#push(Sql.word, nameEnd, word, this.#isCall(nameEnd), close < 0);
  }

  /** `[name]` of SQL Server; any other bracket is no part of SQL. */
  #bracket(): void {
    const limit = Math.min(this.text.length, this.#at + 64);
    let end = this.#at + 1;
    while (end < limit && (isWordCode(this.text.charCodeAt(end)) || this.text.charCodeAt(end) === 32)) end++;
    if (end > this.#at + 1 && this.text.charCodeAt(end) === 93) {
      return this.#push(Sql.word, end + 1, this.lower.slice(this.#at + 1, end));
    }
    this.#push(Sql.other, this.#at + 1, "[");
  }

  #oracleQuote(quoteAt: number): void {
    const open = this.text[quoteAt + 1] ?? "";
    const close = { "[": "]", "{": "}", "(": ")", "<": ">" }[open] ?? open;
    const end = open === "" ? -1 : this.#find(close + "'", quoteAt + 2);
    if (end < 0) return this.#push(Sql.word, quoteAt, "q");
    this.#push(Sql.string, end + 2, this.lower.slice(quoteAt + 2, end));
  }

  /** `$$…$$`, `$tag$…$tag$`, `$1`. */
  #dollar(): void {
    let tagEnd = this.#at + 1;
    while (tagEnd - this.#at < 32 && isWordCode(this.text.charCodeAt(tagEnd))) tagEnd++;
    if (this.text.charCodeAt(tagEnd) === 36) {
      const tag = this.text.slice(this.#at, tagEnd + 1);
      const close = this.#find(tag, tagEnd + 1);
      if (close >= 0) return this.#push(Sql.string, close + tag.length, this.lower.slice(tagEnd + 1, close));
    }
    if (tagEnd > this.#at + 1) return this.#push(Sql.variable, tagEnd, this.lower.slice(this.#at, tagEnd));
    this.#push(Sql.other, this.#at + 1, "$");
  }

  #variable(): void {
    const { text } = this;
    let end = this.#at + 1;
    if (text.charCodeAt(end) === 62) return this.#push(Sql.compare, end + 1, "@>");
    if (text.charCodeAt(end) === 64) end++;
    const quote = text.charCodeAt(end);
    if (quote === 96) {
      const close = this.#find("`", end + 1);
      if (close >= 0) end = close + 1;
    } else end = wordEnd(this.lower, end);
    this.#push(Sql.variable, end, this.lower.slice(this.#at, end));
  }

  #lineComment(marker: number): void {
    const newline = this.text.indexOf("\n", this.#at);
    const end = newline < 0 ? this.text.length : newline;
    if (newline >= 0 && newline < this.text.length - 1) { // the query goes on in the next line
      if (this.tokens.length > 0) (this.lineEnds ??= new Set()).add(this.tokens.length - 1);
      this.#at = newline + 1;
      return;
    }
    this.#push(Sql.comment, end, this.lower.slice(this.#at + marker, end).trim());
  }

  /** `--`: a comment for most; MySQL demands a space behind it and else reads two minus signs, so both are read. */
  #dashes(): void {
    const after = this.text.charCodeAt(this.#at + 2);
    if (Number.isNaN(after) || after <= 32 || after === 43 || after === 45 || after === 0xa0) {
      return this.#lineComment(2);
    }
    // one word and a newline: a comment that serves as a space
    const end = wordEnd(this.lower, this.#at + 2);
    const behind = this.text.charCodeAt(end);
    if (behind === 10 || behind === 13) {
      this.#at = end;
      return;
    }
    this.#push(Sql.comment, this.#at + 2, this.lower.slice(this.#at + 2, this.#at + 40).trim());
  }

  #blockComment(): void {
    const mark = this.text.charCodeAt(this.#at + 2);
    if (mark === 33) { // the code in /*!50000 … */ runs on MySQL
      let at = this.#at + 3;
      while (at - this.#at < 9 && this.text.charCodeAt(at) >= 48 && this.text.charCodeAt(at) <= 57) at++;
      this.#at = at;
      this.#versioned = true;
      return;
    }
    const close = this.#find("*/", this.#at + 2);
    if (close >= 0) {
      this.#at = close + 2; // closed: a space
      return;
    }
    const end = this.text.length;
    this.#push(Sql.comment, end, this.lower.slice(this.#at + 2, end).trim());
  }

  #symbol(): void {
    const { text } = this;
    const code = text.charCodeAt(this.#at);
    const longest = continuesSymbol(code, text.charCodeAt(this.#at + 1)) ? 3 : 1;
    const single = longest > 1 ? undefined : singleSymbol(code);
    if (single !== undefined) return this.#push(single, this.#at + 1, text[this.#at]!);
    for (let length = longest; length > 0; length--) {
      const symbol = text.slice(this.#at, this.#at + length);
      const kind = SYMBOLS.get(symbol);
      if (kind !== undefined) return this.#push(kind, this.#at + symbol.length, symbol);
    }
    this.#push(Sql.other, this.#at + 1, text[this.#at]!);
  }

  /** `indexOf` that gives up after a number of misses, so that many unclosed openers stay linear. */
  #find(what: string, from: number): number {
    if (this.#failedSearches >= MAX_FAILED_SEARCHES) return -1;
    const found = this.text.indexOf(what, from);
    if (found < 0) this.#failedSearches++;
    return found;
  }
}

function areDigits(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return to > from;
}

/** End of a word, dots between names included. */
function wordEnd(lower: string, from: number): number {
  let at = from;
  let quoted = false;
  for (; at < lower.length; at++) {
    const code = lower.charCodeAt(at);
    if (isWordCode(code)) continue;
    if (code !== 46 && code !== 96 && code !== 36) break;
    const next = lower.charCodeAt(at + 1);
    if (code === 36 && at > from && isWordCode(next)) continue; // v$version
    if (code === 46 && (isWordCode(next) || next === 46 || next === 96) && !(next >= 48 && next <= 57)) continue;
    if (code === 96 && at > from && (quoted || next === 46 || lower.charCodeAt(at - 1) === 46)) {
      quoted = !quoted && next !== 46;
      continue;
    }
    break;
  }
  return at;
}
