/**
 * What the place of a value gives away: a closed quote with a comment behind it, a string opened again, a clause
 * that continues the application's query.
 * @module
 */
import { Sql } from "../lex/sql_token.ts";
import type { Report } from "../report.ts";
import { isHiding, isValid, type Reading, wordsBefore } from "./reading.ts";
import { ARITHMETIC, BREAK_OUT, COMMENT, FILE, ORDER_BY, PROCEDURE, SPLICE } from "./rules.ts";

/** Judges the reading as a whole. */
export function checkEnds(reading: Reading, report: Report): void {
  const { tokens, breakAt } = reading;
  const last = tokens[tokens.length - 1];
  if (!last || reading.cut) return;
  const start = reading.quote === undefined ? 0 : reading.from - 1;
  if (isHiding(tokens, tokens.length - 1) && isValid(reading, tokens.length - 1)) {
    let first = breakAt;
    while (tokens[first]?.kind === Sql.semicolon) first++;
    if (tokens.some((token) => token.kind === Sql.string && token.open)) return;
    if (reading.quote !== undefined && first >= tokens.length - 1) {
      if (wordsBefore(reading.text, start) <= 3 && !isOfSigns(reading.text, start)) report(COMMENT, start, last.end);
    } else if ((reading.broken || tokens[0]!.kind === Sql.open) && isSql(reading, Math.min(first, tokens.length - 1))) {
      report(BREAK_OUT, reading.quote === undefined ? tokens[0]!.start : start, last.end);
    }
    return;
  }
  if (reading.quote !== undefined && last.kind === Sql.string && last.open && last.faults === 0) {
    checkSplice(reading, start, report);
  }
  if (
    reading.quote === undefined && last.faults === 0 && tokens.length >= 3 && tokens.length <= 9 &&
    isArithmetic(reading)
  ) {
    report(ARITHMETIC, 0, last.end);
  }
}

/** A password of many kinds of signs: the value that an attacker leaves before the quote is a name, a number, nothing. */
function isOfSigns(text: string, end: number): boolean {
  const before = text.slice(Math.max(0, end - 64), end);
  return !/\s/.test(before.trim()) && new Set(before.match(/[!#$&()*+,/:;<=>?[\\\]^`{|}~]/g)).size >= 3;
}

/** Whether an operator or clause and an operand stand between the break and the comment. */
function isSql(reading: Reading, from: number): boolean {
  const { tokens } = reading;
  let operator = reading.quote === undefined && reading.broken ? false : tokens[from]!.kind !== Sql.comma;
  let operand = false;
  let compared = false;
  for (let i = from; i < tokens.length - 1; i++) {
    const { kind, word, call } = tokens[i]!;
    if (kind === Sql.compare && tokens[reading.breakAt]!.kind === Sql.logic) compared = true;
    if (kind === Sql.logic || (kind === Sql.compare && word.length > 1) || call || word === "binary") operator = true;
    if (
      kind === Sql.clause &&
      (word === "order" || word === "having" || word === "limit" || word === "group" || word === "where")
    ) operator = true;
    if (kind === Sql.number || kind === Sql.string || kind === Sql.literal || kind === Sql.variable || call) {
      operand = true;
    }
  }
  const statement = reading.quote !== undefined && tokens[reading.breakAt]?.kind === Sql.semicolon &&
    tokens.length <= 8;
  return operator && (operand || compared) || statement;
}

/** `'='`, `'like'`: two quotes around an operator. */
const BETWEEN_QUOTES = /^'\s?(?:=|like|rlike|regexp|\|\||&&|\^|\*|<>)\s?'$/i;

/** `x'||'y`, `A' - 'B`, `x'='x`: short on both sides, or it may be prose that quotes an operator. */
function checkSplice(reading: Reading, start: number, report: Report): void {
  const { tokens, breakAt, text } = reading;
  const operator = tokens[breakAt];
  const last = tokens[tokens.length - 1]!;
  if (!operator || operator === last) return;
  if (operator.kind !== Sql.logic && operator.kind !== Sql.arithmetic && operator.kind !== Sql.compare) return;
  if (last.word.length > 16 || text[last.start] !== reading.quote) return;
  if (/^\^?[^a-z0-9_%@]/.test(last.word) || /[^a-z0-9_%@^]/.test(last.word)) return;
  if (tokens.some((token) => token.kind === Sql.string && /^\s|\s$/.test(token.word))) return;
  if (/\s/.test(text.slice(Math.max(0, start - 64), start).trimStart())) return;
  if (text.length < 12 && BETWEEN_QUOTES.test(text)) return report(SPLICE, 0, text.length);
  // A token that happens to hold two quotes, and operators that follow each other.
  if (tokens.some(({ kind }, at) => kind === Sql.compare && tokens[at - 1]?.kind === Sql.arithmetic)) return;
  if (/[<>;\\]/.test(text.slice(Math.max(0, start - 64), start))) return;
  const bare = start === 0 && last.word === "" && tokens.length === breakAt + 2;
  report(bare ? ARITHMETIC : SPLICE, start, last.end);
}

function isArithmetic(reading: Reading): boolean {
  let operators = 0;
  for (const { kind, word } of reading.tokens) {
    if (kind === Sql.arithmetic && word !== "-") operators++;
    else if (kind !== Sql.number && kind !== Sql.open && kind !== Sql.close && kind !== Sql.arithmetic) return false;
  }
  return operators > 0;
}

/** A clause keyword at token `at` that continues the application's query. */
export function checkClause(reading: Reading, at: number, report: Report): void {
  const { tokens } = reading;
  const token = tokens[at]!;
  const next = tokens[at + 1];
  const { broken } = reading;
  switch (token.word) {
    case "order":
    case "group": {
      if (next?.word !== "by" || !isValid(reading, at) || !(broken || at === 0)) return;
      const column = tokens[at + 2];
      const then = tokens[at + 3];
      const number = column?.kind === Sql.number &&
        (then === undefined || then.kind === Sql.comma || then.kind === Sql.comment || then.word === "desc");
      if (number && (at > 0 || reading.quote !== undefined || isHiding(tokens, tokens.length - 1))) {
        report(ORDER_BY, token.start, column.end);
      }
      return;
    }
    case "procedure":
      if (next?.word.startsWith("analyse") && next.call && isValid(reading, at, 2)) {
        report(PROCEDURE, token.start, next.end);
      }
      return;
    case "into":
      if ((next?.word === "outfile" || next?.word === "dumpfile") && isValid(reading, at, 3)) {
        const file = tokens[at + 2];
        if (file === undefined || file.kind === Sql.string || file.kind === Sql.number || file.kind === Sql.open) {
          report(FILE, token.start, (file ?? next).end);
        }
      }
      return;
  }
}
