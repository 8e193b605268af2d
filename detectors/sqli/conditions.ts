/**
 * Conditions that do not belong to the application's query: always true, between constants, behind a closed quote.
 * @module
 */
import { Sql, type SqlToken } from "../lex/sql_token.ts";
import {
  isComparisonOfConstants,
  isFixed,
  readCondition,
  type SqlCondition,
  type SqlOperand,
} from "../lex/sql_value.ts";
import type { Report } from "../report.ts";
import { FUNCTIONS } from "./names.ts";
import { isHiding, isValid, type Reading } from "./reading.ts";
import { BLIND, CONDITION, CONSTANT, NUMBER_CONDITION, TAUTOLOGY } from "./rules.ts";

/** Judges the condition behind token `at`, which is AND, OR, WHERE, HAVING or the like. */
export function checkCondition(reading: Reading, at: number, report: Report): void {
  const { tokens } = reading;
  const token = tokens[at]!;
  const condition = readCondition(tokens, at + 1);
  const last = tokens[Math.min(condition.end, tokens.length) - 1];
  if (!last || condition.end <= at + 1) return;
  const end = last.end;
  if (last.open && last.word.length > 48) return; // the rest of a text, not of a query
  const clause = token.kind === Sql.clause;
  const { broken } = reading;
  if (clause && !broken && !reading.brokenWord && at !== 0) return;
  if (isComparisonOfConstants(condition) && isKnown(condition.left) && isKnown(condition.right)) {
    if (!isValid(reading, at, broken ? 1 : 0)) return;
    // `Is 1 < 2 && 2 > 1?`: with signs for words it is SQL only behind a value.
    if (token.word === "&&" && !broken && !reading.brokenWord && at !== 0) return;
    if (reading.statement && token.word !== "or") return;
    if (isMathematics(reading, at)) return report(NUMBER_CONDITION, token.start, end);
    return report(condition.truth === true && token.word !== "and" ? TAUTOLOGY : CONSTANT, token.start, end);
  }
  if (!condition.right) return checkTruth(reading, at, condition, report);
  if (!isValid(reading, at)) return;
  if (
    (broken || at === 0) && !(clause && !isQuery(condition)) &&
    (asksDatabase(condition.left) || asksDatabase(condition.right))
  ) {
    return report(BLIND, token.start, end);
  }
  const text = tokens[condition.end - 1]!.kind === Sql.string;
  if (broken && !clause && (reading.quote !== undefined || text)) return report(CONDITION, token.start, end);
  if (broken || at === 0) report(NUMBER_CONDITION, token.start, end);
}

/** `or 1--`, `' or true`, `' or 1 or '`: a constant in the place of a condition. */
function checkTruth(reading: Reading, at: number, condition: SqlCondition, report: Report): void {
  const { tokens } = reading;
  if (isKnownCall(condition.left) && (reading.broken || at === 0) && isValid(reading, at)) {
    return report(CONSTANT, tokens[at]!.start, tokens[condition.end - 1]!.end);
  }
  if (condition.left.kind !== "constant" || condition.truth === false || !isValid(reading, at)) return;
  if (!reading.broken && !reading.brokenWord && !(reading.statement && tokens[at]!.word === "or")) return;
  const token = tokens[at]!;
  const last = tokens[condition.end - 1]!;
  const next = tokens[condition.end];
  const literal = tokens[at + 1]!.kind === Sql.literal;
  const ends = isHiding(tokens, condition.end) ||
    (literal && next === undefined && token.word !== "and" && tokens[0]!.kind !== Sql.literal &&
      !(token.word === "||" && reading.quote === undefined)) ||
    (reading.quote !== undefined && next !== undefined && next.kind === Sql.logic && isValid(reading, condition.end));
  if (ends && last.kind !== Sql.string) return report(TAUTOLOGY, token.start, last.end);
  if (next === undefined && last.kind !== Sql.string) report(NUMBER_CONDITION, token.start, last.end);
}

/** `2>1 && 1<2` is a calculation: the value itself begins with a comparison of constants. */
function isMathematics(reading: Reading, at: number): boolean {
  if (reading.quote !== undefined || isHiding(reading.tokens, reading.tokens.length - 1)) return false;
  const first = readCondition(reading.tokens, 0);
  return first.right !== undefined && first.end >= at && isFixed(first.left) && isFixed(first.right) &&
    !hasString(reading.tokens, at);
}

function hasString(tokens: readonly SqlToken[], until: number): boolean {
  for (let i = 0; i < until; i++) if (tokens[i]!.kind === Sql.string) return true;
  return false;
}

/** `isnull(1/0)`: a function of the database over constants. */
function isKnownCall(operand: SqlOperand): boolean {
  return operand.kind === "call" && operand.columnless === true && FUNCTIONS.get(operand.name ?? "") === "known";
}

/** A constant, or a call of a function that databases know. */
export function isKnown(operand: SqlOperand | undefined): boolean {
  return operand?.kind !== "call" || FUNCTIONS.has(operand.name ?? "") || operand.name === "case";
}

function isQuery({ left, right }: SqlCondition): boolean {
  return left.kind === "query" || right?.kind === "query";
}

/** A query, a system variable or a database function as one side of a comparison. */
function asksDatabase(operand: SqlOperand | undefined): boolean {
  if (!operand) return false;
  if (operand.kind === "query") return true;
  if (operand.kind === "variable") return operand.name?.startsWith("@@") === true;
  return operand.kind === "call" && operand.name !== undefined &&
    (FUNCTIONS.has(operand.name) || operand.name === "case");
}

/** `(2329=4209)*1`: the whole value multiplies the truth of a comparison, as a probe does in the place of a number. */
export function checkProduct({ quote, tokens }: Reading, report: Report): void {
  if (quote !== undefined || tokens.length !== 7 || tokens[0]!.kind !== Sql.open) return;
  const kinds = [Sql.number, Sql.compare, Sql.number, Sql.close, Sql.arithmetic, Sql.number];
  if (kinds.every((kind, i) => tokens[i + 1]!.kind === kind)) report(CONSTANT, 0, tokens[6]!.end);
}

/** `x'='y`: the value is a comparison of two strings, the second of which the application's own quote will close. */
export function checkStart(reading: Reading, report: Report): void {
  const { tokens } = reading;
  const last = tokens[2];
  if (reading.quote !== undefined || tokens.length !== 3 || tokens[0]!.kind !== Sql.string) return;
  if (tokens[1]!.kind !== Sql.compare || last!.kind !== Sql.string || !last!.open || /[^a-z0-9_%]/.test(last!.word)) {
    return;
  }
  report(CONSTANT, 0, last!.end);
}
